export { playWalk } from '#editor';
