import { expect, it } from 'vitest';
import { parsePlanValue } from '#core';
import { platforms } from './platforms.ts';

it.each(platforms)(
  'a cluster made with the defaults of $platform is a plan',
  ({ platform, nodes, pods, services }) => {
    const cluster = { id: 'c', platform, nodes: { ...nodes, count: 3 }, pods, services };
    expect(parsePlanValue({ hopwright: 1, name: 'n', clusters: [cluster] })).toMatchObject({ ok: true });
  },
);
