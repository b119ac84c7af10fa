import {
  type Address,
  addressKey,
  type Cluster,
  comparePrefixes,
  formatPrefix,
  type Host,
  mustInterfaceAddress,
  mustPrefix,
  overlaps,
  type Plan,
  type Prefix,
  parsePrefix,
  prefixOf,
  prefixSize,
  usableRange,
} from '#core';

/** Never offered: they mean something to every host, or to the container engine of every node. */
const KEPT_OUT = ['127.0.0.0/8', '169.254.0.0/16', '172.17.0.0/16', '100.64.0.0/10', 'fe80::/10'].map(
  mustPrefix,
);
/** A new range stays in the private pool that it was asked near. */
const POOLS = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', '2001:db8::/32'].map(mustPrefix);

/** Every range that something in the plan has, whatever it is used for. */
export function takenRanges(plan: Plan): Prefix[] {
  const clusters = (plan.clusters ?? []).flatMap(rangesOfCluster);
  const links = (plan.links ?? []).flatMap((link) => link.cidrs ?? []);
  return [...clusters, ...links].map(mustPrefix).concat((plan.hosts ?? []).flatMap(hostSegments));
}

const rangesOfCluster = (cluster: Cluster): string[] => [
  ...cluster.nodes.cidrs,
  ...(cluster.pods?.cidrs ?? []),
  ...(cluster.services?.cidrs ?? []),
];

export const hostSegments = (host: Host): Prefix[] =>
  host.addresses.map((text) => mustInterfaceAddress(text).prefix);

/**
 * The next range of the same size after `near` that overlaps nothing taken; from the pool's start when its end is
 * reached. Undefined when the pool is full.
 * nextFreeRange(10.0.0.0/16, [10.0.0.0/16])  //=> 10.1.0.0/16
 */
export function nextFreeRange(near: Prefix, taken: readonly Prefix[]): Prefix | undefined {
  const pool = POOLS.find((p) => overlaps(p, near) && p.length <= near.length) ?? poolAround(near);
  const out = [...taken, ...KEPT_OUT];
  return firstFree(near, near.value, pool, out) ?? firstFree(near, pool.value, pool, out);
}

/** Outside the private pools: the surrounding block, 256 ranges wide. */
const poolAround = (near: Prefix): Prefix => prefixOf(near, Math.max(0, near.length - 8));

/** One sweep over what is taken, in the order of addresses: a plan may have thousands of ranges. */
function firstFree(size: Prefix, from: bigint, pool: Prefix, taken: readonly Prefix[]): Prefix | undefined {
  const step = prefixSize(size);
  const end = pool.value + prefixSize(pool);
  const inPool = taken.filter((other) => overlaps(other, pool)).sort(comparePrefixes);
  let value = from;
  for (const other of inPool) {
    if (other.value >= value + step) break;
    const behind = other.value + prefixSize(other);
    // The next place that is a multiple of its size, as a prefix must be.
    if (behind > value) value = ((behind + step - 1n) / step) * step;
  }
  return value + step <= end ? { ...size, value } : undefined;
}

/** As `nextFreeRange`, over a list of CIDRs that must not overlap each other either; each found one is added to `taken`. */
export function freeRanges(cidrs: readonly string[], taken: Prefix[]): string[] | undefined {
  const found: string[] = [];
  for (const text of cidrs) {
    const near = parsePrefix(text);
    const free = near && nextFreeRange(near, taken);
    if (!free) return undefined;
    taken.push(free);
    found.push(formatPrefix(free));
  }
  return found;
}

/** The first usable address of a segment, from the wanted one on, that nobody has. */
export function freeAddress(segment: Prefix, from: bigint, taken: readonly Address[]): Address | undefined {
  const { first, last } = usableRange(segment);
  const keys = new Set(taken.map(addressKey));
  // One more than there are addresses taken is always enough to find a free one.
  let value = from < first ? first : from;
  for (let tries = 0; tries <= keys.size && value <= last; tries++, value++) {
    const address = { family: segment.family, value };
    if (!keys.has(addressKey(address))) return address;
  }
  return undefined;
}
