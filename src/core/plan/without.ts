import { entitiesOf, withEntities } from './collections.ts';
import type { Collection } from './edits.ts';
import { endpointEntity, parseEndpoint } from './endpoints.ts';
import { unframed } from './framed.ts';
import type { Flow, Plan, Router } from './plan.ts';

/**
 * The plan without an entity and without what names it: a router's links, routes through a link, attachments to a
 * router, flows from or to it, accepted findings about it, its position, its lock, and its place in a frame.
 */
export function without(plan: Plan, collection: Collection, id: string): Plan {
  if (collection === 'flows') return kept<Flow>(plan, 'flows', (flow) => flow.id !== id);
  const links = plan.links ?? [];
  const doomed = links.filter(
    (link) => link.id === id || (collection === 'routers' && link.ends.includes(id)),
  );
  const gone = new Set([id, ...doomed.map((link) => link.id)]);
  let next = plan;
  for (const list of ['clusters', 'routers', 'links', 'hosts', 'frames', 'notes'] as const)
    next = kept<{ id: string }>(next, list, (entity) => !gone.has(entity.id));
  if (collection === 'routers') next = detached(next, id);
  if (doomed.length > 0) next = unrouted(next, gone);
  next = kept<Flow>(next, 'flows', (flow) => !names(flow.from, gone) && !names(flow.to, gone));
  next = kept<{ entities?: string[] }>(
    next,
    'accept',
    (accept) => !accept.entities?.some((entity) => gone.has(entity)),
  );
  return unframed(unplaced(next, gone), gone);
}

/** Those entries of a list that pass; the plan itself where all do. */
function kept<E>(plan: Plan, list: Collection | 'accept', passes: (entry: E) => boolean): Plan {
  const entries: readonly unknown[] = list === 'accept' ? (plan.accept ?? []) : entitiesOf(plan, list);
  const before = entries as readonly E[];
  const after = before.filter(passes);
  if (after.length === before.length) return plan;
  return list === 'accept' ? ({ ...plan, accept: after } as Plan) : withEntities(plan, list, after);
}

function detached(plan: Plan, router: string): Plan {
  let next = plan;
  for (const list of ['clusters', 'hosts'] as const) {
    const before: readonly { router?: string }[] = next[list] ?? [];
    if (!before.some((entity) => entity.router === router)) continue;
    const after = before.map((entity) => {
      if (entity.router !== router) return entity;
      const { router: _, ...rest } = entity;
      return rest;
    });
    next = { ...next, [list]: after };
  }
  return next;
}

function unrouted(plan: Plan, links: ReadonlySet<string>): Plan {
  const through = (router: Router): boolean => router.routes?.some((route) => links.has(route.via)) ?? false;
  if (!plan.routers?.some(through)) return plan;
  const routers = plan.routers.map((router) =>
    through(router)
      ? { ...router, routes: (router.routes ?? []).filter((route) => !links.has(route.via)) }
      : router,
  );
  return { ...plan, routers };
}

function unplaced(plan: Plan, ids: ReadonlySet<string>): Plan {
  const { view } = plan;
  const before = Object.entries(view?.positions ?? {});
  const after = before.filter(([id]) => !ids.has(id));
  return after.length === before.length
    ? plan
    : { ...plan, view: { ...view, positions: Object.fromEntries(after) } };
}

function names(text: string, ids: ReadonlySet<string>): boolean {
  const endpoint = parseEndpoint(text);
  const entity = endpoint && endpointEntity(endpoint);
  return entity !== undefined && ids.has(entity);
}
