import type { Device, Network } from '../network/network.ts';

/**
 * Who speaks for each cluster and host in a matrix, in the plan's order: a cluster's pod, preferably not on its first node, and
 * a node (its last), and every host. All of a kind in a cluster are routed alike; what tells them apart is for a walk.
 */
export function reachEnds(network: Network): string[] {
  const ends: string[] = [];
  const pods = new Map<string, Device>();
  for (const device of network.devices.values()) {
    if (!device.pod) continue;
    const { cluster, node } = device.pod;
    const known = pods.get(cluster);
    const first = network.clusters.get(cluster)?.nodes[0];
    if (!known || (known.pod?.node === first && node !== first)) pods.set(cluster, device);
  }
  for (const { id, nodes } of network.clusters.values()) {
    const pod = pods.get(id);
    const node = nodes.at(-1);
    if (pod) ends.push(pod.id);
    if (node !== undefined) ends.push(node);
  }
  for (const { id, kind } of network.devices.values()) if (kind === 'host') ends.push(id);
  return ends;
}
