import {
  type Cluster,
  type Frame,
  type Host,
  type Link,
  type Note,
  type Plan,
  planFileText,
  type Router,
} from '#core';
import { placements } from '../placement.ts';
import { locate, unfolded } from '../selection.ts';

/** Marks a plan as a part that was copied: it is pasted into what is open, never opened in its place. */
export const FRAGMENT = 'x-copied';

/** Whether a plan is a part that was copied. */
export const isFragment = (plan: Plan): boolean => plan[FRAGMENT] !== undefined;

/**
 * What is selected, as a plan of its own: with the links whose both ends are selected, the sites that are selected whole,
 * and where everything stands. What leads out of it (a router, a route over a link) stays behind. Undefined when nothing of
 * the selection can stand alone: a link alone cannot.
 */
export function copyFragment(plan: Plan, selection: readonly string[]): Plan | undefined {
  const ids = new Set(unfolded(plan, selection));
  const has = ({ id }: { readonly id: string }): boolean => ids.has(id);
  const routerIds = new Set((plan.routers ?? []).filter(has).map(({ id }) => id));
  const links = (plan.links ?? []).filter(({ ends }) => ends.every((end) => routerIds.has(end)));
  const linkIds = new Set((plan.links ?? []).map(({ id }) => id));
  const copiedLinks = new Set(links.map(({ id }) => id));
  const clusters = (plan.clusters ?? []).filter(has).map((cluster) => attached(cluster, routerIds));
  const hosts = (plan.hosts ?? []).filter(has).map((host) => attached(host, routerIds));
  const routers = (plan.routers ?? []).filter(has).map((router) => {
    const routes = router.routes?.filter(({ via }) => !linkIds.has(via) || copiedLinks.has(via));
    return routes === undefined || routes.length === router.routes?.length ? router : { ...router, routes };
  });
  const notes = (plan.view?.notes ?? []).filter(has);
  const standing = new Set([...clusters, ...routers, ...hosts].map(({ id }) => id));
  if (standing.size === 0 && notes.length === 0) return undefined;
  const frames = (plan.view?.frames ?? []).filter(
    (frame) => selection.includes(frame.id) && frame.members.every((id) => ids.has(id)),
  );
  const positions = [...placements(plan)]
    .filter(([id]) => standing.has(id))
    .map(([id, { x, y }]): [string, [number, number]] => [id, [x, y]]);
  return {
    hopwright: 1,
    name: plan.name,
    [FRAGMENT]: true,
    ...filled<Cluster>('clusters', clusters),
    ...filled<Router>('routers', routers),
    ...filled<Link>('links', links),
    ...filled<Host>('hosts', hosts),
    view: {
      positions: Object.fromEntries(positions),
      ...filled<Frame>('frames', frames),
      ...filled<Note>('notes', notes),
    },
  };
}

/** Why a selection gives no fragment, as a sentence. */
export function whyNoFragment(plan: Plan, selection: readonly string[]): string {
  if (selection.length === 0) return 'Select what to copy';
  return selection.some((id) => locate(plan, id)?.collection === 'links')
    ? 'A link is copied together with the routers at its ends: select them too'
    : 'A line to a router is copied with what hangs on it: select that';
}

function attached<E extends Cluster | Host>(entity: E, routers: ReadonlySet<string>): E {
  if (entity.router === undefined || routers.has(entity.router)) return entity;
  const { router: _, ...rest } = entity;
  return rest as E;
}

const filled = <T>(key: string, list: readonly T[]): Record<string, readonly T[]> =>
  list.length === 0 ? {} : { [key]: list };

/** The text on the clipboard: for people, chats and reviews as much as for the next tab. */
export const fragmentText = (fragment: Plan): string => planFileText(fragment);
