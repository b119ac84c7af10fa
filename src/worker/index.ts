export { type CoreConnection, connect, type Reach, type Timer, type WorkerLike } from './connect.ts';
export * from './protocol.ts';
export { type Port, serve } from './serve.ts';
