export * from './cardSize.ts';
export * from './floatingEdge.ts';
export * from './frameBox.ts';
export * from './hops.ts';
export * from './marks.ts';
export * from './modeText.ts';
export * from './placement.ts';
export * from './trail.ts';
