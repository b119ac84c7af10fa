import {
  type Cluster,
  entityIds,
  formatPrefix,
  freeId,
  type Host,
  mustPrefix,
  type Plan,
  type Router,
} from '#core';
import type { EditorState } from '../editor.ts';
import { CARD, freePlace, keepPlaces, type Point, placements } from '../placement.ts';
import { type Drawn, nameOfId } from '../selection.ts';
import { APPLIES, type Command, no, refused } from './command.ts';
import { placeBeside } from './placeBeside.ts';
import { nextFreeRange, takenRanges } from './ranges.ts';

export type NewKind = 'cluster' | 'router' | 'host';

/** Where the first cluster, and each next one, looks for its ranges. */
const NODES_NEAR = mustPrefix('172.16.0.0/24');
const PODS_NEAR = mustPrefix('10.0.0.0/16');
const SERVICES_NEAR = mustPrefix('10.96.0.0/16');
const HOSTS_NEAR = mustPrefix('192.168.0.0/24');

/**
 * Adds a device with free ranges: where it was dropped on the canvas, attached to nothing; or, without a place, below the
 * router that is selected and attached to it, else beside what is there.
 */
export const add =
  (kind: NewKind, at?: Point): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const { plan } = state;
    const router = at === undefined ? selectedRouter(state) : undefined;
    const made = make(kind, plan, router);
    if (!made) return no('Every private range is taken: there is no room for another network');
    if (dispatch) {
      const { collection, entity } = made;
      const where = freePlace(plan, at ?? placeFor(plan, kind, router));
      dispatch.change(`Add ${entity.name}`, [
        { kind: 'add', collection, entity } as Parameters<typeof dispatch.change>[1][number],
        keepPlaces(plan, new Map([[entity.id, where]])),
      ]);
      dispatch.select([entity.id]);
      const attached = router === undefined ? '' : `, attached to ${nameOfId(plan, router)}`;
      dispatch.announce(
        `${entity.name} added${made.ranges === '' ? '' : ` with ${made.ranges}`}${attached}.`,
      );
    }
    return APPLIES;
  };

/** What would be added, by plan: the palette asks with every change of anything. */
const asked = new WeakMap<Plan, Map<string, Made | undefined>>();

function make(kind: NewKind, plan: Plan, router: string | undefined): Made | undefined {
  const answers = asked.get(plan) ?? new Map<string, Made | undefined>();
  asked.set(plan, answers);
  const key = `${kind} ${router ?? ''}`;
  if (!answers.has(key)) answers.set(key, MAKERS[kind](plan, router));
  return answers.get(key);
}

export interface Made {
  readonly collection: Drawn;
  readonly entity: { readonly id: string; readonly name: string };
  /** For the announcement. */
  readonly ranges: string;
}

export const MAKERS: Record<NewKind, (plan: Plan, router: string | undefined) => Made | undefined> = {
  cluster(plan, router) {
    const taken = takenRanges(plan);
    const [nodes, pods, services] = [NODES_NEAR, PODS_NEAR, SERVICES_NEAR].map((near) =>
      nextFreeRange(near, taken),
    );
    if (!nodes || !pods || !services) return undefined;
    const cluster: Cluster & { name: string } = {
      ...named(plan, 'Cluster'),
      ...(router === undefined ? {} : { router }),
      nodes: { cidrs: [formatPrefix(nodes)], count: 3 },
      pods: { cidrs: [formatPrefix(pods)] },
      services: { cidrs: [formatPrefix(services)] },
      network: { mode: 'routed' },
      workloads: [{ name: 'app', kind: 'StatefulSet', replicas: 3, port: 8080 }],
      expose: [{ name: 'app', workload: 'app', port: 8080 }],
    };
    const ranges = `nodes ${formatPrefix(nodes)}, pods ${formatPrefix(pods)}, services ${formatPrefix(services)}`;
    return { collection: 'clusters', entity: cluster, ranges };
  },
  router(plan) {
    const router: Router & { name: string } = named(plan, 'Router');
    return { collection: 'routers', entity: router, ranges: '' };
  },
  host(plan, router) {
    const segment = nextFreeRange(HOSTS_NEAR, takenRanges(plan));
    if (!segment) return undefined;
    // .10: the router takes the first address of the segment, people keep the next ones for it.
    const address = formatPrefix({ ...segment, value: segment.value + 10n });
    const host: Host & { name: string } = {
      ...named(plan, 'Host'),
      ...(router === undefined ? {} : { router }),
      addresses: [address],
      port: 443,
    };
    return { collection: 'hosts', entity: host, ranges: address };
  },
};

/** "Cluster 2" with the id `cluster-2`: the first number that nobody has as name or id. */
function named(plan: Plan, word: string): { id: string; name: string } {
  const ids = entityIds(plan);
  for (let number = 1; ; number++) {
    const name = `${word} ${number}`;
    const id = freeId(name, ids);
    if (id === `${word.toLowerCase()}-${number}`) return { id, name };
  }
}

function selectedRouter({ plan, selection }: EditorState): string | undefined {
  const [only] = selection;
  if (selection.length !== 1 || only === undefined) return undefined;
  return plan.routers?.some((router) => router.id === only) ? only : undefined;
}

function placeFor(plan: Plan, kind: NewKind, router: string | undefined): Point {
  if (router !== undefined) return placeBeside(plan, router, CARD[kind], { x: 0, y: 1 });
  const places = placements(plan);
  if (places.size === 0) return { x: 0, y: 0 };
  const all = [...places.values()];
  return {
    x: Math.max(...all.map(({ x }) => x)) + (kind === 'router' ? 480 : 340),
    y: Math.min(...all.map(({ y }) => y)),
  };
}
