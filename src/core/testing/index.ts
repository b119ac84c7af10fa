export * from './builders.ts';
export * from './findings.ts';
