import {
  type Address,
  type Cluster,
  entityIds,
  type Frame,
  formatAddress,
  freeId,
  type Host,
  type Link,
  mustAddress,
  mustInterfaceAddress,
  type Note,
  type Plan,
  type PlanEdit,
  type Prefix,
  type Router,
  usableRange,
} from '#core';
import { beside, boxesOf } from '../boxes.ts';
import type { EditorState } from '../editor.ts';
import { keepPlaces, type Point, placements } from '../placement.ts';
import { atHead, type Located, locate, naming, unfolded } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { freeAddress, freeRanges, takenRanges } from './ranges.ts';
import { Renumbering } from './renumbering.ts';

const NOWHERE: Point = { x: 0, y: 0 };

/** Whether something is selected that can be put on the clipboard. */
export const copyable: Command = ({ plan, selection }) =>
  selection.some((id) => locate(plan, id)) ? APPLIES : no('Select what to copy');

/**
 * Makes copies of what is selected, beside all of it. A copied cluster gets the next free ranges of the same sizes, a copied host the next
 * free address of its segment; which ones is said. Links between copied routers join the copies.
 */
export const duplicateSelection: Command = (state, dispatch) => copied(state.selection)(state, dispatch);

/** The same for things whose copies are dragged away from them. */
export const duplicateTo = (ids: readonly string[], by: Point): Command => copied(ids, by);

const copied =
  (wanted: readonly string[], by?: Point): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    // A site is copied with what is in it; its copy comes last, when its members have theirs.
    const ids = new Set([...unfolded(plan, wanted), ...wanted]);
    // Links between what is copied belong to it.
    for (const { id, ends } of plan.links ?? []) if (ends.every((end) => ids.has(end))) ids.add(id);
    const found = [...ids].flatMap((id) => locate(plan, id) ?? []).sort(inOrder);
    const selection = found.map(({ entity }) => entity.id);
    if (selection.length === 0) return no('Select what to duplicate');
    // Where copies would stand matters only when they are made.
    const way = by ?? (dispatch ? beside([...ids], boxesOf(plan, dispatch.surface.sizeOf)) : NOWHERE);
    const copying = new Copying(state, selection, way);
    for (const located of found) {
      const problem = copying.copy(located);
      if (problem !== undefined) return no(problem);
    }
    if (dispatch) {
      const names = naming(
        plan,
        wanted.filter((id) => copying.newIds.has(id)),
      );
      dispatch.change(`Duplicate ${names}`, [...copying.edits, keepPlaces(plan, copying.places)]);
      const asked = wanted.flatMap((id) => copying.newIds.get(id) ?? []);
      dispatch.select(asked);
      dispatch.announce(`${atHead(names)} duplicated${saidWords(copying.said)}.`);
    }
    return APPLIES;
  };

/** More than these are counted: nobody reads on. */
const MOST_SAID = 3;

function saidWords(said: readonly string[]): string {
  if (said.length === 0) return '';
  const more = said.length - MOST_SAID;
  return `: ${said.slice(0, MOST_SAID).join('; ')}${more > 0 ? `; and ${more} more have free ranges, too` : ''}`;
}

/** Whoever has ranges comes before who has routes to them, and sites come when their members have copies. */
const ORDER: readonly Located['collection'][] = ['clusters', 'hosts', 'links', 'routers', 'notes', 'frames'];
const inOrder = (a: Located, b: Located): number => ORDER.indexOf(a.collection) - ORDER.indexOf(b.collection);

/** One duplication: what has been taken so far, so that two copies never get the same. */
class Copying {
  readonly edits: PlanEdit[] = [];
  readonly places = new Map<string, Point>();
  readonly newIds = new Map<string, string>();
  /** What each copy got, for people. */
  readonly said: string[] = [];
  private readonly plan: Plan;
  /** How far the copies stand from their originals. */
  private readonly by: Point;
  private readonly ids: Set<string>;
  private readonly ranges: Prefix[];
  private readonly numbers = new Renumbering();
  private readonly addresses: Address[];

  constructor({ plan, analysis }: EditorState, selection: readonly string[], by: Point) {
    this.plan = plan;
    this.by = by;
    this.ids = entityIds(plan);
    this.ranges = takenRanges(plan);
    const devices = analysis.judgement?.derived.devices ?? [];
    const explicit = (plan.hosts ?? []).flatMap((host) =>
      host.addresses.map((text) => mustInterfaceAddress(text).address),
    );
    this.addresses = [...devices.flatMap((device) => device.addresses.map(mustAddress)), ...explicit];
    // Names of the copies first: links refer to them, wherever they stand in the selection.
    for (const id of selection) {
      const copy = freeId(`${id.replace(/-copy(-\d+)?$/, '')}-copy`, this.ids);
      this.ids.add(copy);
      this.newIds.set(id, copy);
    }
  }

  /** Adds the copy; the answer is why there can be none. */
  copy(found: Located): string | undefined {
    switch (found.collection) {
      case 'clusters':
        return this.cluster(found.entity);
      case 'hosts':
        return this.host(found.entity);
      case 'routers':
        this.add('routers', this.rerouted(this.renamed(found.entity)), found.entity.id);
        return undefined;
      case 'links':
        this.link(found.entity);
        return undefined;
      case 'notes':
        this.note(found.entity);
        return undefined;
      case 'frames':
        this.frame(found.entity);
        return undefined;
    }
  }

