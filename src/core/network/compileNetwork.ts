import { Memo } from '../memo.ts';
import type { Cluster, Host, Plan } from '../plan/plan.ts';
import { components } from './components.ts';
import { DeviceMaps } from './deviceMaps.ts';
import { type SegmentDraft, segmentIdsOf } from './draft.ts';
import {
  compileNeighbourhood,
  type EntityParts,
  type NeighbourhoodParts,
  segmentFacts,
} from './neighbourhoodParts.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import type { Device, Network, Segment } from './network.ts';
import { RouterCompiler, type RouterParts } from './routerParts.ts';
import { compileSegment } from './stations.ts';

/**
 * Derives every device, address and route of a plan by the rules A and R of docs/network-model.md. Pure: the same
 * plan gives the same network. The plan must come from `parsePlan`; a bad design compiles, and is judged by `validate`.
 */
export const compileNetwork = (plan: Plan): Network => new Compiler().compile(plan);

/**
 * Compiles one plan after another. Neighbourhoods, routers and segments that an edit does not reach are not made again: they are the
 * same objects in the next network. What it makes of a plan is what `compileNetwork` makes of it from nothing.
 */
export class Compiler {
  readonly #segmentIds = new Memo<string, readonly string[]>();
  readonly #neighbourhoods = new Memo<string, NeighbourhoodParts>();
  readonly #entities = new Memo<string, EntityParts>();
  readonly #routers = new RouterCompiler();
  readonly #segments = new Memo<string, Segment>();
  readonly #devices = new DeviceMaps();
  readonly #components = new Memo<'all', ReadonlyMap<string, number>>();
  readonly #networks = new Memo<'last', Network>();

  compile(plan: Plan): Network {
    const { clusters, routers, links, hosts } = plan;
    return this.#networks.keep('last', [clusters, routers, links, hosts], () => this.#compiled(plan));
  }

  #compiled(plan: Plan): Network {
    const clusters = plan.clusters ?? [];
    const hosts = plan.hosts ?? [];
    const segmentsOf = (entity: Cluster | Host): readonly string[] =>
      this.#segmentIds.keep(entity.id, [entity], () => segmentIdsOf(entity));
    const parts = neighbourhoods(plan, segmentsOf).map((part) => {
      const members = [...part.clusters, ...part.hosts];
      return this.#neighbourhoods.keep(members[0]?.id ?? '', members, () =>
        compileNeighbourhood(part, segmentsOf, this.#entities),
      );
    });
    const entities = new Map(parts.flatMap((part) => [...part.entities]));
    const found = new Map(parts.flatMap((part) => [...part.segments]));
    const drafts = new Map<string, SegmentDraft>();
    for (const entity of [...clusters, ...hosts])
      for (const id of segmentsOf(entity)) {
        const draft = found.get(id);
        if (draft) drafts.set(id, draft);
      }
    for (const memo of [this.#segmentIds, this.#neighbourhoods, this.#entities]) memo.trim(entities);
    this.#segments.trim(found);
    const partsOf = (entity: string): EntityParts | undefined => entities.get(entity);
    const routers = this.#routers.compile(plan, drafts, (id) => partsOf(id)?.cluster?.nodes ?? []);

    const byId = new Map(routers.map((router) => [router.id, router]));
    const inOrder = [...clusters, ...(plan.routers ?? []), ...hosts].map(
      ({ id }) => [id, (partsOf(id) ?? byId.get(id))?.devices ?? []] as const,
    );
    const { devices, ids } = this.#devices.next(inOrder.map(([, list]) => list));
    return {
      devices,
      entities: new Map(inOrder),
      segments: this.#compiledSegments(drafts, partsOf, routers),
      clusters: new Map(
        clusters.flatMap(({ id }) => {
          const compiled = partsOf(id)?.cluster?.compiled;
          return compiled ? [[id, compiled] as const] : [];
        }),
      ),
      component: this.#component(plan, devices, ids),
      equalRoutes: routers.flatMap(({ equalRoutes }) => equalRoutes),
      addressProblems: [
        ...clusters.flatMap(({ id }) => partsOf(id)?.problems ?? []),
        ...parts.flatMap(({ problems }) => problems),
      ],
    };
  }

  #compiledSegments(
    drafts: ReadonlyMap<string, SegmentDraft>,
    partsOf: (entity: string) => EntityParts | undefined,
    routers: readonly RouterParts[],
  ): Map<string, Segment> {
    const routerStations = new Map(routers.map(({ id, stations }) => [id, stations]));
    const isCluster = (entity: string): boolean => partsOf(entity)?.cluster !== undefined;
    const segments = new Map<string, Segment>();
    for (const [id, draft] of drafts) {
      const { entities, router } = draft;
      // In the order of the devices.
      const stations = [
        ...entities.filter(isCluster).map((entity) => partsOf(entity)?.stations.get(id)),
        router === undefined ? undefined : routerStations.get(router)?.get(id),
        ...entities.filter((entity) => !isCluster(entity)).map((entity) => partsOf(entity)?.stations.get(id)),
      ];
      const inputs = [...segmentFacts(draft), ...entities, ...stations];
      segments.set(
        id,
        this.#segments.keep(id, inputs, () =>
          compileSegment(
            draft,
            stations.flatMap((some) => some ?? []),
          ),
        ),
      );
    }
    return segments;
  }

  #component(
    plan: Plan,
    devices: ReadonlyMap<string, Device>,
    ids: readonly string[],
  ): ReadonlyMap<string, number> {
    const { clusters = [], hosts = [], links = [] } = plan;
    const joins = [
      ...clusters.flatMap(({ id, router }) => [id, router]),
      ...hosts.flatMap(({ id, router }) => [id, router]),
      ...links.flatMap(({ ends }) => ends),
    ];
    return this.#components.keep('all', [ids, ...joins], () => components(plan, devices));
  }
}
