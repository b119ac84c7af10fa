import { entitiesOf, withEntities } from './collections.ts';
import type { Collection } from './edits.ts';
import { type Endpoint, formatEndpoint, parseEndpoint } from './endpoints.ts';
import { reframed } from './framed.ts';
import type { Accept, Cluster, Flow, Host, Link, Plan, Router } from './plan.ts';

/** The plan with another id for an entity, everywhere it is named. */
export function renamed(plan: Plan, collection: Collection, id: string, to: string): Plan {
  const own = eachOf<{ id: string }>(plan, collection, (entity) =>
    entity.id === id ? { ...entity, id: to } : entity,
  );
  if (collection === 'flows') return own;
  return reframed(placed(accepted(referred(own, collection, id, to), id, to), id, to), id, to);
}

/** Every flow with its ends as `change` wants them; the plan itself where no end changes. */
export function withEnds(plan: Plan, change: (endpoint: Endpoint) => Endpoint): Plan {
  const end = (text: string): string => {
    const endpoint = parseEndpoint(text);
    const after = endpoint && change(endpoint);
    return after === undefined || after === endpoint ? text : formatEndpoint(after);
  };
  return eachOf<Flow>(plan, 'flows', (flow) => {
    const [from, to] = [end(flow.from), end(flow.to)];
    return from === flow.from && to === flow.to ? flow : { ...flow, from, to };
  });
}

function referred(plan: Plan, collection: Collection, id: string, to: string): Plan {
  switch (collection) {
    case 'clusters':
      return withEnds(plan, (end) =>
        'cluster' in end && end.cluster === id ? { ...end, cluster: to } : end,
      );
    case 'hosts':
      return withEnds(plan, (end) => (end.kind === 'host' && end.id === id ? { ...end, id: to } : end));
    case 'links':
      return eachOf<Router>(plan, 'routers', (router) =>
        router.routes?.some((route) => route.via === id)
          ? { ...router, routes: router.routes.map((r) => (r.via === id ? { ...r, via: to } : r)) }
          : router,
      );
    case 'routers': {
      const ends = withEnds(plan, (end) =>
        end.kind === 'router' && end.id === id ? { ...end, id: to } : end,
      );
      const links = eachOf<Link>(ends, 'links', (link) =>
        link.ends.includes(id)
          ? { ...link, ends: link.ends.map((end) => (end === id ? to : end)) as [string, string] }
          : link,
      );
      const attached = <E extends { router?: string }>(entity: E): E =>
        entity.router === id ? { ...entity, router: to } : entity;
      return eachOf<Host>(eachOf<Cluster>(links, 'clusters', attached), 'hosts', attached);
    }
    default:
      return plan;
  }
}

function accepted(plan: Plan, id: string, to: string): Plan {
  return eachOf<Accept>(plan, 'accept', (accept) =>
    accept.entities?.includes(id)
      ? { ...accept, entities: accept.entities.map((entity) => (entity === id ? to : entity)) }
      : accept,
  );
}

function placed(plan: Plan, id: string, to: string): Plan {
  const positions = plan.view?.positions;
  if (!positions || !Object.hasOwn(positions, id)) return plan;
  const entries = Object.entries(positions)
    .filter(([other]) => other !== to)
    .map(([other, place]) => [other === id ? to : other, place] as const);
  return { ...plan, view: { ...plan.view, positions: Object.fromEntries(entries) } };
}

/** The plan with every entry of a list as `change` wants it; itself where none changes. */
export function eachOf<E>(plan: Plan, list: Collection | 'accept', change: (entry: E) => E): Plan {
  const entries: readonly unknown[] = list === 'accept' ? (plan.accept ?? []) : entitiesOf(plan, list);
  const before = entries as readonly E[];
  const after = before.map(change);
  if (after.every((entry, i) => entry === before[i])) return plan;
  return list === 'accept' ? ({ ...plan, accept: after } as Plan) : withEntities(plan, list, after);
}
