import * as z from 'zod/mini';
import { addressRule, cidrRule, interfaceAddressRule, type TextRule } from './addressTexts.ts';
import { ID_PATTERN, idRule } from './ids.ts';
import { characters, LIMITS, utf8Length } from './limits.ts';
import { RULES } from './ruleNames.ts';

// A page with a strict content policy reports the probe for `new Function`; zod does without.
z.config({ jitless: true });

/*
 * The shape of plan format 1. The interfaces of plan.ts are what the program reads; schema.test.ts keeps the
 * two equal at compile time. `x-…` properties are taken off before a value comes here, and what one entity says
 * of another (ids, references, counts) is judged in references.ts.
 *
 * Only what cannot mean anything is refused. A bad network design parses: the findings speak of it.
 */

/** A property with the sentence that editors show for it. */
const told = <S extends z.ZodMiniType>(schema: S, description: string): S =>
  schema.check(z.describe(description)) as S;
const may = <S extends z.ZodMiniType>(schema: S, description: string) =>
  z.exactOptional(told(schema, description));

/**
 * A rule for texts: what is wrong with one is only asked of `problem` for a text that is told, since the remedy costs far
 * more than the look.
 */
const holds = ({ isGood, problem }: TextRule) =>
  z.check<string>(({ value, issues }) => {
    if (!isGood(value)) issues.push({ code: 'custom', input: value, params: { problem } });
  });

/** A text with a rule of its own; `meta` is for the JSON Schema. */
const text = (rule: TextRule, meta: Record<string, unknown> = {}) =>
  z.string().check(holds(rule), z.meta(meta));

/** At most so many characters: code points, as JSON Schema counts them. */
const upTo = (most: number, meta: Record<string, unknown> = {}) =>
  text(
    {
      isGood: (value) => characters(value, most) <= most,
      problem: (value) => `has ${characters(value)} characters; ${most} are allowed`,
    },
    { maxLength: most, ...meta },
  );
const name = () => upTo(LIMITS.name);
const label = () => name().check(z.minLength(1));
const noSlash: TextRule = {
  isGood: (value) => !value.includes('/'),
  problem: () => 'a name here has no /, for endpoints are split at it',
};
/** What endpoints name things by: `pod:CLUSTER/NAME-0`. */
const endpointName = () => label().check(holds(noSlash), z.meta({ pattern: '^[^/]+$' }));
const longText = (bytes: number) =>
  text({
    isGood: (value) => utf8Length(value, bytes) <= bytes,
    problem: () => `is longer than ${bytes / 1024} KiB of text; shorten it`,
  });
const id = () => text(idRule, { pattern: ID_PATTERN.source });
const cidr = () =>
  text(cidrRule, { pattern: '^[0-9a-f.:]+/[0-9]{1,3}$', examples: ['10.0.0.0/16', '2001:db8::/32'] });
const address = () => text(addressRule, { pattern: '^[0-9a-f.:]+$', examples: ['10.0.0.7', '2001:db8::7'] });
const interfaceAddress = () =>
  text(interfaceAddressRule, { pattern: '^[0-9a-f.:]+/[0-9]{1,3}$', examples: ['10.32.0.7/24'] });
const endpoint = (examples: string[]) => upTo(4 * LIMITS.name, { examples }).check(z.minLength(1));
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));
const listOf = <S extends z.ZodMiniType>(schema: S, most: number = LIMITS.list) =>
  z.array(schema).check(z.maxLength(most));
const port = () => whole(1, 65_535);
const mtu = () => whole(68, 65_535);

const nodeEntry = z.strictObject({
  name: may(label(), 'Name of the node; unique in its cluster.'),
  addresses: may(listOf(address()), 'Its addresses on the node network; absent: dealt by rule A2.'),
  podCidrs: may(listOf(cidr()), 'Its parts of the pod ranges; absent: dealt by rule A3.'),
});

const nodes = z
  .strictObject({
    cidrs: told(listOf(cidr()), 'Segments that the nodes are dealt over in turn, per family.'),
    count: may(whole(0, LIMITS.nodesInCluster), 'How many nodes there are; instead of a list.'),
    list: may(listOf(nodeEntry, LIMITS.nodesInCluster), 'The nodes of a real cluster; instead of a count.'),
  })
  .check(z.meta({ oneOf: [{ required: ['count'] }, { required: ['list'] }] }));

const pods = z.strictObject({
  cidrs: told(listOf(cidr()), 'Ranges that pods take their addresses from.'),
  nodeMask: may(
    listOf(whole(0, 128)),
    'Length of the prefix that each node gets, one per CIDR; default 24 (IPv4) and 64 (IPv6).',
  ),
});

const services = z.strictObject({
  cidrs: told(listOf(cidr()), 'Ranges that services take their virtual addresses (VIPs) from.'),
  advertise: may(z.boolean(), "True: the cluster's router knows the range (rule R7)."),
});

