import { Memo } from '../memo.ts';
import type { Link, Plan, Router } from '../plan/plan.ts';
import { type Attached, attachedByRouter } from './attached.ts';
import { exchangeRoutes } from './bgp.ts';
import { plainDevice } from './device.ts';
import type { SegmentDraft } from './draft.ts';
import { equalRoutesOf } from './equalRoutes.ts';
import { sortRoutes } from './fib.ts';
import { onSegment } from './interfaces.ts';
import { bothEnds, type LinkEnd } from './linkEnds.ts';
import { segmentFacts } from './neighbourhoodParts.ts';
import type { Device, EqualRoutes, Interface, Route } from './network.ts';
import type { NodeDraft } from './nodes.ts';
import { routerRoutes } from './routerRoutes.ts';
import { type Stations, stationsOf } from './stations.ts';

/** What a router compiles to. */
export interface RouterParts {
  readonly id: string;
  /** The one that it is. */
  readonly devices: readonly Device[];
  readonly stations: Stations;
  readonly equalRoutes: readonly EqualRoutes[];
}

interface Plugged {
  readonly interfaces: readonly Interface[];
  readonly stations: Stations;
}

const NONE: readonly Route[] = [];

/** Compiles the routers of one plan after another. */
export class RouterCompiler {
  readonly #ends = new Memo<string, readonly [LinkEnd, LinkEnd]>();
  readonly #onSegments = new Memo<string, Interface>();
  readonly #plugged = new Memo<string, Plugged>();
  readonly #own = new Memo<string, readonly Route[]>();
  readonly #learned = new Memo<'all', ReadonlyMap<string, readonly Route[]>>();
  readonly #routers = new Memo<string, RouterParts>();

  /** The routers of a plan, in its order. `segments`: those of all neighbourhoods. */
  compile(
    plan: Plan,
    segments: ReadonlyMap<string, SegmentDraft>,
    nodesOf: (cluster: string) => readonly NodeDraft[],
  ): RouterParts[] {
    const endsOf = (link: Link) => this.#ends.keep(link.id, [link], () => bothEnds(link));
    const attached = attachedByRouter(plan, segments, nodesOf, endsOf);
    const routers = plan.routers ?? [];
    const own = new Map(routers.map((router) => [router.id, this.#ownRoutes(router, attached(router.id))]));
    const links = plan.links ?? [];
    const told = links.some(({ routing }) => routing === 'bgp') ? [...own.values(), ...links] : [];
    const learned = this.#learned.keep('all', told, () =>
      told.length > 0 ? exchangeRoutes(own, links) : new Map(),
    );
    this.#ends.trim(new Set(links.map(({ id }) => id)));
    this.#onSegments.trim(segments);
    for (const memo of [this.#plugged, this.#own, this.#routers]) memo.trim(own);
    return routers.map((router) => {
      const plugged = this.#plug(router, attached(router.id), segments);
      const routes = [own.get(router.id) ?? NONE, learned.get(router.id) ?? NONE];
      return this.#routers.keep(router.id, [router, plugged, ...routes], () => {
        const device = routerDevice(router, plugged.interfaces, sortRoutes(routes.flat()));
        const { stations } = plugged;
        return { id: router.id, devices: [device], stations, equalRoutes: equalRoutesOf(device) };
      });
    });
  }

  #ownRoutes(router: Router, attached: Attached): readonly Route[] {
    const { segments, links, clusters } = attached;
    const inputs = [
      router,
      ...segments.flatMap(segmentFacts),
      ...links,
      ...clusters.flatMap(({ cluster, nodes }) => [cluster, nodes]),
    ];
    return this.#own.keep(router.id, inputs, () => routerRoutes(router, attached));
  }

  /** A router's interfaces: its segments in the order of the plan, then its links. */
  #plug(router: Router, { segments, links }: Attached, drafts: ReadonlyMap<string, SegmentDraft>): Plugged {
    const interfaces = [
      ...segments.map((segment) =>
        this.#onSegments.keep(segment.id, segmentFacts(segment), () =>
          onSegment(segment, segment.gateway ? [segment.gateway] : []),
        ),
      ),
      ...links.map((end) => end.interface),
    ];
    return this.#plugged.keep(router.id, interfaces, () => ({
      interfaces,
      stations: stationsOf([{ id: `router:${router.id}`, interfaces }], drafts),
    }));
  }
}

const routerDevice = (
  router: Router,
  interfaces: readonly Interface[],
  routes: readonly Route[],
): Device => ({
  ...plainDevice(`router:${router.id}`, 'router', router.id, router.name ?? router.id),
  interfaces,
  routes,
  reversePathFilter: router.reversePathFilter ?? 'off',
  dropsInvalid: router.stateful ?? false,
  internet: router.internet ?? false,
  listens: 'all',
});
