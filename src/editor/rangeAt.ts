import { entitiesOf, type Plan, type PropertyPath } from '#core';
import { nameOf } from './selection.ts';

/** A range or an address of the plan, found by its place. */
export interface RangeAt {
  /** Its place: `clusters/london/pods/cidrs/0`, `hosts/laptop/addresses/0`. Fields, rows and cards name it so. */
  readonly field: string;
  readonly collection: 'clusters' | 'hosts';
  /** Whose it is. */
  readonly id: string;
  readonly owner: string;
  readonly what: 'node network' | 'pod range' | 'service range' | 'address';
  /** Where it stands in its owner. */
  readonly path: PropertyPath;
  readonly text: string;
}

const LISTS = {
  'nodes/cidrs': 'node network',
  'pods/cidrs': 'pod range',
  'services/cidrs': 'service range',
} as const;

/** The range at a place; undefined where the plan has none there. */
export function rangeAt(plan: Plan, field: string): RangeAt | undefined {
  const [, collection, id = '', list = '', at = ''] =
    /^(clusters|hosts)\/([^/]+)\/(.+)\/(\d+)$/.exec(field) ?? [];
  const index = Number(at);
  if (collection === 'clusters') {
    const entity = entitiesOf(plan, 'clusters').find((cluster) => cluster.id === id);
    if (!entity || !(list in LISTS)) return undefined;
    const kind = list as keyof typeof LISTS;
    const lists = {
      'nodes/cidrs': entity.nodes.cidrs,
      'pods/cidrs': entity.pods?.cidrs,
      'services/cidrs': entity.services?.cidrs,
    };
    const text = lists[kind]?.[index];
    const path = [...kind.split('/'), index];
    return text === undefined
      ? undefined
      : { field, collection, id, owner: nameOf(entity), what: LISTS[kind], path, text };
  }
  const entity = entitiesOf(plan, 'hosts').find((host) => host.id === id);
  const text = list === 'addresses' ? entity?.addresses[index] : undefined;
  return entity && text !== undefined
    ? {
        field,
        collection: 'hosts',
        id,
        owner: nameOf(entity),
        what: 'address',
        path: ['addresses', index],
        text,
      }
    : undefined;
}

/** `pod range 10.0.0.0/16 of London` */
export const rangeName = ({ what, text, owner }: RangeAt): string => `${what} ${text} of ${owner}`;
