import type { Address } from '../address/address.ts';
import type { Prefix } from '../address/prefix.ts';
import type {
  LinkEncapsulation,
  OverlayEncapsulation,
  ReversePathFilter,
  ServiceProxy,
} from '../plan/plan.ts';

/**
 * The compiled network: every device as a small Linux host. Made by `compileNetwork` from a plan, read by
 * the walk, the findings and the lab. Plain data (maps of arrays), never changed after compilation.
 *
 * Device ids are endpoints in their canonical form: `pod:CLUSTER/WORKLOAD-ORDINAL`, `node:CLUSTER/INDEX`,
 * `host:ID`, `router:ID`.
 */
export interface Network {
  readonly devices: ReadonlyMap<string, Device>;
  /** The devices of each cluster, router and host, by its id: nodes before pods. */
  readonly entities: ReadonlyMap<string, readonly Device[]>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly clusters: ReadonlyMap<string, CompiledCluster>;
  /** Connected networks: device id → number of the connected component (routers and links join). */
  readonly component: ReadonlyMap<string, number>;
  /** Equal routes that R6 had to choose between. */
  readonly equalRoutes: readonly EqualRoutes[];
  /** Explicit addresses that could not be given, for the findings of V. */
  readonly addressProblems: readonly AddressProblem[];
}

export type DeviceKind = 'pod' | 'node' | 'host' | 'router';

export interface Device {
  readonly id: string;
  readonly kind: DeviceKind;
  /** The plan entity it came from: cluster id, host id or router id. */
  readonly entity: string;
  /** What people call it: the node's name, `cb-0`, the host's name. */
  readonly label: string;
  readonly interfaces: readonly Interface[];
  /** All routes, also those that lose; `lookup` picks. Best first within one prefix. */
  readonly routes: readonly Route[];
  readonly reversePathFilter: ReversePathFilter;
  /** Drops packets of INVALID connections that it forwards (S8). */
  readonly dropsInvalid: boolean;
  /** Has a default route out of the plan. */
  readonly internet: boolean;
  /** Set on nodes: what the service proxy, masquerade and gateway do (S, M). */
  readonly node?: NodeRole;
  /** Set on pods. */
  readonly pod?: PodRole;
  /** Ports it listens on: `all` (nodes, routers), or a list. */
  readonly listens: 'all' | readonly number[];
}

/** Where an interface leads. */
export type Attachment =
  | { readonly kind: 'segment'; readonly segment: string }
  /** A node's end of all its pods, or a pod's only interface. */
  | { readonly kind: 'pods'; readonly node: string }
  /** Holds a node's VIPs under ipvs (S3); nothing is behind it. */
  | { readonly kind: 'dummy' }
  /** The overlay tunnel device of a node. */
  | { readonly kind: 'tunnel'; readonly cluster: string; readonly encapsulation: OverlayEncapsulation }
  /** One end of a plan link. */
  | {
      readonly kind: 'link';
      readonly link: string;
      readonly peer: string;
      readonly peerInterface: string;
      readonly encapsulation: LinkEncapsulation | undefined;
    };

export interface Interface {
  /** Unique within its device, for instance `seg:172.16.0.0/24`, `pods`, `tunnel`, `link:vpn-lp`. */
  readonly name: string;
  readonly attachment: Attachment;
  readonly addresses: readonly Address[];
  /** Largest IP packet that fits, in bytes, per family (E3; link overhead already taken off). */
  readonly mtu: { readonly 4: number; readonly 6: number };
}

/** A1: one IP subnet on one router. `router` is a device id; absent: nothing routes out of it. */
export interface Segment {
  readonly id: string;
  readonly prefix: Prefix;
  readonly router: string | undefined;
  /** The router's address here; absent where there is no router or no room for one. */
  readonly gateway: Address | undefined;
  readonly mtu: number;
  /** Plan entities (clusters, hosts) on it. */
  readonly entities: readonly string[];
  /** Everyone who answers here, with the interface that does: attached devices, and nodes for their native pods. */
  readonly stations: readonly Station[];
}

