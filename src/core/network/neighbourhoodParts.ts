import type { Memo } from '../memo.ts';
import type { Cluster, Host } from '../plan/plan.ts';
import { clusterDevices, compiledCluster, proxiedAddresses } from './clusterDevices.ts';
import { draftSegments, type SegmentDraft } from './draft.ts';
import { explicitProblems } from './explicitProblems.ts';
import { hostDevice } from './hostDevice.ts';
import type { Neighbourhood } from './neighbourhoods.ts';
import type { AddressProblem, CompiledCluster, Device } from './network.ts';
import { draftNodes, type NodeDraft } from './nodes.ts';
import { draftPods, type PodDraft } from './pods.ts';
import { compileServices } from './services.ts';
import { type Stations, stationsOf } from './stations.ts';

/** What a cluster or a host compiles to. */
export interface EntityParts {
  /** Nodes before pods. */
  readonly devices: readonly Device[];
  readonly stations: Stations;
  readonly problems: readonly AddressProblem[];
  /** Clusters only. */
  readonly cluster?: { readonly compiled: CompiledCluster; readonly nodes: readonly NodeDraft[] };
}

/** What a neighbourhood compiles to. */
export interface NeighbourhoodParts {
  readonly segments: ReadonlyMap<string, SegmentDraft>;
  /** By id of the cluster or host. */
  readonly entities: ReadonlyMap<string, EntityParts>;
  readonly problems: readonly AddressProblem[];
}

/**
 * Deals the addresses of a neighbourhood and makes its devices. `segmentsOf`: ids of the segments that one is on. `kept`: by id, what its members compiled to before; one that is
 * dealt the same again is the same again.
 */
export function compileNeighbourhood(
  part: Neighbourhood,
  segmentsOf: (entity: Cluster | Host) => readonly string[],
  kept: Memo<string, EntityParts>,
): NeighbourhoodParts {
  const draft = draftSegments(part);
  const drafted = part.clusters.map((cluster) => {
    const own = { ...draft, problems: [] as AddressProblem[] };
    return { cluster, own, nodes: draftNodes(own, cluster) };
  });
  const entities = new Map<string, EntityParts>();
  for (const { cluster, own, nodes } of drafted) {
    const pods = draftPods(own, cluster, nodes);
    const dealt = [cluster, ...nodes.flatMap(dealtTo), ...pods.flatMap(placed)];
    const make = (): EntityParts => {
      const services = compileServices(own, cluster, pods);
      const devices = clusterDevices(cluster, nodes, pods, services);
      return {
        devices,
        stations: stationsOf(devices, draft.segments, proxiedAddresses(cluster, pods)),
        problems: own.problems,
        cluster: { compiled: compiledCluster(cluster, nodes, pods, services), nodes },
      };
    };
    entities.set(cluster.id, kept.keep(cluster.id, dealt, make));
  }
  for (const host of part.hosts) {
    const own = segmentsOf(host).flatMap((id) => draft.segments.get(id) ?? []);
    const make = (): EntityParts => {
      const devices = [hostDevice(draft, host)];
      return { devices, stations: stationsOf(devices, draft.segments), problems: [] };
    };
    entities.set(host.id, kept.keep(host.id, [host, ...own.flatMap(segmentFacts)], make));
  }
  return { segments: draft.segments, entities, problems: explicitProblems(draft) };
}

/** What devices and routes take from a segment. */
export const segmentFacts = ({ id, mtu, gateway }: SegmentDraft): unknown[] => [id, mtu, gateway?.value];

const dealtTo = ({ id, addresses }: NodeDraft): unknown[] => [
  id,
  ...addresses.flatMap(({ address, segment }) => [address.value, ...segmentFacts(segment)]),
];

const placed = ({ id, addresses }: PodDraft): unknown[] => [
  id,
  ...addresses.flatMap(({ family, value }) => [family, value]),
];
