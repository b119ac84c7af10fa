export { anyPlan } from './anyPlan.ts';
export * from './builders.ts';
export * from './findings.ts';
export * from './fuzz.ts';
