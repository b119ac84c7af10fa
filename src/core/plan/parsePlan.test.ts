import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './limits.ts';
import { parsePlan, parsePlanValue } from './parsePlan.ts';
import type { Plan } from './plan.ts';
import { RULES } from './ruleNames.ts';
import { shapeProblems } from './shapeProblems.ts';

/** A plan with everything that the format has. */
const whole = (): Plan => ({
  $schema: 'https://example.org/plan.schema.json',
  hopwright: 1,
  name: 'Two sites over a VPN',
  profile: 'vpn',
  notes: '# Why',
  clusters: [
    {
      id: 'london',
      name: 'London',
      platform: 'kubeadm',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24', '2001:db8:1::/64'], count: 3 },
      pods: { cidrs: ['10.0.0.0/16', '2001:db8:2::/56'], nodeMask: [24, 64] },
      services: { cidrs: ['10.96.0.0/12'], advertise: false },
      network: { mode: 'overlay', encapsulation: 'vxlan', gateway: { node: 0, snat: true } },
      serviceProxy: 'any',
      masquerade: { except: ['10.0.0.0/8'] },
      reversePathFilter: 'off',
      mtu: 1500,
      workloads: [
        {
          name: 'cb',
          kind: 'StatefulSet',
          replicas: 3,
          port: 8091,
          namespace: 'default',
          sharded: true,
          pods: [{ ordinal: 0, node: 2, addresses: ['10.0.2.9'] }],
        },
      ],
      expose: [{ name: 'cb-ui', workload: 'cb', port: 8091, clusterIPs: ['10.96.0.10'] }],
    },
    {
      id: 'paris',
      nodes: {
        cidrs: ['172.17.0.0/24'],
        list: [{ name: 'ip-172-17-0-2', addresses: ['172.17.0.2'], podCidrs: ['10.1.0.0/24'] }],
      },
      masquerade: 'outside-pods',
      network: { mode: 'bgp', advertiseToRouter: true },
    },
  ],
  routers: [
    { id: 'edge-l', asn: 64512, routes: [{ to: '10.1.0.0/16', via: 'vpn-lp' }], stateful: false },
    { id: 'edge-p', routes: [{ to: '0.0.0.0/0', via: '172.17.0.2' }], internet: true },
  ],
  links: [
    {
      id: 'vpn-lp',
      kind: 'vpn',
      ends: ['edge-l', 'edge-p'],
      routing: 'static',
      prefixes: [['172.17.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
      cidrs: ['10.255.10.0/30'],
      encapsulation: 'ipsec',
      mtu: 1400,
    },
  ],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge-p', addresses: ['10.32.0.7/24'], port: 443 }],
  flows: [
    {
      id: 'ui',
      from: 'host:laptop',
      to: 'pod:london/cb-0',
      port: 8091,
      protocol: 'tcp',
      bytes: 1500,
      family: 4,
    },
    { id: 'doc', from: 'node:paris/ip-172-17-0-2', to: 'key:london/cb/user::42/a', expect: 'delivered' },
    { id: 'svc', from: 'pod:london/cb-2', to: 'service:london/cb-ui' },
    { id: 'ip', from: 'router:edge-l', to: 'ip:2001:db8::1' },
  ],
  accept: [{ rule: 'public-range', entities: ['paris'], reason: 'ours since 1994' }],
  view: {
    positions: { london: [0, 0] },
    frames: [{ id: 'site-l', name: 'London', members: ['london', 'edge-l', 'note-1'] }],
    notes: [{ id: 'note-1', text: 'Ask the network team', position: [-200, 40.5] }],
    locked: ['london', 'site-l', 'note-1'],
  },
});

type Change = (plan: ReturnType<typeof loose>) => void;
// biome-ignore lint/suspicious/noExplicitAny: the tests write what no type allows
const loose = (): any => JSON.parse(JSON.stringify(whole()));

function problemsAfter(change: Change): string[] {
  const plan = loose();
  change(plan);
  const parsed = parsePlan(JSON.stringify(plan));
  return parsed.ok ? [] : parsed.problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message));
}

describe('a plan that uses every property', () => {
  it('parses to what was written', () => {
    expect(parsePlan(JSON.stringify(whole()))).toEqual({ ok: true, plan: whole() });
  });

  it('parses with a byte order mark before it', () => {
    expect(parsePlan(`\uFEFF${JSON.stringify(whole())}`).ok).toBe(true);
  });

  it('keeps x-… properties wherever they stand', () => {
    const plan = loose();
    plan['x-team'] = { deep: [1, { 'x-y': null }] };
    plan.clusters[0]['x-owner'] = 'us';
    plan.clusters[0].masquerade['x-why'] = 1;
    plan.clusters[0].network['x-cni'] = 'flannel';
    expect(parsePlanValue(plan)).toEqual({ ok: true, plan });
  });
});

