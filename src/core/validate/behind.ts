import type { Family } from '../address/address.ts';
import { mustInterfaceAddress, mustPrefix } from '../address/prefix.ts';
import type { Link, Plan } from '../plan/plan.ts';
import { groupBy } from './groupBy.ts';

/** What hangs behind the two ends of links. */
export interface Behind {
  /** The prefixes that routers send into a link by routes of their own. */
  routed(link: string): readonly string[];
  /** The nearest cluster or host with the family on either side; undefined where there is none, or the link does not part two sides. */
  owners(link: Link, family: Family): readonly [string | undefined, string | undefined];
}

export function ownersBehind(plan: Plan): Behind {
  const { links = [], clusters = [], hosts = [], routers = [] } = plan;
  const owners: Record<Family, Map<string, string>> = { 4: new Map(), 6: new Map() };
  for (const { id, router, nodes } of clusters)
    for (const text of nodes.cidrs) if (router !== undefined) owners[mustPrefix(text).family].set(router, id);
  for (const { id, router, addresses } of hosts)
    for (const text of addresses)
      if (router !== undefined) owners[mustInterfaceAddress(text).address.family].set(router, id);
  const routed = groupBy(
    routers.flatMap((router) => router.routes ?? []),
    (route) => route.via,
  );
  let parts: Parts | undefined;
  return {
    routed: (link) => routed.get(link)?.map(({ to }) => to) ?? [],
    owners(link, family) {
      if (owners[family].size === 0) return [undefined, undefined];
      parts ??= new Parts(links);
      if (!parts.isBridge(link)) return [undefined, undefined];
      const [a, b] = link.ends;
      return [parts.nearest(a, link, owners[family]), parts.nearest(b, link, owners[family])];
    },
  };
}

interface Way {
  readonly to: string;
  readonly link: Link;
}

/** Routers and the links between them. */
class Parts {
  readonly #ways = new Map<string, Way[]>();
  readonly #bridges: ReadonlySet<Link>;

  constructor(links: readonly Link[]) {
    for (const link of links) {
      const [a, b] = link.ends;
      this.#waysFrom(a).push({ to: b, link });
      this.#waysFrom(b).push({ to: a, link });
    }
    this.#bridges = bridgesOf(this.#ways);
  }

  #waysFrom(router: string): Way[] {
    const known = this.#ways.get(router);
    if (known) return known;
    const made: Way[] = [];
    this.#ways.set(router, made);
    return made;
  }

  /** Without it, its two ends are not joined. */
  isBridge(link: Link): boolean {
    return this.#bridges.has(link);
  }

  /** The nearest owner on the side of a router that is left without a link. */
  nearest(from: string, without: Link, owners: ReadonlyMap<string, string>): string | undefined {
    const side = new Set([from]);
    // A set is walked in the order of its growth.
    for (const at of side) {
      const owner = owners.get(at);
      if (owner !== undefined) return owner;
      for (const { to, link } of this.#ways.get(at) ?? []) if (link !== without) side.add(to);
    }
    return undefined;
  }
}

interface Turn {
  readonly at: string;
  readonly by: Link | undefined;
  readonly ways: Iterator<Way>;
}

/** Tarjan's bridges: a link is one where nothing found behind it leads back before it. Without recursion, for chains of thousands. */
function bridgesOf(ways: ReadonlyMap<string, readonly Way[]>): Set<Link> {
  const bridges = new Set<Link>();
  const found = new Map<string, number>();
  const lowest = new Map<string, number>();
  const lower = (router: string, to: number): void => {
    lowest.set(router, Math.min(lowest.get(router) ?? to, to));
  };
  const stack: Turn[] = [];
  const enter = (at: string, by: Link | undefined): void => {
    found.set(at, found.size);
    lower(at, found.size - 1);
    stack.push({ at, by, ways: (ways.get(at) ?? [])[Symbol.iterator]() });
  };
  for (const start of ways.keys()) {
    if (found.has(start)) continue;
    enter(start, undefined);
    for (let turn = stack.at(-1); turn; turn = stack.at(-1)) {
      const next = turn.ways.next();
      if (!next.done) {
        const { to, link } = next.value;
        const before = found.get(to);
        if (link === turn.by) continue;
        if (before === undefined) enter(to, link);
        else lower(turn.at, before);
        continue;
      }
      stack.pop();
      const outer = stack.at(-1);
      const low = lowest.get(turn.at) ?? 0;
      if (!outer || !turn.by) continue;
      lower(outer.at, low);
      if (low > (found.get(outer.at) ?? 0)) bridges.add(turn.by);
    }
  }
  return bridges;
}
