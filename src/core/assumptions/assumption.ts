import type { Collection, PlanEdit, PropertyPath } from '../plan/edits.ts';

/** Everything that the rules fill in where the plan is silent. */
export const ASSUMPTION_KINDS = [
  'profile',
  'network-mode',
  'encapsulation',
  'gateway-node',
  'gateway-snat',
  'service-proxy',
  'masquerade',
  'reverse-path-filter',
  'mtu',
  'pod-mtu',
  'node-mask',
  'native-pods',
  'router-address',
  'node-addresses',
  'node-pod-prefixes',
  'pod-addresses',
  'cluster-ip',
  'kept-vips',
  'platform-range',
  'stateful',
  'link-kind',
  'link-room',
  'transfer-addresses',
] as const;
export type AssumptionKind = (typeof ASSUMPTION_KINDS)[number];

/** One value that nobody wrote: what it is, of what, and how it can be written. Evidence only; see `assumptionInfo`. */
export interface Assumption {
  /** Stable while what it is about stays: kind, entity and part. */
  readonly id: string;
  readonly kind: AssumptionKind;
  /** The plan entity; undefined for the plan itself. */
  readonly entity: string | undefined;
  /** What of the entity: a range, a service, a segment; empty for the whole of it. */
  readonly part: string;
  /** The value as text: `1500`, `172.16.0.2 – 172.16.0.4`. */
  readonly value: string;
  /** How many values were dealt, where it is more than one. */
  readonly count?: number;
  /** The document that says so, where it is not the network model: a platform's page. */
  readonly source?: string;
  /** How the plan says it instead; undefined where the format has no property for it. */
  readonly override: Override | undefined;
}

/** Where a value would be written. */
export interface Place {
  /** Undefined for the plan itself. */
  readonly entity: { readonly collection: Collection; readonly id: string } | undefined;
  readonly path: PropertyPath;
}

/** How an assumed value becomes a written one. */
export type Override =
  | {
      readonly kind: 'choice';
      readonly place: Place;
      readonly options: readonly string[];
      /** What is written for an option that is no text: `true` for `yes`. */
      readonly values?: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'number';
      readonly place: Place;
      readonly least: number;
      readonly most: number;
      /** The number is one of a list that is written whole. */
      readonly within?: { readonly list: readonly number[]; readonly index: number };
    }
  | { readonly kind: 'addresses'; readonly place: Place }
  /** What was dealt is written down as it is: nothing moves any more. */
  | { readonly kind: 'write-down'; readonly edits: readonly PlanEdit[] };

export const setAt = ({ entity, path }: Place, value: unknown): PlanEdit =>
  entity ? { kind: 'set', ...entity, path, value } : { kind: 'set-plan', path, value };

/**
 * The edits that write a value, or the sentence why a text is none. Whether a plan comes of them `parsePlanValue` says.
 */
export function overrideEdits(override: Override, text: string): readonly PlanEdit[] | string {
  const plain = text.trim();
  switch (override.kind) {
    case 'write-down':
      return override.edits;
    case 'choice': {
      const { place, options, values } = override;
      if (!options.includes(plain)) return `Choose one of ${options.join(', ')}.`;
      return [setAt(place, values && Object.hasOwn(values, plain) ? values[plain] : plain)];
    }
    case 'number': {
      const { place, least, most, within } = override;
      const number = /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
      if (number === undefined || number < least || number > most)
        return `Write a whole number from ${least} to ${most}.`;
      return [setAt(place, within ? within.list.with(within.index, number) : number)];
    }
    case 'addresses': {
      const texts = plain.split(/[\s,]+/).filter(Boolean);
      return texts.length === 0 ? 'Write at least one address.' : [setAt(override.place, texts)];
    }
  }
}