it('an id may begin with x-, and its position is looked at like any other', () => {
  const plan = (position: unknown): unknown => ({
    hopwright: 1,
    name: 'n',
    routers: [{ id: 'x-1' }],
    view: { positions: { 'x-1': position } },
  });
  expect(parsePlanValue(plan([1, 2])).ok).toBe(true);
  expect(parsePlanValue(plan('here'))).toMatchObject({ problems: [{ path: 'view.positions.x-1' }] });
});

it('an exception may name an entity that is not in this plan', () => {
  const accept = [{ rule: 'public-range', entities: ['paris'], reason: 'ours' }];
  expect(parsePlanValue({ hopwright: 1, name: 'n', accept }).ok).toBe(true);
});

describe('only what the format requires', () => {
  it('needs no more than a version and a name', () => {
    expect(parsePlan('{"hopwright":1,"name":""}').ok).toBe(true);
  });

  it.each<[string, object]>([
    ['cluster', { clusters: [{ id: 'a', nodes: { cidrs: [], count: 0 } }] }],
    ['router', { routers: [{ id: 'a' }] }],
    ['link', { routers: [{ id: 'a' }, { id: 'b' }], links: [{ id: 'c', ends: ['a', 'b'], routing: 'bgp' }] }],
    ['host', { hosts: [{ id: 'a', addresses: [] }] }],
    [
      'gateway',
      { clusters: [{ id: 'a', nodes: { cidrs: [], count: 1 }, network: { mode: 'overlay', gateway: {} } }] },
    ],
    ['workload', { clusters: [{ id: 'a', nodes: { cidrs: [], count: 1 }, workloads: [{ name: 'w' }] }] }],
  ])('a %s may leave out the rest', (_, part) => {
    expect(parsePlanValue({ hopwright: 1, name: 'n', ...part })).toMatchObject({ ok: true });
  });

  it.each<[string, Change, string]>([
    ['name', (p) => delete p.name, 'name: a plan needs name: a text'],
    ['cluster id', (p) => delete p.clusters[1].id, 'clusters[1].id: a cluster needs id: a text'],
    ['nodes', (p) => delete p.clusters[1].nodes, 'clusters[1].nodes: a cluster needs nodes: an object { … }'],
    [
      'node cidrs',
      (p) => delete p.clusters[1].nodes.cidrs,
      'clusters[1].nodes.cidrs: nodes needs cidrs: a list [ … ]',
    ],
    [
      'routing',
      (p) => delete p.links[0].routing,
      'links[0].routing: a link needs routing: one of static, bgp',
    ],
    [
      'mode',
      (p) => delete p.clusters[0].network.mode,
      'clusters[0].network.mode: a network needs mode: one of routed, bgp, overlay, native',
    ],
    ['flow to', (p) => delete p.flows[0].to, 'flows[0].to: a flow needs to: a text'],
  ])('says that %s is missing', (_, change, problem) => {
    expect(problemsAfter(change)).toContain(problem);
  });
});