const overlayGateway = z.strictObject({
  node: may(
    whole(0, LIMITS.nodesInCluster - 1),
    'Index of the node that accepts outside traffic; default 0.',
  ),
  snat: may(z.boolean(), "True (default): outside clients get the gateway's tunnel address (rule M2)."),
});

const mode = <M extends string>(value: M, description: string) => told(z.literal(value), description);
const network = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: mode('routed', 'Nodes know only their own pods; the router has a route per node.'),
  }),
  z.strictObject({
    mode: mode('bgp', 'Nodes tell each other their pod prefixes.'),
    advertiseToRouter: may(z.boolean(), 'True: they tell the router too.'),
  }),
  z.strictObject({
    mode: mode('overlay', 'Nodes tunnel pod traffic to each other.'),
    encapsulation: may(
      z.enum(['vxlan', 'gre', 'geneve', 'ipip', 'wireguard']),
      'How pod traffic is wrapped between nodes; default vxlan.',
    ),
    gateway: may(overlayGateway, 'A node that accepts outside traffic for the pod ranges.'),
  }),
  z.strictObject({ mode: mode('native', 'Pods take addresses of the node network itself.') }),
]);

const masquerade = z.union([
  z.enum(['none', 'outside-pods']),
  z.strictObject({
    except: told(listOf(cidr()), 'Destinations that pods reach with their own address, besides their own.'),
  }),
]);

const podOverride = z.strictObject({
  ordinal: told(whole(0, LIMITS.replicas - 1), 'Which replica this is, from 0.'),
  node: may(whole(0, LIMITS.nodesInCluster - 1), 'Index of the node it is on; absent: rule A4.'),
  addresses: may(listOf(address()), 'Its addresses; absent: rule A3 or A5.'),
});

const workload = z.strictObject({
  name: told(endpointName(), 'Name of the workload; unique in its cluster, since endpoints name pods by it.'),
  kind: may(z.enum(['StatefulSet', 'Deployment']), 'Default StatefulSet.'),
  replicas: may(whole(0, LIMITS.replicas), 'How many pods; default 1.'),
  port: may(port(), 'Where its pods listen.'),
  namespace: may(name(), 'Kubernetes namespace.'),
  sharded: may(z.boolean(), 'True: each document lives on one pod, so a client must pick the pod.'),
  pods: may(listOf(podOverride, LIMITS.replicas), 'Where single pods differ from what the rules deal.'),
});

const expose = z.strictObject({
  name: told(endpointName(), 'Name of the service; unique in its cluster.'),
  workload: told(label(), 'The workload whose pods are behind it.'),
  port: may(port(), "The service's own port; default: the workload's."),
  clusterIPs: may(listOf(address()), 'Its virtual addresses; absent: the first free ones (rule A6).'),
});

const reversePathFilter = () => z.enum(['off', 'loose', 'strict']);

const cluster = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  name: may(name(), 'What people call it.'),
  platform: may(
    z.enum([
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
    ]),
    'What it runs on: names the ranges that the platform itself uses.',
  ),
  router: may(label(), 'Id of the router that its node network hangs on; absent: not connected.'),
  nodes: told(nodes, 'The node network, and how many nodes there are: exactly one of count and list.'),
  pods: may(pods, 'The pod network; absent: none.'),
  services: may(services, 'The service range; absent: none.'),
  network: may(network, 'How pod traffic gets from node to node; default routed.'),
  serviceProxy: may(
    z.enum(['any', 'iptables', 'ipvs', 'nftables', 'ebpf', 'routed']),
    'What implements services on the nodes; any (default) plans for the worst (rules S1 to S7).',
  ),
  masquerade: may(masquerade, 'Whether pods leave the cluster with the address of their node (rule M1).'),
  reversePathFilter: may(reversePathFilter(), 'On its nodes; default off (rule W3).'),
  mtu: may(mtu(), 'MTU of the node network in bytes; default 1500.'),
  workloads: may(listOf(workload), 'What runs in it.'),
  expose: may(listOf(expose), 'Its services.'),
});

const routerRoute = z.strictObject({
  to: told(cidr(), 'Destination.'),
  via: told(label(), 'A link id, an IP address on an attached segment, or blackhole.'),
});

const router = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  name: may(name(), 'What people call it.'),
  asn: may(whole(1, 4_294_967_295), 'Autonomous system number.'),
  routes: may(listOf(routerRoute), 'Static routes.'),
  stateful: may(z.boolean(), 'True: drops packets of connections that it saw one direction of (rule S8).'),
  reversePathFilter: may(reversePathFilter(), 'Default off (rule W3).'),
  internet: may(z.boolean(), 'True: a default route out of the plan.'),
});