export interface Station {
  readonly device: string;
  readonly interface: string;
  /** Addresses that it answers for here: all of the device's own (A10), a node's native pods (A5), VIPs under ipvs (S3). */
  readonly addresses: readonly Address[];
}

export type RouteSource = 'connected' | 'static' | 'bgp';

export type RouteAction =
  /** On-link: the destination itself is asked for on the interface. */
  | { readonly kind: 'connected'; readonly interface: string }
  /** Through a neighbour's address on the interface's segment or link. */
  | { readonly kind: 'via'; readonly interface: string; readonly gateway: Address }
  /** Through a point-to-point link; the peer takes it whatever its address is. */
  | { readonly kind: 'link'; readonly interface: string; readonly link: string }
  /** Through the overlay to another node of the cluster. */
  | { readonly kind: 'tunnel'; readonly interface: string; readonly node: string; readonly outer: Address }
  /** To one pod of this node. */
  | { readonly kind: 'pod'; readonly interface: string; readonly pod: string }
  | { readonly kind: 'blackhole' }
  /** S5: the route that the service proxy lays for the whole range. */
  | { readonly kind: 'service-range'; readonly cluster: string }
  /** Out of the plan. */
  | { readonly kind: 'internet' };

export interface Route {
  readonly prefix: Prefix;
  readonly source: RouteSource;
  readonly action: RouteAction;
  /** Number of routers in the path of a BGP route (0: from this router's own cluster). */
  readonly pathLength: number;
  /** Which rule of docs/network-model.md laid it, and from what, for people: `R4 link vpn-lp`. */
  readonly because: string;
}

/** A route that was equal to the chosen one (R6). */
export interface EqualRoutes {
  readonly device: string;
  readonly prefix: Prefix;
  readonly chosen: Route;
  readonly others: readonly Route[];
}

export interface AddressProblem {
  readonly rule:
    | 'address-outside-segment'
    | 'router-address-taken'
    | 'network-or-broadcast-address'
    | 'node-network-too-small'
    | 'pod-range-too-small'
    | 'pods-exceed-node-prefix'
    | 'service-range-too-small';
  readonly entity: string;
  /** The device or service concerned. */
  readonly subject: string;
  readonly address?: Address;
  readonly prefix?: Prefix;
  /** How many could not be given an address. */
  readonly missing?: number;
}

export interface NodeRole {
  readonly cluster: string;
  readonly index: number;
  readonly name: string;
  /** Its pod prefixes (A3), empty in native mode. */
  readonly podPrefixes: readonly Prefix[];
  /** It is the overlay gateway, and translates sources (M2). */
  readonly gateway: { readonly snat: boolean } | undefined;
}

export interface PodRole {
  readonly cluster: string;
  readonly workload: string;
  readonly ordinal: number;
  readonly node: string;
}

export interface CompiledCluster {
  readonly id: string;
  readonly mode: 'routed' | 'bgp' | 'overlay' | 'native';
  readonly encapsulation: OverlayEncapsulation | undefined;
  readonly router: string | undefined;
  readonly nodes: readonly string[];
  readonly pods: readonly string[];
  readonly nodePrefixes: readonly Prefix[];
  /** Pod CIDRs wherever a rule asks for them (A8). */
  readonly podPrefixes: readonly Prefix[];
  readonly servicePrefixes: readonly Prefix[];
  readonly advertisesServices: boolean;
  readonly serviceProxy: ServiceProxy;
  readonly masquerade: 'none' | { readonly except: readonly Prefix[] };
  readonly services: readonly CompiledService[];
}

export interface CompiledService {
  /** `service:CLUSTER/NAME` */
  readonly id: string;
  readonly name: string;
  readonly workload: string;
  readonly addresses: readonly Address[];
  /** The service's own port. */
  readonly port: number | undefined;
  /** Where its pods listen. */
  readonly targetPort: number | undefined;
  /** Pod device ids, ready ones. */
  readonly pods: readonly string[];
}
