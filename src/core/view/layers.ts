import type { Cluster, Link, Plan } from '../plan/plan.ts';
import type { Path, Step } from '../simulate/trace.ts';
import type { Finding } from '../validate/finding.ts';
import { hasGhosts } from './ghostFamilies.ts';

/** What a picture of a plan is made of besides its cards, in the order in which people name it. */
export const LAYERS = ['underlay', 'overlay', 'bgp', 'vip', 'ghost'] as const;
export type Layer = (typeof LAYERS)[number];

/** What is drawn where nobody chose: what the plan says, without what only follows from its platforms. */
export const USUAL_LAYERS: readonly Layer[] = ['underlay', 'overlay', 'bgp', 'vip'];

export interface LayerInfo {
  readonly title: string;
  /** What is drawn of it, as words that fit "It shows …". */
  readonly shows: string;
  /** Why there is nothing of it in a plan. */
  readonly absent: string;
}

export const layerInfo: Readonly<Record<Layer, LayerInfo>> = {
  underlay: {
    title: 'Underlay',
    shows: 'direct links and what hangs on routers',
    absent: 'Nothing hangs on a router, and no link is direct',
  },
  overlay: {
    title: 'Overlay',
    shows: 'VPN links and the pods of overlays',
    absent: 'The plan has no VPN link and no overlay',
  },
  bgp: {
    title: 'BGP',
    shows: 'BGP sessions and AS numbers',
    absent: 'The plan has no BGP session and no AS number',
  },
  vip: {
    title: 'VIP',
    shows: 'service ranges',
    absent: 'No cluster has a service range',
  },
  ghost: {
    title: 'Ghost',
    shows: 'ranges that platforms use without being asked',
    absent: 'No cluster names a platform that uses ranges of its own',
  },
};

/** Direct links are what packets run on; all others wrap them in packets of their own. */
export const linkLayer = ({ kind }: Link): Layer => (kind === 'direct' ? 'underlay' : 'overlay');

const isOverlay = ({ network, pods }: Cluster): boolean => network?.mode === 'overlay' && pods !== undefined;

const known = new WeakMap<Plan, readonly Layer[]>();

/** The layers that a plan has anything of, in their order. */
export function layersOf(plan: Plan): readonly Layer[] {
  const before = known.get(plan);
  if (before) return before;
  const { clusters = [], hosts = [], routers = [], links = [] } = plan;
  const ids = new Set(routers.map(({ id }) => id));
  const attached = ({ router }: { router?: string }): boolean => router !== undefined && ids.has(router);
  const has: Record<Layer, boolean> = {
    underlay:
      clusters.some(attached) || hosts.some(attached) || links.some((link) => linkLayer(link) === 'underlay'),
    overlay: clusters.some(isOverlay) || links.some((link) => linkLayer(link) === 'overlay'),
    bgp: links.some(({ routing }) => routing === 'bgp') || routers.some(({ asn }) => asn !== undefined),
    vip: clusters.some(({ services }) => (services?.cidrs.length ?? 0) > 0),
    ghost: clusters.some(hasGhosts),
  };
  const layers = LAYERS.filter((layer) => has[layer]);
  known.set(plan, layers);
  return layers;
}

/** The layers that a finding points at: of its ranges, and of the links that it names. */
export function layersOfFinding(plan: Plan, { rule, entities, ranges }: Finding): ReadonlySet<Layer> {
  const { links, overlays } = lookUp(plan);
  const layers = new Set<Layer>();
  for (const { what, owner } of ranges) {
    if (what === 'service range') layers.add('vip');
    if (what === 'platform range') layers.add('ghost');
    if ((what === 'pod range' || what === 'node pod prefix') && overlays.has(owner)) layers.add('overlay');
  }
  for (const id of [...entities, ...ranges.map(({ owner }) => owner)]) {
    const link = links.get(id);
    if (!link) continue;
    layers.add(linkLayer(link));
    if (rule.startsWith('bgp-')) layers.add('bgp');
  }
  return layers;
}

interface LookUp {
  readonly links: ReadonlyMap<string, Link>;
  /** Clusters whose pods are in an overlay. */
  readonly overlays: ReadonlySet<string>;
}

/** Made once a plan: thousands of findings are asked. */
const lookUps = new WeakMap<Plan, LookUp>();
function lookUp(plan: Plan): LookUp {
  const before = lookUps.get(plan);
  if (before) return before;
  const made = {
    links: new Map((plan.links ?? []).map((link) => [link.id, link])),
    overlays: new Set((plan.clusters ?? []).filter(isOverlay).map(({ id }) => id)),
  };
  lookUps.set(plan, made);
  return made;
}

/** The layers that a walk runs through: where it was wrapped or translated, and what took it. */
export function layersOfWalk({ legs }: Path): ReadonlySet<Layer> {
  const layers = new Set<Layer>(['underlay']);
  for (const { hops, ending } of legs) {
    if (ending.disposition === 'captured') layers.add('vip');
    for (const { steps, packet } of hops) {
      if (packet.outer) layers.add('overlay');
      for (const step of steps) {
        const layer = LAYER_OF_STEP[step.kind];
        if (layer) layers.add(layer);
      }
    }
  }
  return layers;
}

const LAYER_OF_STEP: Readonly<Partial<Record<Step['kind'], Layer>>> = {
  encapsulate: 'overlay',
  decapsulate: 'overlay',
  dnat: 'vip',
};
