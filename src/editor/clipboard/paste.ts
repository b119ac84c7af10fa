import { entityIds, freeId, type Plan, type PlanEdit, type Router } from '#core';
import { APPLIES, type Command, no, refused } from '../commands/command.ts';
import { CARD, type CardKind, keepPlaces, type Point, placements, snap } from '../placement.ts';
import { drawnIds, naming } from '../selection.ts';

/**
 * Puts a plan into the plan that is open, around a place on the canvas. Ids that are taken become new ones wherever they are
 * named, and so do names; ranges stay what they are, so that a collision is seen. One entry in the history.
 */
export const pasteFragment =
  (fragment: Plan, at: Point): Command =>
  (state, dispatch) => {
    if (state.readOnly) return refused(state.readOnly);
    const count = standing(fragment).length + (fragment.view?.notes ?? []).length;
    if (count === 0) return no('There is nothing in it to paste');
    if (dispatch) {
      const { edits, made, selection, renamed } = pasted(state.plan, fragment, at);
      dispatch.change(`Paste ${naming(fragment, drawnIds(fragment))}`, edits);
      dispatch.select(selection);
      // By the names that they have now.
      dispatch.announce(`${naming(dispatch.store.getState().plan, made)} pasted${newIds(renamed)}.`);
    }
    return APPLIES;
  };

const newIds = (count: number): string =>
  count === 0
    ? ''
    : count === 1
      ? '; 1 id was taken and is a new one'
      : `; ${count} ids were taken and are new ones`;

interface Pasted {
  readonly edits: readonly PlanEdit[];
  /** Ids of all that was pasted. */
  readonly made: readonly string[];
  /** Ids of what is selected then, sites in the place of their members. */
  readonly selection: readonly string[];
  /** How many things got another id. */
  readonly renamed: number;
}

/** What pasting a fragment means. */
export function pasted(plan: Plan, fragment: Plan, at: Point): Pasted {
  const taken = entityIds(plan);
  const names = new Set(
    [...standing(plan), ...(plan.links ?? []), ...(plan.view?.frames ?? [])].map(
      ({ id, name }) => name ?? id,
    ),
  );
  const ids = new Map<string, string>();
  const everything = [
    ...standing(fragment),
    ...(fragment.links ?? []),
    ...(fragment.view?.frames ?? []),
    ...(fragment.view?.notes ?? []),
  ];
  for (const { id } of everything) {
    const next = freeId(id, taken);
    taken.add(next);
    ids.set(id, next);
  }
  const idOf = (id: string): string => ids.get(id) ?? id;
  const named = <E extends { id: string; name?: string }>(entity: E): E => {
    const id = idOf(entity.id);
    const name = entity.name === undefined ? undefined : freeName(entity.name, names);
    return { ...entity, id, ...(name === undefined ? {} : { name }) };
  };
  const attachedTo = <E extends { router?: string }>(entity: E): E =>
    entity.router === undefined ? entity : { ...entity, router: idOf(entity.router) };
  const by = shift(fragment, at);
  const add = (collection: string, entity: object): PlanEdit =>
    ({ kind: 'add', collection, entity }) as PlanEdit;
  const frames = (fragment.view?.frames ?? []).map((frame) => ({
    ...named(frame),
    members: frame.members.map(idOf),
  }));
  const framed = new Set(frames.flatMap(({ members }) => members));
  const notes = (fragment.view?.notes ?? []).map((note) => {
    const { x, y } = snap({ x: note.position[0] + by.x, y: note.position[1] + by.y });
    return add('notes', { ...note, id: idOf(note.id), position: [x, y] });
  });
  const places = new Map(
    [...placements(fragment)].map(([id, { x, y }]): [string, Point] => [
      idOf(id),
      snap({ x: x + by.x, y: y + by.y }),
    ]),
  );
  return {
    edits: [
      ...(fragment.routers ?? []).map((router) => add('routers', rerouted(named(router), idOf))),
      ...(fragment.clusters ?? []).map((cluster) => add('clusters', attachedTo(named(cluster)))),
      ...(fragment.hosts ?? []).map((host) => add('hosts', attachedTo(named(host)))),
      ...(fragment.links ?? []).map((link) =>
        add('links', { ...named(link), ends: [idOf(link.ends[0]), idOf(link.ends[1])] }),
      ),
      ...notes,
      ...frames.map((frame) => add('frames', frame)),
      keepPlaces(plan, places),
    ],
    made: [...ids.values()],
    selection: [
      ...frames.map(({ id }) => id),
      ...[...standing(fragment), ...(fragment.view?.notes ?? [])]
        .map(({ id }) => idOf(id))
        .filter((id) => !framed.has(id)),
    ],
    renamed: [...ids].filter(([id, next]) => id !== next).length,
  };
}

/** Clusters, routers and hosts. */
const standing = (plan: Plan): readonly { readonly id: string; readonly name?: string }[] => [
  ...(plan.clusters ?? []),
  ...(plan.routers ?? []),
  ...(plan.hosts ?? []),
];

/** Static routes over links that were pasted along. */
const rerouted = (router: Router, idOf: (id: string) => string): Router =>
  router.routes
    ? { ...router, routes: router.routes.map((route) => ({ ...route, via: idOf(route.via) })) }
    : router;

/** A name that nobody has: `London`, `London 2`. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name.replace(/ \d+$/, '')} ${number}`;
  taken.add(free);
  return free;
}

/** How far everything moves, so that its middle comes to the place. */
function shift(fragment: Plan, at: Point): Point {
  const places = placements(fragment);
  const boxes = [
    ...kinds(fragment).flatMap(([id, kind]) => {
      const place = places.get(id);
      return place ? [{ ...place, ...CARD[kind] }] : [];
    }),
    ...(fragment.view?.notes ?? []).map(({ position: [x, y] }) => ({ x, y, width: 0, height: 0 })),
  ];
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: at.x - (left + right) / 2, y: at.y - (top + bottom) / 2 };
}

const kinds = (plan: Plan): readonly (readonly [string, CardKind])[] => [
  ...(plan.clusters ?? []).map(({ id }) => [id, 'cluster'] as const),
  ...(plan.routers ?? []).map(({ id }) => [id, 'router'] as const),
  ...(plan.hosts ?? []).map(({ id }) => [id, 'host'] as const),
];
