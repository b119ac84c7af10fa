import type { Plan, PlanProblem } from '#core';
import type { LinkView } from '#share';

/*
 * What an embedded plan and the page around it say to each other (docs/embedding.md). Messages are objects with a `type`; an
 * answer has the `id` of what it answers.
 */

/** What a message may be known by: whatever the page around chose. */
type Id = string | number | undefined;

/** A plan to show: a link, JSON text, or the JSON itself. */
export interface LoadMessage {
  readonly type: 'hopwright:load';
  readonly id: Id;
  readonly link: string | undefined;
  readonly plan: unknown;
}

export interface ExportMessage {
  readonly type: 'hopwright:export';
  readonly id: Id;
  readonly format: string;
}

export const EXPORT_FORMATS = ['json', 'link', 'svg'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What the embedded page says. */
export type Said =
  | {
      readonly type: 'hopwright:ready';
      readonly version: string;
      readonly formats: readonly ExportFormat[];
    }
  | {
      readonly type: 'hopwright:load';
      readonly id: Id;
      readonly ok: boolean;
      readonly problems: readonly PlanProblem[];
      readonly remarks: readonly string[];
    }
  | ({ readonly type: 'hopwright:changed' } & Shown)
  | {
      readonly type: 'hopwright:export';
      readonly id: Id;
      readonly format: string;
      readonly content?: Plan | string;
      readonly problem?: string;
    };

/** What is shown: sent when it changes. */
export interface Shown {
  readonly name: string;
  readonly errors: number;
  readonly warnings: number;
  /** The selected finding and the hop that the packet stands at, as a link would point at them. */
  readonly view: LinkView;
}

/** Reads what another page said; undefined where it is not for us. */
export function readMessage(data: unknown): LoadMessage | ExportMessage | undefined {
  const type = property(data, 'type');
  const given = property(data, 'id');
  const id = typeof given === 'string' || typeof given === 'number' ? given : undefined;
  if (type === 'hopwright:load') {
    const link = property(data, 'link');
    return { type, id, link: typeof link === 'string' ? link : undefined, plan: property(data, 'plan') };
  }
  if (type === 'hopwright:export') {
    const format = property(data, 'format') ?? 'json';
    return { type, id, format: typeof format === 'string' ? format : '' };
  }
  return undefined;
}

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
