import { type Address, compareAddresses, formatAddress } from '../address/address.ts';
import { comparePrefixes, formatPrefix } from '../address/prefix.ts';
import type { Device, Network } from '../network/network.ts';
import type { Cluster, NodeEntry, PodOverride, Workload } from '../plan/plan.ts';
import { groupBy } from '../validate/groupBy.ts';
import { type Assumption, type AssumptionKind, type Place, setAt } from './assumption.ts';

/** What the rules A2 to A6 dealt in a cluster: addresses of nodes, their pod prefixes, pods, cluster IPs. */
export function dealtAddresses(cluster: Cluster, network: Network): Assumption[] {
  const at = (...path: (string | number)[]): Place => ({
    entity: { collection: 'clusters', id: cluster.id },
    path,
  });
  const row = (kind: AssumptionKind, part = ''): Pick<Assumption, 'id' | 'kind' | 'entity' | 'part'> => ({
    id: `${kind} ${cluster.id} ${part}`.trim(),
    kind,
    entity: cluster.id,
    part,
  });
  const nodes = devicesOf(network, network.clusters.get(cluster.id)?.nodes);
  const listed = cluster.nodes.list;
  const withEntries = (complete: (node: Device, entry: NodeEntry) => NodeEntry): NodeEntry[] =>
    nodes.map((node, index) => complete(node, listed?.[index] ?? {}));
  const found: Assumption[] = [];

  const addressed = nodes.filter(
    (node, index) => !listed?.[index]?.addresses && addressesOf(node).length > 0,
  );
  if (addressed.length > 0)
    found.push({
      ...row('node-addresses'),
      value: span(addressed.flatMap(addressesOf)),
      count: addressed.length,
      override: {
        kind: 'write-down',
        edits: [
          setAt(
            at('nodes', 'list'),
            withEntries((node, entry) =>
              entry.addresses || addressesOf(node).length === 0
                ? entry
                : { ...entry, addresses: addressesOf(node).map(formatAddress) },
            ),
          ),
        ],
      },
    });

  const prefixed = nodes.filter(
    (node, index) => !listed?.[index]?.podCidrs && (node.node?.podPrefixes.length ?? 0) > 0,
  );
  if (prefixed.length > 0)
    found.push({
      ...row('node-pod-prefixes'),
      value: spanOf(
        prefixed
          .flatMap((node) => node.node?.podPrefixes ?? [])
          .sort(comparePrefixes)
          .map(formatPrefix),
      ),
      count: prefixed.length,
      override: {
        kind: 'write-down',
        edits: [
          setAt(
            at('nodes', 'list'),
            withEntries((node, entry) =>
              entry.podCidrs || !node.node || node.node.podPrefixes.length === 0
                ? entry
                : { ...entry, podCidrs: node.node.podPrefixes.map(formatPrefix) },
            ),
          ),
        ],
      },
    });

  found.push(...dealtPods(cluster, network, row, at));

  for (const [index, expose] of (cluster.expose ?? []).entries()) {
    if (expose.clusterIPs) continue;
    const addresses = network.clusters.get(cluster.id)?.services[index]?.addresses ?? [];
    if (addresses.length === 0) continue;
    found.push({
      ...row('cluster-ip', expose.name),
      value: addresses.map(formatAddress).join(', '),
      override: { kind: 'addresses', place: at('expose', index, 'clusterIPs') },
    });
  }
  return found;
}

/** One row a workload: which pods were placed and addressed by the rules. */
function dealtPods(
  cluster: Cluster,
  network: Network,
  row: (kind: AssumptionKind, part: string) => Pick<Assumption, 'id' | 'kind' | 'entity' | 'part'>,
  at: (...path: (string | number)[]) => Place,
): Assumption[] {
  const pods = groupBy(
    devicesOf(network, network.clusters.get(cluster.id)?.pods),
    (device) => device.pod?.workload ?? '',
  );
  return (cluster.workloads ?? []).flatMap((workload, index) => {
    const own = pods.get(workload.name) ?? [];
    const dealt = own.filter((pod) => !overrideOf(workload, pod)?.addresses && addressesOf(pod).length > 0);
    if (dealt.length === 0) return [];
    return [
      {
        ...row('pod-addresses', workload.name),
        value: span(dealt.flatMap(addressesOf)),
        count: dealt.length,
        override: {
          kind: 'write-down' as const,
          edits: [
            setAt(
              at('workloads', index, 'pods'),
              own.map((pod) => pinned(workload, pod, network)),
            ),
          ],
        },
      },
    ];
  });
}

const overrideOf = (workload: Workload, device: Device): PodOverride | undefined =>
  workload.pods?.find(({ ordinal }) => ordinal === device.pod?.ordinal);

/** A pod as it is, as the plan would write it. */
function pinned(workload: Workload, device: Device, network: Network): PodOverride {
  const node = network.devices.get(device.pod?.node ?? '')?.node?.index;
  const addresses = addressesOf(device).map(formatAddress);
  return {
    ordinal: device.pod?.ordinal ?? 0,
    ...(node === undefined ? {} : { node }),
    ...(addresses.length === 0 ? {} : { addresses }),
    ...overrideOf(workload, device),
  };
}

const devicesOf = (network: Network, ids: readonly string[] = []): Device[] =>
  ids.flatMap((id) => network.devices.get(id) ?? []);

/** What a device has on its segments, or a pod on its only interface. */
const addressesOf = (device: Device): Address[] =>
  device.interfaces
    .filter(({ attachment }) => attachment.kind === 'segment' || (device.pod && attachment.kind === 'pods'))
    .flatMap(({ addresses }) => addresses);

const span = (addresses: readonly Address[]): string =>
  spanOf([...addresses].sort(compareAddresses).map(formatAddress));

/** First and last of sorted texts. */
const spanOf = (texts: readonly string[]): string => {
  const [first] = texts;
  const last = texts.at(-1);
  return first === undefined || first === last ? (first ?? '') : `${first} – ${last}`;
};
