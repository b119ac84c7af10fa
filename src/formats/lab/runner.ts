import source from './runner.py?raw';

/** The Python program that sends flows inside a lab and reports on them; a caller adds its own end to it. */
export const runnerSource: string = source;
