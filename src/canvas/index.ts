export { Canvas, PALETTE_TYPE } from './Canvas.tsx';
export { PacketOverlay } from './packets/PacketOverlay.tsx';
