import type { Frame } from '#core';
import { textMatcher } from '#editor';

/** Who speaks in the matrix: a cluster's pods, its nodes, or a host. */
export interface ReachEnd {
  /** Where it stands in the matrix. */
  readonly index: number;
  /** Id of the cluster or host. */
  readonly entity: string;
  readonly name: string;
  /** What of a cluster: the end of the name, which tells its pods from its nodes. */
  readonly what: 'pods' | 'nodes' | undefined;
}

/** A site with its ends; those that are in none come last. */
export interface ReachGroup {
  readonly key: string;
  readonly name: string;
  readonly ends: readonly ReachEnd[];
}

/** A row of the matrix, and the column that is its mirror: a site as a whole, or one end. */
export interface ReachLine {
  readonly key: string;
  readonly name: string;
  readonly what: ReachEnd['what'];
  /** Places in the matrix that it speaks for. */
  readonly members: readonly number[];
  /** Of a site: whether its ends are shown too. */
  readonly open: boolean | undefined;
  /** True for an end that is listed under its site. */
  readonly inside: boolean;
}

/** More lines than these make a table that nobody can read and that is slow to draw. */
export const MOST_LINES = 60;

/** `pod:london/cb-1` speaks for the pods of `london`, `node:london/2` for its nodes, `host:laptop` for itself. */
export function readEnd(id: string, index: number, nameOf: (entity: string) => string): ReachEnd {
  const [kind = '', rest = ''] = id.split(':', 2);
  const [entity = ''] = rest.split('/', 1);
  const what = kind === 'pod' ? 'pods' : kind === 'node' ? 'nodes' : undefined;
  return { index, entity, name: what ? `${nameOf(entity)} ${what}` : nameOf(entity), what };
}

/** The ends by site, in the order of the sites; a plan without sites is one group. */
export function reachGroups(ends: readonly ReachEnd[], frames: readonly Frame[]): ReachGroup[] {
  const siteOf = new Map(frames.flatMap(({ id, members }) => members.map((member) => [member, id] as const)));
  const bySite = new Map<string | undefined, ReachEnd[]>();
  for (const end of ends) {
    const site = siteOf.get(end.entity);
    const known = bySite.get(site);
    if (known) known.push(end);
    else bySite.set(site, [end]);
  }
  const sites = frames.flatMap(({ id, name }) => {
    const own = bySite.get(id);
    return own ? [{ key: `site ${id}`, name: name || id, ends: own }] : [];
  });
  const others = bySite.get(undefined);
  return others ? [...sites, { key: 'no site', name: 'In no site', ends: others }] : sites;
}

/** What is shown of the groups: those that are open with their ends, and with a filter only what it finds. */
export function reachLines(
  groups: readonly ReachGroup[],
  isOpen: (key: string) => boolean,
  filter: string,
): ReachLine[] {
  const matches = textMatcher(filter);
  const found = (name: string): boolean => matches(name) !== undefined;
  const filtered = filter.trim() !== '';
  const grouped = groups.length > 1 || groups[0]?.key.startsWith('site ') === true;
  return groups.flatMap((group): ReachLine[] => {
    const ends = found(group.name) && grouped ? group.ends : group.ends.filter(({ name }) => found(name));
    if (ends.length === 0) return [];
    // What a filter finds by its own name is shown, also in a site that is closed.
    const open = isOpen(group.key) || (filtered && ends.length < group.ends.length);
    const inside = ends.map(
      ({ index, name, what }): ReachLine => ({
        key: `end ${index}`,
        name,
        what,
        members: [index],
        open: undefined,
        inside: grouped,
      }),
    );
    if (!grouped) return inside;
    const members = ends.map(({ index }) => index);
    const whole = { key: group.key, name: group.name, what: undefined, members, open, inside: false };
    return open ? [whole, ...inside] : [whole];
  });
}