const link = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  name: may(name(), 'What people call it.'),
  kind: may(z.enum(['vpn', 'direct']), 'Default vpn.'),
  ends: told(z.tuple([label(), label()]), 'Ids of the two routers that it joins.'),
  routing: told(z.enum(['static', 'bgp']), 'Whether routes are listed here or told by BGP.'),
  prefixes: may(
    z.tuple([listOf(cidr()), listOf(cidr())]),
    'Static only: what the first end reaches through the link, and what the second does.',
  ),
  cidrs: may(listOf(cidr()), 'Transfer network; the ends get its first two addresses.'),
  encapsulation: may(z.enum(['ipsec', 'wireguard', 'gre']), 'VPN only; default ipsec.'),
  mtu: may(mtu(), 'MTU in bytes of the path below the tunnel; default 1500.'),
});

const host = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  name: may(name(), 'What people call it.'),
  router: may(label(), 'Id of the router that it hangs on; absent: not connected.'),
  addresses: told(listOf(interfaceAddress()), 'Each with the length of its segment.'),
  port: may(port(), 'Where it listens; absent: it only calls.'),
});

const flow = z.strictObject({
  id: told(id(), 'Unique among flows.'),
  name: may(name(), 'What people call it.'),
  from: told(
    endpoint(['host:laptop', 'pod:london/cb-0', 'node:london/0', 'router:edge-l']),
    'Who calls: pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, host:ID or router:ID.',
  ),
  to: told(
    endpoint(['pod:london/cb-0', 'service:london/cb-ui', 'ip:10.0.0.7', 'key:london/cb/user::42']),
    'Who is called: as from, and service:CLUSTER/NAME, ip:ADDRESS, key:CLUSTER/WORKLOAD/DOCUMENT-ID.',
  ),
  port: may(port(), 'Absent: where the target listens.'),
  protocol: may(z.enum(['tcp', 'udp', 'icmp']), 'Default tcp.'),
  bytes: may(whole(28, 65_535), 'Size of the largest IP packet sent, with DF set; default 64.'),
  family: may(z.union([z.literal(4), z.literal(6)]), 'IP version; absent: IPv4 where both ends have it.'),
  expect: may(z.enum(['delivered', 'not-delivered']), 'What should happen; makes the flow a test.'),
});

const accept = z.strictObject({
  rule: told(z.enum(RULES), 'Name of the finding.'),
  entities: may(listOf(label()), 'Ids of the entities it is accepted for; absent: for all.'),
  reason: told(longText(LIMITS.notesBytes), 'Why it is right as it is.'),
});

const place = () => z.tuple([z.number(), z.number()]);

const frame = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  name: told(name(), 'What people call the site.'),
  members: told(
    listOf(label()).check(z.minLength(1)),
    'Ids of clusters, routers, hosts and notes; each is in one frame at most.',
  ),
});

const note = z.strictObject({
  id: told(id(), 'Unique across all entities of the plan.'),
  text: told(longText(LIMITS.noteBytes), 'What it says.'),
  position: told(place(), 'Where it stands on the canvas.'),
});

const view = z.strictObject({
  positions: may(z.record(label(), place()), 'Where entities stand on the canvas, by id.'),
  frames: may(listOf(frame, LIMITS.frames), 'Sites: boxes around what belongs together.'),
  notes: may(listOf(note, LIMITS.notes), 'Texts on the canvas.'),
  locked: may(listOf(label()), 'Ids of what the canvas neither moves, edits nor deletes.'),
});

/** The shape of one entry of each list of the plan. */
export const entrySchemas = {
  clusters: cluster,
  routers: router,
  links: link,
  hosts: host,
  flows: flow,
  accept,
};

/** The shape of plan format 1, without `x-…` properties. */
export const planSchema = z.strictObject({
  $schema: may(upTo(2_048), 'Address of the JSON Schema of this format.'),
  hopwright: told(z.literal(1), "The format's version, and the file's magic."),
  name: told(name(), 'Name of the plan.'),
  profile: may(
    z.enum(['vpn', 'clustermesh', 'submariner', 'submariner-globalnet', 'flat-vpc']),
    'How the clusters are joined: chooses rules and severities; default vpn.',
  ),
  notes: may(longText(LIMITS.notesBytes), 'Free text in Markdown.'),
  clusters: may(listOf(cluster, LIMITS.clusters), 'Kubernetes clusters.'),
  routers: may(listOf(router, LIMITS.routers), 'Routers and firewalls.'),
  links: may(listOf(link, LIMITS.links), 'What joins two routers.'),
  hosts: may(listOf(host, LIMITS.hosts), 'Machines outside the clusters: clients, servers.'),
  flows: may(listOf(flow, LIMITS.flows), 'Questions worth keeping: who calls whom.'),
  accept: may(listOf(accept), 'Findings that are accepted, with the reason.'),
  view: may(view, 'The canvas only; never changes a verdict.'),
});
