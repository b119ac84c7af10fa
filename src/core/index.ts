export * from './address/address.ts';
export * from './address/prefix.ts';
export type * from './network/network.ts';
export type * from './plan/edits.ts';
export type * from './plan/plan.ts';
export * from './simulate/trace.ts';
export * from './validate/finding.ts';
