import { address, prefix } from './address.ts';
import type { Column } from './column.ts';
import { endpoint } from './endpoint.ts';
import { idFromText } from './idFromText.ts';
import { choice, flag, number } from './leaves.ts';
import { type Beside, object } from './object.ts';
import { list, record, textOrObject, tuple } from './structures.ts';
import { text } from './text.ts';
import type { Vocabulary } from './vocabulary.ts';

/*
 * The plan as columns. Frozen: links of version 2 are written and read by exactly this, whatever becomes of the plan format.
 * A property that is not named here still travels, as JSON (see object.ts).
 */

const plain = text();
const texts = list(plain);
const prefixes = list(prefix);
const addresses = list(address);
/** The editor makes ids of names, and names of links of what they join. */
const id: Beside = { column: text(idFromText), beside: 'name' };
const linkName: Beside = { column: text(namesOfEnds), beside: 'ends' };
const reversePathFilter = choice('off', 'loose', 'strict');
const place = tuple(number, number);

const nodes = object({
  cidrs: prefixes,
  count: number,
  list: list(object({ name: plain, addresses, podCidrs: prefixes })),
});

const network = object({
  mode: choice('routed', 'bgp', 'overlay', 'native'),
  advertiseToRouter: flag,
  encapsulation: choice('vxlan', 'gre', 'geneve', 'ipip', 'wireguard'),
  gateway: object({ node: number, snat: flag }),
});

const workload = object({
  name: plain,
  kind: choice('StatefulSet', 'Deployment'),
  replicas: number,
  port: number,
  namespace: plain,
  sharded: flag,
  pods: list(object({ ordinal: number, node: number, addresses })),
});

const cluster = object(
  {
    id,
    name: plain,
    platform: choice(
      'kubeadm',
      'k3s',
      'rke2',
      'openshift',
      'eks',
      'gke',
      'aks',
      'oke',
      'kops',
      'kubespray',
      'talos',
      'kind',
      'minikube',
      'microk8s',
      'k0s',
    ),
    router: plain,
    nodes,
    pods: object({ cidrs: prefixes, nodeMask: list(number) }),
    services: object({ cidrs: prefixes, advertise: flag }),
    network,
    serviceProxy: choice('any', 'iptables', 'ipvs', 'nftables', 'ebpf', 'routed'),
    masquerade: textOrObject(choice('none', 'outside-pods'), object({ except: prefixes })),
    reversePathFilter,
    mtu: number,
    workloads: list(workload),
    expose: list(object({ name: plain, workload: plain, port: number, clusterIPs: addresses })),
  },
  ['name'],
);

const router = object(
  {
    id,
    name: plain,
    asn: number,
    routes: list(object({ to: prefix, via: plain })),
    stateful: flag,
    reversePathFilter,
    internet: flag,
  },
  ['name'],
);

const link = object(
  {
    id,
    name: linkName,
    kind: choice('vpn', 'direct'),
    ends: tuple(plain, plain),
    routing: choice('static', 'bgp'),
    prefixes: tuple(prefixes, prefixes),
    cidrs: prefixes,
    encapsulation: choice('ipsec', 'wireguard', 'gre'),
    mtu: number,
  },
  ['ends', 'name'],
);

const host = object({ id, name: plain, router: plain, addresses, port: number }, ['name']);

const flow = object(
  {
    id,
    name: plain,
    from: endpoint,
    to: endpoint,
    port: number,
    protocol: choice('tcp', 'udp', 'icmp'),
    bytes: number,
    family: choice(4, 6),
    expect: choice('delivered', 'not-delivered'),
  },
  ['name'],
);

const view = object({
  positions: record(plain, place),
  frames: list(object({ id, name: plain, members: texts }, ['name'])),
  notes: list(object({ id: plain, text: plain, position: place })),
  locked: texts,
});

export const plan: Column = object(
  {
    $schema: plain,
    hopwright: number,
    name: plain,
    profile: choice('vpn', 'clustermesh', 'submariner', 'submariner-globalnet', 'flat-vpc'),
    notes: plain,
    clusters: list(cluster),
    routers: list(router),
    links: list(link),
    hosts: list(host),
    flows: list(flow),
    accept: list(object({ rule: plain, entities: texts, reason: plain })),
    view,
  },
  ['routers', 'clusters'],
);

function namesOfEnds(ends: unknown, vocabulary: Vocabulary): string | undefined {
  const [from, to] = Array.isArray(ends) ? ends.map((end) => vocabulary.nameOf(end)) : [];
  return typeof from === 'string' && typeof to === 'string' ? `${from}–${to}` : undefined;
}