describe('a problem names its place and the remedy', () => {
  it.each<[string, Change, string]>([
    [
      'host bits',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.1/16';
      },
      'clusters[0].pods.cidrs[0]: 10.0.0.1/16 has host bits set; did you mean 10.0.0.0/16?',
    ],
    [
      'host bits in IPv6',
      (p) => {
        p.clusters[0].pods.cidrs[1] = '2001:db8::1/56';
      },
      'clusters[0].pods.cidrs[1]: 2001:db8::1/56 has host bits set; did you mean 2001:db8::/56?',
    ],
    [
      'IPv6 text',
      (p) => {
        p.clusters[0].pods.cidrs[1] = '2001:0DB8:0::/56';
      },
      'clusters[0].pods.cidrs[1]: 2001:0DB8:0::/56 is not in canonical form; write 2001:db8::/56',
    ],
    [
      'IPv6 address text',
      (p) => {
        p.clusters[0].expose[0].clusterIPs = ['2001:DB8::1'];
      },
      'clusters[0].expose[0].clusterIPs[0]: 2001:DB8::1 is not in canonical form; write 2001:db8::1',
    ],
    [
      'no length',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.0';
      },
      'clusters[0].pods.cidrs[0]: "10.0.0.0" has no prefix length; write it as 10.0.0.0/32, or with the length that is meant',
    ],
    [
      'a netmask',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.0/255.255.0.0';
      },
      'clusters[0].pods.cidrs[0]: "10.0.0.0/255.255.0.0" is not a CIDR; did you mean 10.0.0.0/16?',
    ],
    [
      'a netmask and host bits',
      (p) => {
        p.clusters[0].pods.cidrs[0] = ' 10.0.7.1/255.255.0.0';
      },
      'clusters[0].pods.cidrs[0]: " 10.0.7.1/255.255.0.0" is not a CIDR; did you mean 10.0.0.0/16?',
    ],
    [
      'a short form',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10/8';
      },
      'clusters[0].pods.cidrs[0]: "10/8" is not a CIDR; did you mean 10.0.0.0/8?',
    ],
    [
      'too long a length',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.0/33';
      },
      'clusters[0].pods.cidrs[0]: "10.0.0.0/33" has no such prefix length; IPv4 has 0 to 32',
    ],
    [
      'no CIDR at all',
      (p) => {
        p.clusters[0].pods.cidrs[0] = 'ten';
      },
      'clusters[0].pods.cidrs[0]: "ten" is not a CIDR; write it as 10.0.0.0/16',
    ],
    [
      'a host without a length',
      (p) => {
        p.hosts[0].addresses = ['10.32.0.7'];
      },
      'hosts[0].addresses[0]: "10.32.0.7" has no prefix length; write it as 10.32.0.7/32, or with the length that is meant',
    ],
    [
      'a length where none belongs',
      (p) => {
        p.clusters[0].expose[0].clusterIPs = ['10.96.0.10/32'];
      },
      'clusters[0].expose[0].clusterIPs[0]: "10.96.0.10/32" has a prefix length; an address stands alone here: 10.96.0.10',
    ],
    [
      'unknown property',
      (p) => {
        p.clusters[0].podz = 1;
      },
      'clusters[0].podz: unknown property; did you mean pods?',
    ],
    [
      'unknown property of the plan',
      (p) => {
        p.cluster = [];
      },
      'cluster: unknown property; did you mean clusters?',
    ],
    [
      'a property of another mode',
      (p) => {
        p.clusters[0].network = { mode: 'routed', gateway: {} };
      },
      'clusters[0].network.gateway: unknown property; known here: mode; a name of your own starts with x-',
    ],
    [
      'a misspelt property of the mode',
      (p) => {
        p.clusters[0].network = { mode: 'bgp', advertizeToRouter: true };
      },
      'clusters[0].network.advertizeToRouter: unknown property; did you mean advertiseToRouter?',
    ],
    [
      'an unknown property in masquerade',
      (p) => {
        p.clusters[0].masquerade = { except: [], xcept: [] };
      },
      'clusters[0].masquerade.xcept: unknown property; did you mean except?',
    ],
    [
      'a bad CIDR in masquerade',
      (p) => {
        p.clusters[0].masquerade = { except: ['10.0.0.1/8'] };
      },
      'clusters[0].masquerade.except[0]: 10.0.0.1/8 has host bits set; did you mean 10.0.0.0/8?',
    ],
    [
      'a wrong masquerade',
      (p) => {
        p.clusters[0].masquerade = 'outside-pod';
      },
      'clusters[0].masquerade: "outside-pod" is not one of none, outside-pods, an object { … }; did you mean outside-pods?',
    ],
    [
      'platform',
      (p) => {
        p.clusters[0].platform = 'kubadm';
      },
      'clusters[0].platform: "kubadm" is not one of kubeadm, k3s, rke2, openshift, eks, gke, aks, oke, kops, kubespray, talos, kind, minikube, microk8s, k0s; did you mean kubeadm?',
    ],
    [
      'mode',
      (p) => {
        p.clusters[0].network = { mode: 'overly' };
      },
      'clusters[0].network.mode: "overly" is not one of routed, bgp, overlay, native; did you mean overlay?',
    ],
    [
      'family',
      (p) => {
        p.flows[0].family = 5;
      },
      'flows[0].family: 5 is not one of 4, 6',
    ],
    [
      'id',
      (p) => {
        p.routers.push({ id: 'My Laptop' });
      },
      'routers[2].id: "My Laptop" is not an id: 1 to 63 letters a-z, digits and inner hyphens; did you mean my-laptop?',
    ],
    [
      'port',
      (p) => {
        p.hosts[0].port = 70000;
      },
      'hosts[0].port: must be at most 65535, not 70000',
    ],
    [
      'half a port',
      (p) => {
        p.hosts[0].port = 4.5;
      },
      'hosts[0].port: must be a whole number, not 4.5',
    ],
    [
      'mtu',
      (p) => {
        p.links[0].mtu = 40;
      },
      'links[0].mtu: must be at least 68, not 40',
    ],
    [
      'a text for a number',
      (p) => {
        p.hosts[0].port = '443';
      },
      'hosts[0].port: must be a number, not the text "443"',
    ],
    [
      'a text for a list',
      (p) => {
        p.clusters[0].pods.cidrs = '10.0.0.0/16';
      },
      'clusters[0].pods.cidrs: must be a list [ … ], not the text "10.0.0.0/16"',
    ],
    [
      'null',
      (p) => {
        p.notes = null;
      },
      'notes: must be a text, not null',
    ],
    [
      'a long name',
      (p) => {
        p.name = 'x'.repeat(254);
      },
      'name: has 254 characters; 253 are allowed',
    ],
    [
      'long notes',
      (p) => {
        p.notes = 'ü'.repeat(33_000);
      },
      'notes: is longer than 64 KiB of text; shorten it',
    ],
    [
      'three ends',
      (p) => {
        p.links[0].ends = ['edge-l', 'edge-p', 'edge-l'];
      },
      'links[0].ends: must have at most 2 entries, not 3',
    ],
    [
      'one prefix list',
      (p) => {
        p.links[0].prefixes = [[]];
      },
      'links[0].prefixes: must have at least 2 entries, not 1',
    ],
  ])('%s', (_, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  it('tells every problem, not only the first', () => {
    const problems = problemsAfter((p) => {
      p.clusters[0].pods.cidrs[0] = '10.0.0.1/16';
      p.clusters[1].router = 'edge-x';
      p.hosts[0].port = -1;
      p.flows[1].from = 'ip:10.0.0.1';
      p.surprise = 1;
    });
    expect(problems.map((line) => line.split(':')[0]).sort()).toEqual([
      'clusters[0].pods.cidrs[0]',
      'clusters[1].router',
      'flows[1].from',
      'hosts[0].port',
      'surprise',
    ]);
  });
});

