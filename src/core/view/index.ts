export * from './floatingEdge.ts';
export * from './hops.ts';
export * from './marks.ts';
export * from './placement.ts';
export * from './trail.ts';
