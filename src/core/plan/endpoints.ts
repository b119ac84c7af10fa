import { type Address, formatAddress, parseAddress } from '../address/address.ts';

/** An end of a flow, as the plan names it. */
export type Endpoint =
  | { readonly kind: 'pod'; readonly cluster: string; readonly workload: string; readonly ordinal: number }
  /** `node` is an index, or the name that the cluster's node list gives. */
  | { readonly kind: 'node'; readonly cluster: string; readonly node: number | string }
  | { readonly kind: 'service'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'host'; readonly id: string }
  | { readonly kind: 'router'; readonly id: string }
  | { readonly kind: 'ip'; readonly address: Address }
  | { readonly kind: 'key'; readonly cluster: string; readonly workload: string; readonly document: string };

/** How each kind of endpoint is written. */
export const ENDPOINT_FORMS = {
  pod: 'pod:CLUSTER/WORKLOAD-ORDINAL',
  node: 'node:CLUSTER/INDEX',
  service: 'service:CLUSTER/NAME',
  host: 'host:ID',
  router: 'router:ID',
  ip: 'ip:ADDRESS',
  key: 'key:CLUSTER/WORKLOAD/DOCUMENT-ID',
} as const satisfies Record<Endpoint['kind'], string>;

/** The kinds that can be the `from` of a flow: those that are a device. */
export const SENDER_KINDS = ['pod', 'node', 'host', 'router'] as const;

/**
 * Reads an endpoint; undefined when it follows none of the forms. Whether what it names exists is not asked.
 *
 * parseEndpoint('pod:london/cb-0')  //=> { kind: 'pod', cluster: 'london', workload: 'cb', ordinal: 0 }
 */
export function parseEndpoint(text: string): Endpoint | undefined {
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  if (colon < 0 || rest === '') return undefined;
  switch (text.slice(0, colon)) {
    case 'host':
      return rest.includes('/') ? undefined : { kind: 'host', id: rest };
    case 'router':
      return rest.includes('/') ? undefined : { kind: 'router', id: rest };
    case 'ip': {
      const address = parseAddress(rest);
      return address && { kind: 'ip', address };
    }
    case 'pod':
      return inCluster(rest, podEnd);
    case 'node':
      return inCluster(rest, (cluster, node) => ({ kind: 'node', cluster, node: indexOf(node) ?? node }));
    case 'service':
      return inCluster(rest, (cluster, name) => ({ kind: 'service', cluster, name }));
    case 'key':
      return inCluster(rest, keyEnd);
    default:
      return undefined;
  }
}

/** The text of an endpoint; `parseEndpoint` reads it back to the same. */
export function formatEndpoint(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'pod':
      return `pod:${endpoint.cluster}/${endpoint.workload}-${endpoint.ordinal}`;
    case 'node':
      return `node:${endpoint.cluster}/${endpoint.node}`;
    case 'service':
      return `service:${endpoint.cluster}/${endpoint.name}`;
    case 'host':
    case 'router':
      return `${endpoint.kind}:${endpoint.id}`;
    case 'ip':
      return `ip:${formatAddress(endpoint.address)}`;
    case 'key':
      return `key:${endpoint.cluster}/${endpoint.workload}/${endpoint.document}`;
  }
}

/** The cluster, host or router that an endpoint belongs to; undefined for a bare address. */
export function endpointEntity(endpoint: Endpoint): string | undefined {
  if (endpoint.kind === 'ip') return undefined;
  return endpoint.kind === 'host' || endpoint.kind === 'router' ? endpoint.id : endpoint.cluster;
}

function inCluster<E>(text: string, make: (cluster: string, rest: string) => E | undefined): E | undefined {
  const slash = text.indexOf('/');
  return slash > 0 && slash < text.length - 1 ? make(text.slice(0, slash), text.slice(slash + 1)) : undefined;
}

function podEnd(cluster: string, pod: string): Endpoint | undefined {
  const dash = pod.lastIndexOf('-');
  const ordinal = indexOf(pod.slice(dash + 1));
  if (dash <= 0 || ordinal === undefined || pod.includes('/')) return undefined;
  return { kind: 'pod', cluster, workload: pod.slice(0, dash), ordinal };
}

function keyEnd(cluster: string, rest: string): Endpoint | undefined {
  const slash = rest.indexOf('/');
  if (slash <= 0 || slash === rest.length - 1) return undefined;
  return { kind: 'key', cluster, workload: rest.slice(0, slash), document: rest.slice(slash + 1) };
}

const indexOf = (text: string): number | undefined =>
  /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