describe('a name that endpoints cannot name', () => {
  it('is refused', () => {
    const problems = problemsAfter((p) => {
      p.clusters[1].workloads = [{ name: 'a/b' }];
    });
    expect(problems).toEqual([
      'clusters[1].workloads[0].name: a name here has no /, for endpoints are split at it',
    ]);
  });
});

describe('what one part says of another', () => {
  it.each<[string, Change, string]>([
    [
      'an id twice in one list',
      (p) => {
        p.routers.push({ id: 'edge-l' });
      },
      'routers[2].id: routers[0] has the id edge-l too; give each its own',
    ],
    [
      'an id twice over the lists',
      (p) => {
        p.hosts[0].id = 'vpn-lp';
        p.flows[0].from = 'router:edge-l';
      },
      'hosts[0].id: links[0] has the id vpn-lp too; give each its own',
    ],
    [
      'a flow id twice',
      (p) => {
        p.flows[1].id = 'ui';
      },
      'flows[1].id: flows[0] has the id ui too; give each its own',
    ],
    [
      'a router that is not there',
      (p) => {
        p.clusters[0].router = 'egde-l';
      },
      'clusters[0].router: there is no router egde-l; did you mean edge-l?',
    ],
    [
      "a host's router",
      (p) => {
        p.hosts[0].router = 'core';
      },
      'hosts[0].router: there is no router core; add it, or name another router',
    ],
    [
      "a link's end",
      (p) => {
        p.links[0].ends[1] = 'edge-q';
      },
      'links[0].ends[1]: there is no router edge-q; did you mean edge-l?',
    ],
    [
      'both ends the same',
      (p) => {
        p.links[0].ends = ['edge-l', 'edge-l'];
      },
      'links[0].ends: both ends are edge-l; a link joins two different routers',
    ],
    [
      'prefixes of a BGP link',
      (p) => {
        p.links[0].routing = 'bgp';
      },
      'links[0].prefixes: prefixes are for static links, BGP tells them by itself; remove them, or set routing to static',
    ],
    [
      'encapsulation of a direct link',
      (p) => {
        p.links[0].kind = 'direct';
      },
      'links[0].encapsulation: a direct link wraps nothing; remove this, or set kind to vpn',
    ],
    [
      'a route via nothing',
      (p) => {
        p.routers[0].routes[0].via = 'vpn-pl';
      },
      'routers[0].routes[0].via: there is no link vpn-pl; did you mean vpn-lp? (a route goes via a link id, an IP address or blackhole)',
    ],
    [
      'a route via a CIDR',
      (p) => {
        p.routers[0].routes[0].via = '10.0.0.1/24';
      },
      'routers[0].routes[0].via: "10.0.0.1/24" has a prefix length; an address stands alone here: 10.0.0.1',
    ],
    [
      'count and list',
      (p) => {
        p.clusters[1].nodes.count = 1;
      },
      'clusters[1].nodes: nodes have both a count and a list; keep one of them',
    ],
    [
      'neither count nor list',
      (p) => {
        delete p.clusters[0].nodes.count;
      },
      'clusters[0].nodes: nodes need a count, or a list of the nodes of a real cluster; add "count": 3',
    ],
    [
      'node masks',
      (p) => {
        p.clusters[0].pods.nodeMask = [24];
      },
      'clusters[0].pods.nodeMask: has 1 lengths for 2 CIDRs; give one for each, in the same order',
    ],
    [
      'a node mask of the other family',
      (p) => {
        p.clusters[0].pods.nodeMask = [64, 64];
      },
      'clusters[0].pods.nodeMask[0]: 64 is no prefix length of 10.0.0.0/16; IPv4 has 0 to 32',
    ],
    [
      'a gateway node',
      (p) => {
        p.clusters[0].network.gateway.node = 3;
      },
      'clusters[0].network.gateway.node: there is no node 3: the cluster has 3, counted from 0',
    ],
    [
      "a pod's node",
      (p) => {
        p.clusters[0].workloads[0].pods[0].node = 3;
      },
      'clusters[0].workloads[0].pods[0].node: there is no node 3: the cluster has 3, counted from 0',
    ],
    [
      'an ordinal',
      (p) => {
        p.clusters[0].workloads[0].pods[0].ordinal = 3;
      },
      'clusters[0].workloads[0].pods[0].ordinal: there is no replica 3: the workload has 3, counted from 0',
    ],
    [
      'an accepted finding that there is not',
      (plan) => {
        plan.accept[0].rule = 'public-ranges';
      },
      `accept[0].rule: "public-ranges" is not one of ${RULES.join(', ')}; did you mean public-range?`,
    ],
    [
      'an exposed workload',
      (p) => {
        p.clusters[0].expose[0].workload = 'bc';
      },
      'clusters[0].expose[0].workload: there is no workload bc; did you mean cb?',
    ],
    [
      'a workload name twice',
      (p) => {
        p.clusters[0].workloads.push({ name: 'cb', replicas: 3 });
      },
      'clusters[0].workloads[1].name: workloads[0] has the name cb too; give each its own, for endpoints are named by it',
    ],
    [
      'a node name twice',
      (p) => {
        p.clusters[1].nodes.list.push({ name: 'ip-172-17-0-2' });
      },
      'clusters[1].nodes.list[1].name: node 0 has the name ip-172-17-0-2 too; give each its own',
    ],
    [
      'a flow from a service',
      (p) => {
        p.flows[0].from = 'service:london/cb-ui';
      },
      'flows[0].from: service: can only be a to; a flow comes from pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, host:ID, router:ID',
    ],
    [
      'a flow from an address',
      (p) => {
        p.flows[0].from = 'ip:10.0.0.1';
      },
      'flows[0].from: ip: can only be a to; a flow comes from pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, host:ID, router:ID',
    ],
    [
      'an endpoint without its ordinal',
      (p) => {
        p.flows[0].to = 'pod:london/cb';
      },
      'flows[0].to: "pod:london/cb" is no endpoint; write pod:CLUSTER/WORKLOAD-ORDINAL',
    ],
    [
      'an endpoint of an unknown kind',
      (p) => {
        p.flows[0].to = 'hots:laptop';
      },
      'flows[0].to: "hots:laptop" is no endpoint; write pod:CLUSTER/WORKLOAD-ORDINAL, node:CLUSTER/INDEX, service:CLUSTER/NAME, host:ID, router:ID, ip:ADDRESS, key:CLUSTER/WORKLOAD/DOCUMENT-ID; did you mean host?',
    ],
    [
      'a pod that is not there',
      (p) => {
        p.flows[0].to = 'pod:london/cb-3';
      },
      'flows[0].to: there is no pod cb-3: cb has 3 pods, counted from 0',
    ],
    [
      'a node that is not there',
      (p) => {
        p.flows[0].to = 'node:london/3';
      },
      'flows[0].to: there is no node 3 in london: it has 3, counted from 0',
    ],
    [
      'a node name that is not there',
      (p) => {
        p.flows[0].to = 'node:paris/ip-172-17-0-3';
      },
      'flows[0].to: there is no node in paris: ip-172-17-0-3; did you mean ip-172-17-0-2?',
    ],
    [
      'a cluster that is not there',
      (p) => {
        p.flows[0].to = 'pod:londn/cb-0';
      },
      'flows[0].to: there is no cluster londn; did you mean london?',
    ],
    [
      'an address in other than canonical text',
      (p) => {
        p.flows[0].to = 'ip:2001:DB8::1';
      },
      'flows[0].to: 2001:DB8::1 is not in canonical form; write 2001:db8::1',
    ],
    [
      'a key without a document',
      (p) => {
        p.flows[0].to = 'key:london/cb/';
      },
      'flows[0].to: "key:london/cb/" is no endpoint; write key:CLUSTER/WORKLOAD/DOCUMENT-ID',
    ],
    [
      'a frame and a router of one id',
      (p) => {
        p.view.frames[0].id = 'edge-p';
        p.view.locked = [];
      },
      'view.frames[0].id: routers[1] has the id edge-p too; give each its own',
    ],
    [
      'two notes of one id',
      (p) => {
        p.view.notes.push({ id: 'note-1', text: '', position: [0, 0] });
      },
      'view.notes[1].id: view.notes[0] has the id note-1 too; give each its own',
    ],
    [
      'a member of a frame that is not there',
      (p) => {
        p.view.frames[0].members[0] = 'londn';
      },
      'view.frames[0].members[0]: there is nothing with the id londn; did you mean london?',
    ],
    [
      'a link in a frame',
      (p) => {
        p.view.frames[0].members.push(p.links[0].id);
      },
      'view.frames[0].members[3]: vpn-lp is a link; a frame holds clusters, routers, hosts and notes',
    ],
    [
      'a member listed twice',
      (p) => {
        p.view.frames[0].members.push('london');
      },
      'view.frames[0].members[3]: london is listed twice; keep one',
    ],
    [
      'an entity in two frames',
      (p) => {
        p.view.frames.push({ id: 'eu', name: 'Europe', members: ['london'] });
      },
      'view.frames[1].members[0]: london is in frame 0 already; an entity is in one frame at most',
    ],
    [
      'a frame of nothing',
      (p) => {
        p.view.frames[0].members = [];
      },
      'view.frames[0].members: must have at least 1 entries, not 0',
    ],
    [
      'a lock on nothing',
      (p) => {
        p.view.locked.push('nobody');
      },
      'view.locked[3]: there is nothing with the id nobody; remove it, or add what it names',
    ],
    [
      'a lock that is listed twice',
      (p) => {
        p.view.locked.push('london');
      },
      'view.locked[3]: london is listed twice; keep one',
    ],
    [
      'a note without a place',
      (p) => {
        p.view.notes[0].position = undefined;
      },
      'view.notes[0].position: a note needs position: a list of two',
    ],
  ])('%s', (_, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  it('a flow and an entity may have one id', () => {
    expect(
      problemsAfter((p) => {
        p.flows[0].id = 'london';
      }),
    ).toEqual([]);
  });
});

describe('a bad network design parses: the findings speak of it', () => {
  it.each<[string, Change]>([
    [
      'overlapping ranges',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '172.16.0.0/16';
      },
    ],
    [
      'an address outside its segment',
      (p) => {
        p.clusters[1].nodes.list[0].addresses = ['192.0.2.1'];
      },
    ],
    [
      'one address twice',
      (p) => {
        p.clusters[1].nodes.list.push({ name: 'b', addresses: ['172.17.0.2'] });
      },
    ],
    [
      'a range too small',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.0/30';
      },
    ],
    [
      'a node mask shorter than its range',
      (p) => {
        p.clusters[0].pods.nodeMask[0] = 8;
      },
    ],
    [
      'a node mask too long',
      (p) => {
        p.clusters[0].pods.cidrs[0] = '10.0.0.0/8';
        p.clusters[0].pods.nodeMask[0] = 32;
      },
    ],
    [
      'a service range too large',
      (p) => {
        p.clusters[0].services.cidrs = ['0.0.0.0/0'];
      },
    ],
    [
      'a VIP outside its range',
      (p) => {
        p.clusters[0].expose[0].clusterIPs = ['192.0.2.1'];
      },
    ],
    [
      'a small MTU',
      (p) => {
        p.links[0].mtu = 576;
      },
    ],
    [
      'a host on the network address',
      (p) => {
        p.hosts[0].addresses = ['10.32.0.0/24'];
      },
    ],
    [
      'a route via a link elsewhere',
      (p) => {
        p.routers.push({ id: 'x', routes: [{ to: '::/0', via: 'vpn-lp' }] });
      },
    ],
    [
      'a route via an address nowhere',
      (p) => {
        p.routers[0].routes[0].via = '203.0.113.9';
      },
    ],
    [
      'native pods outside the node network',
      (p) => {
        p.clusters[1].network = { mode: 'native' };
        p.clusters[1].pods = { cidrs: ['10.9.0.0/16'] };
      },
    ],
    [
      'a workload without pods',
      (p) => {
        p.clusters[1].workloads = [{ name: 'w', replicas: 0 }];
        p.clusters[1].expose = [{ name: 's', workload: 'w' }];
      },
    ],
  ])('%s', (_, change) => {
    expect(problemsAfter(change)).toEqual([]);
  });
});

