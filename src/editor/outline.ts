import {
  type Cluster,
  entitiesOf,
  type Finding,
  findingInfo,
  type Host,
  type Link,
  type Plan,
  type Router,
  type Severity,
} from '#core';
import { attachmentId, listing, nameOf, nameOfId } from './selection.ts';

/** What a row of the outline is of. */
export type OutlineKind =
  | 'site'
  | 'cluster'
  | 'router'
  | 'host'
  | 'note'
  | 'range'
  | 'link'
  | 'attachment'
  | 'finding';

/** One row of the outline, in the order in which they stand. */
export interface OutlineRow {
  /** Unique in the outline: a link stands under both of its routers. */
  readonly key: string;
  readonly kind: OutlineKind;
  readonly title: string;
  /** What is said behind the title: ranges, the other end, the sentence of a finding. */
  readonly detail: string;
  /** What is selected by the row: the thing itself, or the owner of a range; undefined: nothing. */
  readonly id: string | undefined;
  /** The finding that it is, or the severity of the worst of the thing. */
  readonly finding?: string;
  readonly severity?: Severity;
  /** A range: its place in the plan, `clusters/london/pods/cidrs/0`; the inspector names its fields so. */
  readonly field?: string;
  /** 1 for what stands outermost. */
  readonly level: number;
  readonly parent: string | undefined;
  /** Undefined: there is nothing below it. */
  readonly expanded: boolean | undefined;
  /** Counted from 1 among the rows of one parent, as screen readers say it. */
  readonly position: number;
  readonly siblings: number;
}

interface Node {
  readonly key: string;
  readonly kind: OutlineKind;
  readonly title: string;
  readonly detail: string;
  readonly id?: string | undefined;
  readonly finding?: string;
  readonly severity?: Severity;
  readonly field?: string;
  /** Made when it is unfolded: a plan may have thousands of things. */
  readonly inside: () => readonly Node[];
  readonly hasInside: boolean;
  /** Sites are open until somebody folds them, devices are folded until somebody opens them. */
  readonly opens: boolean;
}

/**
 * The plan as a tree to work in: sites, in them clusters, routers, hosts and notes, below each its ranges, its connections and
 * its findings. `toggled` holds the keys of rows that somebody opened or folded.
 */
export function outline(
  plan: Plan,
  findings: readonly Finding[],
  toggled: ReadonlySet<string>,
): readonly OutlineRow[] {
  const world: World = { plan, findings: openFindings(findings), links: linksByRouter(plan) };
  const rows: OutlineRow[] = [];
  const put = (nodes: readonly Node[], level: number, parent: string | undefined): void => {
    for (const [index, node] of nodes.entries()) {
      const { inside, hasInside, opens, ...row } = node;
      const expanded = hasInside ? opens !== toggled.has(node.key) : undefined;
      rows.push({
        ...row,
        id: node.id,
        level,
        parent,
        expanded,
        position: index + 1,
        siblings: nodes.length,
      });
      if (expanded) put(inside(), level + 1, node.key);
    }
  };
  put(roots(world), 1, undefined);
  return rows;
}