  private cluster(source: Cluster): string | undefined {
    const nodeCidrs = freeRanges(source.nodes.cidrs, this.ranges);
    const native = source.network?.mode === 'native';
    // Pods of a native cluster lie inside its node network: the copy takes the whole of its own.
    const podCidrs = native ? undefined : freeRanges(source.pods?.cidrs ?? [], this.ranges);
    const serviceCidrs = freeRanges(source.services?.cidrs ?? [], this.ranges);
    if (!nodeCidrs || !serviceCidrs || (!podCidrs && !native))
      return `There are no free ranges of the same sizes for a copy of ${source.name ?? source.id}`;
    this.numbers.add(source.nodes.cidrs, nodeCidrs);
    this.numbers.add(source.pods?.cidrs ?? [], podCidrs ?? []);
    this.numbers.add(source.services?.cidrs ?? [], serviceCidrs);
    const { pods, services, nodes, workloads, expose, router, ...rest } = this.renamed(source);
    const { list, ...nodeRest } = nodes;
    const copy: Cluster = {
      ...rest,
      ...this.ofRouter(router),
      nodes: {
        ...nodeRest,
        cidrs: nodeCidrs,
        ...(list ? { list: list.map(({ addresses: _, podCidrs: __, ...node }) => node) } : {}),
      },
      ...(pods && podCidrs ? { pods: { ...pods, cidrs: podCidrs } } : {}),
      ...(services ? { services: { ...services, cidrs: serviceCidrs } } : {}),
      // Addresses given by hand belong to the original.
      ...(workloads
        ? {
            workloads: workloads.map((workload) => ({
              ...workload,
              ...(workload.pods ? { pods: workload.pods.map(({ addresses: _, ...pod }) => pod) } : {}),
            })),
          }
        : {}),
      ...(expose ? { expose: expose.map(({ clusterIPs: _, ...service }) => service) } : {}),
    };
    const words = [
      `nodes ${nodeCidrs.join(' and ')}`,
      ...(podCidrs && podCidrs.length > 0 ? [`pods ${podCidrs.join(' and ')}`] : []),
      ...(serviceCidrs.length > 0 ? [`services ${serviceCidrs.join(' and ')}`] : []),
    ];
    this.said.push(`${copy.name} has ${words.join(', ')}`);
    this.add('clusters', copy, source.id);
    return undefined;
  }

  private host(source: Host): string | undefined {
    const addresses: string[] = [];
    for (const text of source.addresses) {
      const { address, prefix } = mustInterfaceAddress(text);
      const free =
        freeAddress(prefix, address.value + 1n, this.addresses) ??
        // The first usable address is the router's.
        freeAddress(prefix, usableRange(prefix).first + 1n, this.addresses);
      if (!free) return `There is no free address for a copy of ${source.name ?? source.id} in ${text}`;
      this.addresses.push(free);
      addresses.push(`${formatAddress(free)}/${prefix.length}`);
    }
    const { router, ...rest } = this.renamed(source);
    const copy: Host = { ...rest, ...this.ofRouter(router), addresses };
    this.said.push(`${copy.name} has ${addresses.join(' and ')}`);
    this.add('hosts', copy, source.id);
    return undefined;
  }

  /** A link leads to the copies of what the original leads to. */
  private link(source: Link): void {
    const { cidrs, prefixes, ...rest } = this.renamed(source);
    const free = cidrs && freeRanges(cidrs, this.ranges);
    if (cidrs && free) this.numbers.add(cidrs, free);
    const moved = (texts: readonly string[]): string[] => texts.map((text) => this.numbers.cidr(text));
    const [a, b] = source.ends;
    this.add('links', {
      ...rest,
      ends: [this.newIds.get(a) ?? a, this.newIds.get(b) ?? b],
      ...(free ? { cidrs: free } : {}),
      ...(prefixes ? { prefixes: [moved(prefixes[0]), moved(prefixes[1])] } : {}),
    });
  }

  /** Static routes over copied links, to the copies; over others they lead nowhere and stay behind. */
  private rerouted<R extends Router>(router: R): R {
    if (!router.routes) return router;
    const links = new Set((this.plan.links ?? []).map(({ id }) => id));
    const routes = router.routes
      .filter(({ via }) => !links.has(via) || this.newIds.has(via))
      .map((route) => ({
        ...route,
        to: this.numbers.cidr(route.to),
        via: this.newIds.get(route.via) ?? this.numbers.address(route.via),
      }));
    return { ...router, routes };
  }

  private note(source: Note): void {
    const id = this.newIds.get(source.id) ?? source.id;
    const [x, y] = source.position;
    const position: [number, number] = [x + this.by.x, y + this.by.y];
    this.edits.push({ kind: 'add', collection: 'notes', entity: { ...source, id, position } });
  }

  private frame(source: Frame): void {
    const members = source.members.flatMap((member) => this.newIds.get(member) ?? []);
    const entity: Frame = { ...this.renamed(source), members };
    this.edits.push({ kind: 'add', collection: 'frames', entity });
  }

  /** The copied router where it is copied along, else the same one. */
  private ofRouter(router: string | undefined): { router?: string } {
    return router === undefined ? {} : { router: this.newIds.get(router) ?? router };
  }

  private renamed<T extends { id: string; name?: string }>(source: T): T & { name: string } {
    const name = (source.name ?? source.id).replace(/ copy( \d+)?$/, '');
    const id = this.newIds.get(source.id) ?? source.id;
    const number = /-copy-(\d+)$/.exec(id)?.[1];
    return { ...source, id, name: `${name} copy${number === undefined ? '' : ` ${number}`}` };
  }

  private add(...[collection, entity, source]: AddArguments): void {
    this.edits.push({ kind: 'add', collection, entity } as PlanEdit);
    const place = source === undefined ? undefined : placements(this.plan).get(source);
    if (place) this.places.set(entity.id, { x: place.x + this.by.x, y: place.y + this.by.y });
  }
}

type AddArguments =
  | ['clusters', Cluster, string]
  | ['routers', Router, string]
  | ['hosts', Host, string]
  | ['links', Link, undefined?];
