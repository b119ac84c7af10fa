import { type Collection, type EntityOf, entitiesOf, type Frame, type Plan } from '#core';

/** The collections whose entities stand on the canvas. */
export type Drawn = Exclude<Collection, 'flows'>;
const DRAWN: readonly Drawn[] = ['clusters', 'routers', 'links', 'hosts', 'frames', 'notes'];

/** An entity together with the list that it is in. */
export type Located = { [C in Drawn]: { readonly collection: C; readonly entity: EntityOf[C] } }[Drawn];

/** Finds a drawn entity by its id; ids are unique over all lists. */
export const locate = (plan: Plan, id: string): Located | undefined => indexOf(plan).get(id);

/** Entities by id, made once a plan: of thousands that are selected, each is looked for. */
const indices = new WeakMap<Plan, ReadonlyMap<string, Located>>();
function indexOf(plan: Plan): ReadonlyMap<string, Located> {
  const known = indices.get(plan);
  if (known) return known;
  const index = new Map<string, Located>();
  for (const collection of DRAWN)
    for (const entity of entitiesOf(plan, collection))
      index.set(entity.id, { collection, entity } as Located);
  indices.set(plan, index);
  return index;
}

/** What people call an entity: its name, else its id; a note by how it begins. */
export function nameOf(entity: {
  readonly id: string;
  readonly name?: string;
  readonly text?: string;
}): string {
  if (entity.text === undefined) return entity.name || entity.id;
  const [line = ''] = entity.text.trim().split('\n', 1);
  return line === '' ? 'empty note' : `note “${line.length > 32 ? `${line.slice(0, 30)}…` : line}”`;
}

/** The frame that an entity is in. */
export const frameOf = (plan: Plan, id: string): Frame | undefined =>
  plan.view?.frames?.find(({ members }) => members.includes(id));

/** The ids with frames replaced by what is in them: what moves, or is copied, when these do; each once. */
export const unfolded = (plan: Plan, ids: readonly string[]): string[] => [
  ...new Set(
    ids.flatMap((id) => {
      const found = locate(plan, id);
      return found?.collection === 'frames' ? found.entity.members : [id];
    }),
  ),
];

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
  DRAWN.flatMap((collection) => entitiesOf(plan, collection).map((entity) => entity.id));

/** The ids that the plan has, each once; the same array when they are all that. */
export function present(plan: Plan, ids: readonly string[]): readonly string[] {
  if (ids.length === 0) return ids;
  const known = new Set([...drawnIds(plan), ...attachmentIds(plan)]);
  const kept = [...new Set(ids)].filter((id) => known.has(id));
  return kept.length === ids.length ? ids : kept;
}

/** For words of ours: a name keeps its case at the head of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words of ours at the head of a sentence; names keep their case: `Note “to do”`, but `edge-l`. */
export const atHead = (text: string): string =>
  /^(an? |the |what |note “|empty note|flow )/.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;

/** "London, Paris and Client", "London, Paris and 4 more": where it matters who they are. */
export function listing(plan: Plan, ids: readonly string[]): string {
  const names = ids.map((id) => nameOfId(plan, id));
  const shown = names.length <= 3 ? names : [...names.slice(0, 2), `${names.length - 2} more`];
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

const KIND: Readonly<Record<Drawn, string>> = {
  clusters: 'cluster',
  routers: 'router',
  hosts: 'host',
  notes: 'note',
  frames: 'site',
  links: 'link',
};

/**
 * "London", "London and Paris", "3 clusters", "4 things and 3 links": for labels and announcements. What stands on the canvas
 * and the lines between are counted apart, as they are seen.
 */
export function naming(plan: Plan, ids: readonly string[]): string {
  if (ids.length <= 2) return ids.map((id) => nameOfId(plan, id)).join(' and ');
  const kinds = ids.map((id) => {
    const collection = locate(plan, id)?.collection;
    return attachedBy(id) === undefined ? (collection ? KIND[collection] : 'thing') : 'attachment';
  });
  const isLine = (kind: string): boolean => kind === 'link' || kind === 'attachment';
  const parts = [
    kinds.filter((kind) => !isLine(kind)),
    kinds.filter((kind) => kind === 'link'),
    kinds.filter((kind) => kind === 'attachment'),
  ].flatMap((part) => {
    const [first] = part;
    if (first === undefined) return [];
    const word = part.every((kind) => kind === first) ? first : 'thing';
    return [`${part.length} ${word}${part.length === 1 ? '' : 's'}`];
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
