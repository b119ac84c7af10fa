import type { Network } from '#core';

/** A namespace each, and in an overlay a tunnel from every node to every other: more would build for minutes. */
const MOST_DEVICES = 1000;

/** Why no lab is made of this network, a sentence; undefined when one can be. */
export function whyNoLab({ devices }: Network): string | undefined {
  if (devices.size === 0) return 'There is nothing to build yet: add a cluster, a router or a host.';
  return devices.size > MOST_DEVICES
    ? `A lab has at most ${count(MOST_DEVICES)} devices, and this plan has ${count(devices.size)}: give its clusters fewer nodes and replicas.`
    : undefined;
}

const count = (n: number): string => n.toLocaleString('en');
