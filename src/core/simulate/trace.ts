import type { Address, Family } from '../address/address.ts';
import type { Prefix } from '../address/prefix.ts';
import type { Route } from '../network/network.ts';
import type { Protocol } from '../plan/plan.ts';

/** How a leg ends; the table of W. */
export const DISPOSITIONS = [
  'delivered',
  'misdelivered',
  'ambiguous',
  'refused',
  'no-route',
  'neighbor-unreachable',
  'captured',
  'blackholed',
  'too-big',
  'loop',
  'invalid-dropped',
  'filtered-source',
  'reply-mismatch',
  'exits-plan',
  'unreachable',
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export type Verdict = 'delivered' | 'not-delivered';
export type LegName = 'request' | 'reply' | 'follow-up' | 'answer';
export type PathProperty = 'asymmetric' | 'nat' | 'encapsulated' | 'extra-hop';

/** A question: who calls whom. Texts are the plan's endpoints, resolved by `resolveFlow`. */
export interface FlowQuestion {
  from: string;
  to: string;
  port?: number;
  protocol?: Protocol;
  bytes?: number;
  family?: Family;
}

export interface OuterHeader {
  readonly kind: string;
  /** Addresses of the outer header; a link's ends are named by their routers, the plan gives them no address. */
  readonly src: string;
  readonly dst: string;
}

/** The headers of a packet as it left a device. `outer` is null while it is not encapsulated. */
export interface PacketView {
  readonly src: Address;
  readonly dst: Address;
  readonly outer: OuterHeader | null;
}

/** One thing that happened on a device, as evidence; `describeStep` makes the sentence. */
export type Step =
  | { readonly kind: 'originate'; readonly src: Address; readonly dst: Address }
  | { readonly kind: 'receive'; readonly interface: string }
  | { readonly kind: 'route'; readonly route: Route; readonly losers: readonly Route[] }
  | {
      readonly kind: 'dnat';
      readonly service: string;
      readonly from: Address;
      readonly to: Address;
      readonly toPort: number;
      readonly rule: string;
    }
  | { readonly kind: 'snat'; readonly from: Address; readonly to: Address; readonly rule: string }
  /** The packet belongs to a tracked connection and is translated back, or `again` as its first packet was (M3). */
  | {
      readonly kind: 'un-nat';
      readonly field: 'src' | 'dst';
      readonly from: Address;
      readonly to: Address;
      readonly again?: true;
    }
  | { readonly kind: 'encapsulate'; readonly header: OuterHeader; readonly overhead: number }
  | { readonly kind: 'decapsulate'; readonly header: OuterHeader }
  | { readonly kind: 'fragment'; readonly size: number; readonly room: number }
  | { readonly kind: 'transmit'; readonly interface: string; readonly to: string }
  | { readonly kind: 'deliver'; readonly port: number | undefined }
  | { readonly kind: 'drop'; readonly ending: Ending };

/** Why a leg ended, as evidence; `describeEnding` makes the one sentence. */
export interface Ending {
  readonly disposition: Disposition;
  /** The rule number that decided, as `S5`. */
  readonly rule: string;
  readonly device: string;
  readonly src: Address;
  readonly dst: Address;
  readonly port?: number | undefined;
  /** The range or route that took or lacked it. */
  readonly prefix?: Prefix;
  readonly cluster?: string;
  readonly service?: string;
  /** too-big: the packet's size and the largest that would pass, inner headers only. */
  readonly size?: number;
  readonly room?: number;
  /** loop: the repeating devices; ambiguous: who answers; misdelivered: who was meant. */
  readonly devices?: readonly string[];
  /** reply-mismatch: the address that was called. */
  readonly expected?: Address;
  /** Finer than the disposition, for the sentence: `martian`, `no-address`, `not-connected`, `no-pods`, `rejected`, `no-listener`, … */
  readonly detail?: string;
}

export interface Hop {
  readonly device: string;
  /** As it left the device, or as it was when it ended there. */
  readonly packet: PacketView;
  readonly steps: readonly Step[];
}

/** One way of a flow. A reply leg exists exactly when the leg before it was delivered. */
export interface Leg {
  readonly leg: LegName;
  readonly disposition: Disposition;
  /** The device where it ended. */
  readonly at: string;
  readonly ending: Ending;
  readonly hops: readonly Hop[];
  /** Source and destination address as seen by who received it (delivered legs), else as it was lost. */
  readonly seenSource: Address;
}

export interface Path {
  readonly verdict: Verdict;
  /** The pod meant, where a service has several. */
  readonly target: string | undefined;
  readonly properties: readonly PathProperty[];
  readonly legs: readonly Leg[];
}

export interface ResolvedFlow {
  readonly from: string;
  readonly to: string;
  readonly port: number | undefined;
  readonly protocol: Protocol;
  readonly family: Family;
  readonly bytes: number;
}

/** The whole answer to a flow: delivered only if every path is (S10). */
export interface RoundTrip {
  readonly flow: ResolvedFlow;
  readonly verdict: Verdict;
  readonly paths: readonly Path[];
}