describe('the version', () => {
  it('of a newer Hopwright is named, and nothing else is said', () => {
    expect(
      problemsAfter((p) => {
        p.hopwright = 7;
        p.whatever = true;
      }),
    ).toEqual([
      'hopwright: the plan has format version 7, this program reads up to 1; open it with a Hopwright that reads version 7',
    ]);
  });

  it.each([0, -1, 1.5, '1', null])('%j is none', (version) => {
    expect(
      problemsAfter((p) => {
        p.hopwright = version;
      }),
    ).toEqual(['hopwright: the format\'s version is a whole number from 1; write "hopwright": 1']);
  });

  it('is what makes JSON a plan', () => {
    expect(parsePlan('{"name":"package"}')).toEqual({
      ok: false,
      problems: [
        { path: 'hopwright', message: 'this is no Hopwright plan: it has no version; add "hopwright": 1' },
      ],
    });
  });
});

describe('hostile documents are refused, not suffered', () => {
  const messages = (text: string): string[] => {
    const parsed = parsePlan(text);
    return parsed.ok ? [] : parsed.problems.map((p) => `${p.path}: ${p.message}`);
  };

  it('more than 5 MiB of text is not even read', () => {
    expect(messages(' '.repeat(LIMITS.textBytes + 1))).toEqual([
      ': the document is larger than 5 MiB of JSON; shorten it',
    ]);
    expect(messages('é'.repeat(LIMITS.textBytes / 2 + 1))).toEqual([
      ': the document is larger than 5 MiB of JSON; shorten it',
    ]);
  });

  it('a million entries in a list', () => {
    expect(messages(`{"hopwright":1,"name":"n","hosts":[${'0,'.repeat(900_000)}0]}`)).toEqual([
      'hosts: has 900001 entries; 10000 are allowed',
    ]);
    expect(messages(`{"hopwright":1,"name":"n","hosts":[${'0,'.repeat(999_999)}0]}`)).toEqual([
      'hosts[999996]: the document holds more than 1000000 values',
    ]);
  });

  it('more properties in one object than anything has', () => {
    const keys = Array.from({ length: 400_000 }, (_, i) => `"k${i}":0`).join(',');
    expect(messages(`{"hopwright":1,"name":"n","view":{"positions":{${keys}}}}`)).toEqual([
      'view.positions: has more than 50000 properties',
    ]);
  });

  it('tens of thousands of properties that nobody knows', () => {
    const keys = Array.from({ length: 40_000 }, (_, i) => `"k${i}":0`).join(',');
    const found = messages(`{"hopwright":1,"name":"n",${keys}}`);
    expect(found.length).toBe(LIMITS.problems + 1);
    expect(found.at(-1)).toBe(': there are more problems; mend these first');
  });

  it('hundreds of thousands of wrong values, in many entries or in one', () => {
    const addresses = Array.from({ length: 24 }, () => '10.0.0.1/24a');
    const hosts = Array.from({ length: 10_000 }, (_, i) => ({ id: `h${i}`, addresses }));
    const many = parsePlanValue({ hopwright: 1, name: 'n', hosts });
    expect(many.ok ? [] : many.problems).toHaveLength(LIMITS.problems + 1);
    // And no more of them are looked for.
    expect(shapeProblems({ hopwright: 1, name: 'n', hosts }).length).toBeLessThan(2 * LIMITS.problems);
    const pods = Array.from({ length: 10_000 }, (_, ordinal) => ({ ordinal, addresses: ['10', '11'] }));
    // Fewer than a million values in all, so that it is the addresses that are looked at.
    const workloads = Array.from({ length: 19 }, (_, i) => ({ name: `w${i}`, replicas: 10_000, pods }));
    const clusters = [{ id: 'c', nodes: { cidrs: [], count: 1 }, workloads }];
    const one = parsePlanValue({ hopwright: 1, name: 'n', clusters });
    expect(one.ok ? [] : one.problems.map(({ message }) => message)).toEqual([
      'more is wrong than can be told one by one; is this a Hopwright plan?',
    ]);
  });

  it('thousands of wrong names', () => {
    const id = (i: number): string => `a-rather-long-name-of-a-host-number-${i}`;
    const hosts = Array.from({ length: 10_000 }, (_, i) => ({ id: id(i), addresses: [] }));
    const flows = Array.from({ length: 20_000 }, (_, i) => ({
      id: `f${i}`,
      from: `host:x${id(i)}`,
      to: 'host:b',
    }));
    expect(parsePlanValue({ hopwright: 1, name: 'n', hosts, flows }).ok).toBe(false);
  });

  it('a hundred thousand levels', () => {
    expect(messages(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toHaveLength(1);
    expect(
      messages(`{"hopwright":1,"name":"n","x-deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    ).toEqual([expect.stringMatching(/^x-deep(\[0\])+: nested deeper than 64 levels$/)]);
    expect(messages('['.repeat(1_000_000))).toHaveLength(1);
  });

  it('a property that would set a prototype', () => {
    expect(messages('{"hopwright":1,"name":"n","__proto__":{"clusters":[]}}')).toEqual([
      '__proto__: no property may have this name; remove it',
    ]);
    expect(messages('{"hopwright":1,"name":"n","x-a":{"__proto__":{}}}')).toEqual([
      'x-a.__proto__: no property may have this name; remove it',
    ]);
    expect(messages('{"hopwright":1,"name":"n","constructor":{},"toString":1}')).toHaveLength(2);
  });

  it('more nodes or pods than a tab can bear', () => {
    const clusters = Array.from({ length: 41 }, (_, i) => ({
      id: `c${i}`,
      nodes: { cidrs: [], count: 5_000 },
    }));
    expect(parsePlanValue({ hopwright: 1, name: 'n', clusters })).toMatchObject({
      problems: [{ path: 'clusters', message: 'the plan has 205000 nodes in all; 200000 are allowed' }],
    });
    const workloads = Array.from({ length: 21 }, (_, i) => ({ name: `w${i}`, replicas: 10_000 }));
    const [cluster] = clusters;
    expect(parsePlanValue({ hopwright: 1, name: 'n', clusters: [{ ...cluster, workloads }] })).toMatchObject({
      problems: [{ path: 'clusters', message: 'the plan has 210000 pods in all; 200000 are allowed' }],
    });
  });

  it('refuses flows to services whose pods would have to be walked for minutes, one walk a pod', () => {
    const cluster = {
      id: 'c',
      nodes: { cidrs: ['10.0.0.0/16'], count: 1 },
      workloads: [{ name: 'w', replicas: 10_000, port: 80 }],
      expose: [{ name: 's', workload: 'w' }],
    };
    const flows = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ id: `f${i}`, from: 'node:c/0', to: 'service:c/s' }));
    const plan = (n: number) => ({ hopwright: 1, name: 'n', clusters: [cluster], flows: flows(n) });
    expect(parsePlanValue(plan(5)).ok).toBe(true);
    expect(parsePlanValue(plan(6))).toMatchObject({
      problems: [{ path: 'flows', message: expect.stringContaining('need 60000 walks') }],
    });
  });

  it('never throws, whatever value it is given', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        (value) => {
          expect(() => parsePlanValue(value)).not.toThrow();
        },
      ),
    );
    const circle: Record<string, unknown> = { hopwright: 1, name: 'n' };
    circle['x-self'] = circle;
    expect(parsePlanValue(circle).ok).toBe(false);
  });

  it('never throws, whatever part of a good plan is replaced by something else', () => {
    const places: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]): void => {
      places.push(path);
      if (typeof value === 'object' && value !== null)
        for (const [key, inner] of Object.entries(value))
          walk(inner, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    walk(whole(), []);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        let document = loose();
        let here = document;
        for (const step of place.slice(0, -1)) here = here[step];
        const last = place.at(-1);
        if (last === undefined) document = value;
        else here[last] = value;
        const parsed = parsePlanValue(document);
        if (!parsed.ok) for (const problem of parsed.problems) expect(problem.message).not.toBe('');
      }),
      { numRuns: 1_000 },
    );
  });
});