interface World {
  readonly plan: Plan;
  /** Findings by the entities that they speak of; those of the whole plan under ''. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly links: ReadonlyMap<string, readonly Link[]>;
}

function roots(world: World): Node[] {
  const { plan } = world;
  const frames = plan.view?.frames ?? [];
  const framed = new Set(frames.flatMap(({ members }) => members));
  const sites = frames.map((frame): Node => {
    const members = new Set(frame.members);
    return {
      key: frame.id,
      kind: 'site',
      title: frame.name,
      detail: `site of ${frame.members.length}`,
      id: frame.id,
      inside: () => things(world, (id) => members.has(id)),
      hasInside: true,
      opens: true,
    };
  });
  const whole = findingNodes(plan, '', world.findings.get('') ?? []);
  return [...sites, ...things(world, (id) => !framed.has(id)), ...whole];
}

function things(world: World, belongs: (id: string) => boolean): Node[] {
  const { plan } = world;
  return [
    ...(plan.clusters ?? []).filter(({ id }) => belongs(id)).map((cluster) => clusterNode(world, cluster)),
    ...(plan.routers ?? []).filter(({ id }) => belongs(id)).map((router) => routerNode(world, router)),
    ...(plan.hosts ?? []).filter(({ id }) => belongs(id)).map((host) => hostNode(world, host)),
    ...entitiesOf(plan, 'notes')
      .filter(({ id }) => belongs(id))
      .map((note): Node => ({ ...leaf(note.id, 'note', nameOf(note), 'note'), id: note.id })),
  ];
}

function clusterNode(world: World, cluster: Cluster): Node {
  const ranges = (): Node[] => [
    ...rangeNodes(cluster.id, 'node network', 'nodes', cluster.nodes.cidrs),
    ...rangeNodes(cluster.id, 'pod range', 'pods', cluster.pods?.cidrs),
    ...rangeNodes(cluster.id, 'service range', 'services', cluster.services?.cidrs),
  ];
  return device(world, cluster, 'cluster', 'cluster', () => [
    ...ranges(),
    ...attachment(world.plan, cluster),
  ]);
}

function hostNode(world: World, host: Host): Node {
  return device(world, host, 'host', host.addresses.join(', '), () => [
    ...host.addresses.map(
      (text, index): Node => ({
        ...leaf(`${host.id} address ${index}`, 'range', text, 'address'),
        id: host.id,
        field: `hosts/${host.id}/addresses/${index}`,
      }),
    ),
    ...attachment(world.plan, host),
  ]);
}

function routerNode(world: World, router: Router): Node {
  const links = world.links.get(router.id) ?? [];
  return device(world, router, 'router', 'router', () =>
    links.map((link): Node => {
      const other = link.ends[0] === router.id ? link.ends[1] : link.ends[0];
      const severity = worst(world.findings.get(link.id) ?? []);
      return {
        ...leaf(
          `${router.id} link ${link.id}`,
          'link',
          nameOf(link),
          `link to ${nameOfId(world.plan, other)}`,
        ),
        id: link.id,
        ...(severity === undefined ? {} : { severity }),
      };
    }),
  );
}

function device(
  world: World,
  entity: Cluster | Router | Host,
  kind: 'cluster' | 'router' | 'host',
  detail: string,
  inside: () => readonly Node[],
): Node {
  const findings = world.findings.get(entity.id) ?? [];
  const severity = worst(findings);
  const count = findings.length;
  const found = count === 0 ? '' : `, ${count} ${count === 1 ? 'finding' : 'findings'}`;
  const all = (): readonly Node[] => [...inside(), ...findingNodes(world.plan, entity.id, findings)];
  return {
    key: entity.id,
    kind,
    title: nameOf(entity),
    detail: `${detail}${found}`,
    id: entity.id,
    ...(severity === undefined ? {} : { severity }),
    inside: all,
    // A router alone has nothing below it.
    hasInside: kind !== 'router' || (world.links.get(entity.id)?.length ?? 0) > 0 || count > 0,
    opens: false,
  };
}

const rangeNodes = (owner: string, what: string, list: string, cidrs: readonly string[] = []): Node[] =>
  cidrs.map((text, index) => ({
    ...leaf(`${owner} ${list} ${index}`, 'range', text, what),
    id: owner,
    field: `clusters/${owner}/${list}/cidrs/${index}`,
  }));

const attachment = (plan: Plan, { id, router }: Cluster | Host): Node[] =>
  router === undefined
    ? []
    : [
        {
          ...leaf(`${id} attachment`, 'attachment', `on ${nameOfId(plan, router)}`, 'attached'),
          id: attachmentId(id),
        },
      ];

/** A finding by its title; its rule, and whom else it is about, tell those with one title apart. */
const findingNodes = (plan: Plan, owner: string, findings: readonly Finding[]): Node[] =>
  findings.map(({ id, rule, severity, entities }) => {
    const others = [...new Set(entities)].filter((other) => other !== owner);
    const about = others.length === 0 || owner === '' ? '' : `, with ${listing(plan, others)}`;
    return {
      ...leaf(`${owner} finding ${id}`, 'finding', findingInfo[rule].title, `${rule}${about}`),
      finding: id,
      severity,
    };
  });

const leaf = (key: string, kind: OutlineKind, title: string, detail: string): Node => ({
  key,
  kind,
  title,
  detail,
  inside: () => [],
  hasInside: false,
  opens: false,
});

function openFindings(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const by = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.accepted !== undefined) continue;
    for (const id of finding.entities.length === 0 ? [''] : new Set(finding.entities)) {
      const list = by.get(id);
      if (list) list.push(finding);
      else by.set(id, [finding]);
    }
  }
  return by;
}

function linksByRouter(plan: Plan): ReadonlyMap<string, readonly Link[]> {
  const by = new Map<string, Link[]>();
  for (const link of plan.links ?? [])
    for (const end of new Set(link.ends)) {
      const list = by.get(end);
      if (list) list.push(link);
      else by.set(end, [link]);
    }
  return by;
}

const worst = (findings: readonly Finding[]): Severity | undefined =>
  (['error', 'warning', 'info'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );

/**
 * Where the focus goes when the rows change: where it was; else to the next of the same parent, the one before, the parent;
 * else to the first row. Undefined only when there are no rows.
 */
export function focusAfter(
  before: readonly OutlineRow[],
  now: readonly OutlineRow[],
  key: string | undefined,
): string | undefined {
  const there = new Set(now.map((row) => row.key));
  for (let at = key; at !== undefined; ) {
    if (there.has(at)) return at;
    const row = before.find((candidate) => candidate.key === at);
    if (!row) break;
    const siblings = before.filter(({ parent }) => parent === row.parent);
    const index = siblings.indexOf(row);
    const near = [...siblings.slice(index + 1), ...siblings.slice(0, index).reverse()];
    const next = near.find((sibling) => there.has(sibling.key));
    if (next) return next.key;
    at = row.parent;
  }
  return now[0]?.key;
}
