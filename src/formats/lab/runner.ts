import main from './lab_main.py?raw';
import source from './runner.py?raw';

/** The Python program that sends flows inside a lab and reports on them; a caller adds its own end to it. */
export const runnerSource: string = source;

/** The whole program: takes what it must know of a lab from standard input, and the lab's prefix and a flow as arguments. */
export const labProgram: string = `${source}\n\nLAB = sys.stdin.read()\n\n\n${main}`;
