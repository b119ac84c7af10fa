export * from './editor.ts';
export * from './hops.ts';
