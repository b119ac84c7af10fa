import type { AddressPool, Assumption, Finding, FlowQuestion, Plan, Reachability, RoundTrip } from '#core';
import type { JudgementPatch } from './judgementPatch.ts';
import type { PlanPatch } from './planPatch.ts';

/**
 * Everything that passes between the page and the core's worker. Requests carry an `id`, echoed in the answer,
 * and `judge` the document's revision; `connect` drops answers older than the latest revision. A plan and its judgement pass
 * whole once, then as changes of what was sent before: an edit costs what it touches, not what the plan weighs.
 */
export type Request =
  | { readonly id: number; readonly method: 'judge'; readonly revision: number; readonly plan: Plan }
  | {
      readonly id: number;
      readonly method: 'judge';
      readonly revision: number;
      /** A change of the plan that the worker was sent last. */
      readonly patch: PlanPatch;
    }
  | {
      readonly id: number;
      readonly method: 'trace';
      readonly revision: number;
      readonly question: FlowQuestion;
    }
  | {
      readonly id: number;
      readonly method: 'routes';
      readonly revision: number;
      /** Id of a device. */
      readonly device: string;
    }
  | { readonly id: number; readonly method: 'survey'; readonly revision: number }
  /** Who reaches whom: answered by `progress` for as long as it takes, then by `reach`. */
  | { readonly id: number; readonly method: 'reach'; readonly revision: number }
  /** Nobody waits any more for the `reach` of that id. */
  | { readonly id: number; readonly method: 'cancel'; readonly cancels: number }
  | { readonly id: number; readonly method: 'ping' };

export type Response =
  | {
      readonly id: number;
      readonly method: 'judge';
      readonly revision: number;
      readonly result: JudgementPatch;
    }
  | { readonly id: number; readonly method: 'trace'; readonly revision: number; readonly result: TraceAnswer }
  | {
      readonly id: number;
      readonly method: 'routes';
      readonly revision: number;
      /** Undefined: the plan has no such device. */
      readonly result: readonly DerivedRoute[] | undefined;
    }
  | { readonly id: number; readonly method: 'survey'; readonly revision: number; readonly result: Survey }
  /** Of the `reach` with this id, the share from 0 to 1 that is done. */
  | { readonly id: number; readonly method: 'progress'; readonly share: number }
  | {
      readonly id: number;
      readonly method: 'reach';
      readonly revision: number;
      /** Undefined: called off, or another plan came. */
      readonly result: Reachability | undefined;
    }
  | { readonly id: number; readonly method: 'ping' }
  /** An error as a value: a bug in the core, told with its message; the worker lives on. */
  | { readonly id: number; readonly method: 'failed'; readonly message: string };

/** A trace, or why the question makes none (unknown endpoint, …). */
export type TraceAnswer = { readonly roundTrip: RoundTrip } | { readonly problem: string };

/** What the core says of one revision of the plan. */
export interface Judgement {
  readonly findings: readonly Finding[];
  /** The plan's flows, walked: by flow id. */
  readonly flows: Readonly<Record<string, TraceAnswer>>;
  /** What the plan's rules derive, for cards and inspector. */
  readonly derived: Derived;
}

/** What a plan takes of the address space, and what it leaves to the rules: asked for when somebody looks. */
export interface Survey {
  readonly pools: readonly AddressPool[];
  readonly assumptions: readonly Assumption[];
}

/** Derived facts that the page shows; plain data, texts ready to show. */
export interface Derived {
  readonly devices: readonly DerivedDevice[];
  /** Services: id `service:CLUSTER/NAME` and their VIPs. */
  readonly services: readonly { readonly id: string; readonly addresses: readonly string[] }[];
}

export interface DerivedDevice {
  readonly id: string;
  readonly kind: 'pod' | 'node' | 'host' | 'router';
  readonly entity: string;
  readonly label: string;
  readonly addresses: readonly string[];
  readonly podPrefixes: readonly string[];
  /** Pods: the node they are on. */
  readonly node: string | undefined;
  /** How many routes its table has; undefined where counting takes the table itself, which is asked for (`routes`). */
  readonly routeCount: number | undefined;
}

/** A route of a device's table, as texts ready to show. */
export interface DerivedRoute {
  readonly prefix: string;
  readonly source: 'connected' | 'static' | 'bgp';
  readonly via: string;
  readonly because: string;
}
