import { contains, entityIds, formatPrefix, freeId, type Link, mustPrefix, type Plan } from '#core';
import { lockedReason } from '../locks.ts';
import { keepPlaces } from '../placement.ts';
import { type Located, locate, nameOf, nameOfId } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { hostSegments } from './ranges.ts';

/**
 * Connects two devices: a cluster or host is attached to a router, two routers get a link. A new link is static and
 * brings the routes to what lies behind each end, so that it works as drawn.
 */
export const connect =
  (from: string, to: string, kind: NonNullable<Link['kind']> = 'vpn'): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    const a = locate(plan, from);
    const b = locate(plan, to);
    if (!a || !b) return no('One of the two is not in the plan any more');
    if (from === to) return no('A device cannot be connected to itself');
    if (a.collection === 'routers' && b.collection === 'routers') {
      if (dispatch) {
        const link = newLink(plan, from, to, kind);
        dispatch.change(`Link ${link.name}`, [
          { kind: 'add', collection: 'links', entity: link },
          keepPlaces(plan),
        ]);
        dispatch.select([link.id]);
        dispatch.announce(`${nameOf(a.entity)} and ${nameOf(b.entity)} linked${routesWords(link)}.`);
      }
      return APPLIES;
    }
    const [end, router] = a.collection === 'routers' ? [b, a] : [a, b];
    if (router.collection !== 'routers' || (end.collection !== 'clusters' && end.collection !== 'hosts'))
      return no('Clusters and hosts are attached to a router; add one and link the routers');
    if (end.entity.router === router.entity.id)
      return no(`${nameOf(end.entity)} is attached to ${nameOf(router.entity)} already`);
    const held = lockedReason(plan, [end.entity.id]);
    if (held !== undefined) return no(held);
    if (dispatch) {
      const { collection, entity } = end;
      const label = `Attach ${nameOf(entity)} to ${nameOf(router.entity)}`;
      dispatch.change(label, [
        keepPlaces(plan),
        { kind: 'set', collection, id: entity.id, path: ['router'], value: router.entity.id },
      ]);
      const missing = lackingRoutes(plan, router.entity.id, networksOfMember(end));
      dispatch.announce(`${nameOf(entity)} attached to ${nameOf(router.entity)}.${missing}`);
    }
    return APPLIES;
  };

function routesWords({ prefixes }: Link): string {
  const count = prefixes?.flat().length ?? 0;
  if (count === 0) return '; nothing stands behind them yet, so the link has no routes';
  return `, with ${count} static route${count === 1 ? '' : 's'}`;
}

/** Connects the two things that are selected; with one selected, asks for the other. */
export const connectSelection =
  (kind: NonNullable<Link['kind']>): Command =>
  (state, dispatch) => {
    const [a, b, ...more] = state.selection;
    if (a !== undefined && b === undefined && connectable(state).applies) {
      dispatch?.surface.run('choose-peer');
      return APPLIES;
    }
    if (a === undefined || b === undefined || more.length > 0)
      return no(
        'Select two routers to link, or a router and what hangs on it; or drag from the edge of one to the other',
      );
    return connect(a, b, kind)(state, dispatch);
  };

/** Whether one device is selected that can be connected to another. */
export const connectable: Command = (state) => {
  if (state.readOnly) return refused(state.readOnly);
  const found = state.selection.length === 1 ? locate(state.plan, state.selection[0] ?? '') : undefined;
  return found?.collection === 'clusters' || found?.collection === 'hosts' || found?.collection === 'routers'
    ? APPLIES
    : no('Select one cluster, router or host to connect');
};

/** Takes a cluster or host off its router. */
export const detach =
  (id: string): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const found = locate(state.plan, id);
    if (found?.collection !== 'clusters' && found?.collection !== 'hosts')
      return no('Only clusters and hosts are attached to a router');
    const { collection, entity } = found;
    if (entity.router === undefined) return no(`${nameOf(entity)} is attached to no router`);
    const held = lockedReason(state.plan, [id]);
    if (held !== undefined) return no(held);
    const label = `Detach ${nameOf(entity)} from ${nameOfId(state.plan, entity.router)}`;
    dispatch?.change(label, [
      keepPlaces(state.plan),
      { kind: 'set', collection, id, path: ['router'], value: undefined },
    ]);
    dispatch?.announce(`${nameOf(entity)} taken off ${nameOfId(state.plan, entity.router)}.`);
    return APPLIES;
  };

/** Takes what is selected off its router. */
export const detachSelection: Command = (state, dispatch) => {
  const [only] = state.selection;
  if (only === undefined || state.selection.length > 1)
    return no('Select one cluster or host to take it off its router');
  return detach(only)(state, dispatch);
};

/** A link with the routes to what lies behind each end. */
export function newLink(plan: Plan, a: string, b: string, kind: NonNullable<Link['kind']>): Link {
  return {
    id: freeId(kind === 'vpn' ? 'vpn-1' : 'link-1', entityIds(plan)),
    name: `${nameOfId(plan, a)}–${nameOfId(plan, b)}`,
    kind,
    ends: [a, b],
    routing: 'static',
    prefixes: [networksBehind(plan, b, a), networksBehind(plan, a, b)],
    ...(kind === 'vpn' ? { encapsulation: 'ipsec' as const } : {}),
  };
}

/** CIDRs that a router reaches without passing another one: its own and, over its other links, theirs. */
export function networksBehind(plan: Plan, router: string, without: string): string[] {
  const seen = new Set([without, router]);
  const waiting = [router];
  const found = new Set<string>();
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for (const cidr of networksOf(plan, at)) found.add(cidr);
    for (const { ends } of plan.links ?? []) {
      const peer = ends[0] === at ? ends[1] : ends[1] === at ? ends[0] : undefined;
      if (peer === undefined || seen.has(peer)) continue;
      seen.add(peer);
      waiting.push(peer);
    }
  }
  return [...found];
}

function networksOf(plan: Plan, router: string): string[] {
  const clusters = (plan.clusters ?? []).filter((cluster) => cluster.router === router);
  const hosts = (plan.hosts ?? []).filter((host) => host.router === router);
  return [
    ...clusters.flatMap((entity) => networksOfMember({ collection: 'clusters', entity })),
    ...hosts.flatMap((entity) => networksOfMember({ collection: 'hosts', entity })),
  ];
}

type Member = Extract<Located, { collection: 'clusters' | 'hosts' }>;

function networksOfMember(member: Member): string[] {
  if (member.collection === 'hosts') return hostSegments(member.entity).map(formatPrefix);
  const { network = { mode: 'routed' }, nodes, pods } = member.entity;
  // Pods of an overlay can be called only through its gateway; native pods are in the node network.
  const hidden = network.mode === 'native' || (network.mode === 'overlay' && !network.gateway);
  return [...nodes.cidrs, ...(hidden ? [] : (pods?.cidrs ?? []))];
}

/** What to do so that others reach newly attached networks: static links know only what is written in them. */
function lackingRoutes(plan: Plan, router: string, networks: readonly string[]): string {
  const lacking = (plan.links ?? []).filter(({ ends, routing, prefixes }) => {
    if (routing !== 'static' || !ends.includes(router)) return false;
    const known = (prefixes?.[ends[0] === router ? 1 : 0] ?? []).map(mustPrefix);
    return networks.some((text) => !known.some((prefix) => contains(prefix, mustPrefix(text))));
  });
  const [first] = lacking;
  if (!first) return '';
  const names = lacking.length === 1 ? nameOf(first) : `${lacking.length} static links`;
  return ` Add ${networks.join(' and ')} to the prefixes of ${names}, so that the other end finds the way there.`;
}
