import { expect, test } from 'vitest';
import { keyframes } from './motion.ts';

test('frames are spaced by the length of the way', () => {
  const frames = keyframes([
    { x: 0, y: 0 },
    { x: 0, y: 10 },
    { x: 30, y: 10 },
  ]);
  expect(frames).toEqual([
    { transform: 'translate(0px, 0px)', offset: 0 },
    { transform: 'translate(0px, 10px)', offset: 0.25 },
    { transform: 'translate(30px, 10px)', offset: 1 },
  ]);
});

test('a way of no length still ends', () => {
  expect(
    keyframes([
      { x: 5, y: 5 },
      { x: 5, y: 5 },
    ]).map((frame) => frame.offset),
  ).toEqual([0, 1]);
});
