import type { Collection, EntityOf, Plan } from '#core';

/** The collections whose entities stand on the canvas. */
export type Drawn = Exclude<Collection, 'flows'>;
export const DRAWN: readonly Drawn[] = ['clusters', 'routers', 'links', 'hosts'];

/** An entity together with the list that it is in. */
export type Located = { [C in Drawn]: { readonly collection: C; readonly entity: EntityOf[C] } }[Drawn];

/** Finds a drawn entity by its id; ids are unique over all four lists. */
export function locate(plan: Plan, id: string): Located | undefined {
  const cluster = plan.clusters?.find((entity) => entity.id === id);
  if (cluster) return { collection: 'clusters', entity: cluster };
  const router = plan.routers?.find((entity) => entity.id === id);
  if (router) return { collection: 'routers', entity: router };
  const link = plan.links?.find((entity) => entity.id === id);
  if (link) return { collection: 'links', entity: link };
  const host = plan.hosts?.find((entity) => entity.id === id);
  return host && { collection: 'hosts', entity: host };
}

/** What people call an entity: its name, else its id. */
export const nameOf = (entity: { readonly id: string; readonly name?: string }): string =>
  entity.name ?? entity.id;

/** The name behind an id; the id itself where nothing has it. */
export const nameOfId = (plan: Plan, id: string): string => {
  const member = attachedBy(id);
  if (member !== undefined) return `the attachment of ${nameOfId(plan, member)}`;
  const found = locate(plan, id);
  return found ? nameOf(found.entity) : id;
};

/** The line between a cluster or host and its router is selected under this id; it is no entity of its own. */
const ATTACHMENT = 'attachment:';
export const attachmentId = (member: string): string => `${ATTACHMENT}${member}`;
/** Whose attachment an id stands for, if it is one. */
export const attachedBy = (id: string): string | undefined =>
  id.startsWith(ATTACHMENT) ? id.slice(ATTACHMENT.length) : undefined;

const attachmentIds = (plan: Plan): string[] =>
  [...(plan.clusters ?? []), ...(plan.hosts ?? [])].flatMap(({ id, router }) =>
    router === undefined ? [] : [attachmentId(id)],
  );

/** Ids of everything on the canvas, in the order of the document. */
export const drawnIds = (plan: Plan): string[] =>
  DRAWN.flatMap((collection) => (plan[collection] ?? []).map((entity) => entity.id));

/** The ids that the plan has, each once; the same array when they are all that. */
export function present(plan: Plan, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return ids;
  const known = new Set([...drawnIds(plan), ...attachmentIds(plan)]);
  const kept = [...new Set(ids)].filter((id) => known.has(id));
  return kept.length === ids.length ? ids : kept;
}

/** "London", "London and Paris", "4 things": for labels and announcements. */
export function naming(plan: Plan, ids: readonly string[]): string {
  const names = ids.map((id) => nameOfId(plan, id));
  if (names.length <= 2) return names.join(' and ');
  return `${names.length} things`;
}
