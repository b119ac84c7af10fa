import { Memo } from '../memo.ts';
import type { Link, Plan, Router } from '../plan/plan.ts';
import { type Attached, attachedByRouter } from './attached.ts';
import { plainDevice } from './device.ts';
import type { SegmentDraft } from './draft.ts';
import { equalRoutesIn } from './equalRoutes.ts';
import { Exchange } from './exchange.ts';
import { lookUpIn, sortRoutes } from './fib.ts';
import { onSegment } from './interfaces.ts';
import { bothEnds, type LinkEnd } from './linkEnds.ts';
import { segmentFacts } from './neighbourhoodParts.ts';
import type { Device, EqualRoutes, Interface, Route } from './network.ts';
import type { NodeDraft } from './nodes.ts';
import { routerRoutes } from './routerRoutes.ts';
import { type Stations, stationsOf } from './stations.ts';
import { ToldTable } from './toldTable.ts';

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
  readonly #exchange = new Memo<'all', Exchange>();
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
    const isTelling = links.some(({ routing }) => routing === 'bgp');
    const exchange = isTelling
      ? this.#exchange.keep('all', [...own.values(), ...links], () => new Exchange(own, links))
      : undefined;
    this.#ends.trim(new Set(links.map(({ id }) => id)));
    this.#onSegments.trim(segments);
    for (const memo of [this.#plugged, this.#own, this.#routers]) memo.trim(own);
    return routers.map((router) => {
      const plugged = this.#plug(router, attached(router.id), segments);
      const routes = own.get(router.id) ?? NONE;
      const told = exchange?.isTold(router.id) ? exchange : undefined;
      return this.#routers.keep(router.id, [router, plugged, routes, told], () =>
        told ? toldParts(router, plugged, routes, told) : plainParts(router, plugged, sortRoutes(routes)),
      );
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

function plainParts(
  router: Router,
  { interfaces, stations }: Plugged,
  routes: readonly Route[],
): RouterParts {
  const device = { ...routerDevice(router, interfaces), routes };
  return { id: router.id, devices: [device], stations, equalRoutes: equalRoutesIn(device.id, routes) };
}

/** A router that is told routes writes its table out only where somebody asks for all of it. */
function toldParts(
  router: Router,
  { interfaces, stations }: Plugged,
  own: readonly Route[],
  exchange: Exchange,
): RouterParts {
  const table = new ToldTable(router.id, own, exchange);
  const device: Device = {
    ...routerDevice(router, interfaces),
    get routes() {
      return table.routes;
    },
  };
  lookUpIn(table, device);
  return { id: router.id, devices: [device], stations, equalRoutes: table.equalRoutes(device.id) };
}

const routerDevice = (router: Router, interfaces: readonly Interface[]): Omit<Device, 'routes'> => ({
  ...plainDevice(`router:${router.id}`, 'router', router.id, router.name ?? router.id),
  interfaces,
  reversePathFilter: router.reversePathFilter ?? 'off',
  dropsInvalid: router.stateful ?? false,
  internet: router.internet ?? false,
  listens: 'all',
});
