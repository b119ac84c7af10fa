export { Canvas, PALETTE_TYPE } from './Canvas.tsx';
