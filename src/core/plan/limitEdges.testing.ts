import { LIMITS } from './limits.ts';

/** A place that a limit holds at: the smallest document with `n` of what is limited there, and what is said of one too many. */
export interface Edge {
  readonly where: string;
  /** A plan, or the text of one. */
  readonly document: (n: number) => unknown;
  /** All that is said, as `path: sentence`. */
  readonly told: string | readonly string[];
  /** Where the place has a limit that follows from the one of its name. */
  readonly limit?: number;
}

export const listOf = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));
export const plan = (parts: object): object => ({ hopwright: 1, name: 'n', ...parts });
const host = (i: number): object => ({ id: `h${i}`, addresses: [] });
const clusterOf = (parts: object): object => ({ id: 'c', nodes: { cidrs: [], count: 1 }, ...parts });
const withCluster = (parts: object): object => plan({ clusters: [clusterOf(parts)] });
const clustersOf = (counts: readonly number[]): object =>
  plan({ clusters: counts.map((count, i) => ({ id: `c${i}`, nodes: { cidrs: [], count } })) });
/** `n` in shares of at most `share`. */
const shares = (n: number, share: number): number[] =>
  listOf(Math.ceil(n / share), (i) => Math.min(share, n - i * share));
const nested = (levels: number): unknown => (levels === 1 ? [] : [nested(levels - 1)]);
const tooLong = (n: number): string => `has ${n + 1} characters; ${n} are allowed`;
const tooMany = (n: number): string => `has ${n + 1} entries; ${n} are allowed`;
const overBy1 = (n: number): string => `must be at most ${n}, not ${n + 1}`;

export const EDGES: Readonly<Record<Exclude<keyof typeof LIMITS, 'problems'>, readonly Edge[]>> = {
  textBytes: [
    {
      where: 'text of one byte a character',
      document: (n) => JSON.stringify(plan({})).padEnd(n, ' '),
      told: ': the document is larger than 5 MiB of JSON; shorten it',
    },
    {
      where: 'text of four bytes a character',
      document: (n) => {
        const whole = (text: string): string => JSON.stringify(plan({ 'x-a': text }));
        const room = n - whole('').length;
        return whole('😀'.repeat(Math.floor(room / 4)) + 'a'.repeat(room % 4));
      },
      told: ': the document is larger than 5 MiB of JSON; shorten it',
    },
  ],
  clusters: [
    {
      where: 'clusters',
      document: (n) => clustersOf(listOf(n, () => 0)),
      told: `clusters: ${tooMany(5_000)}`,
    },
  ],
  nodesInCluster: [
    {
      where: 'a count of nodes',
      document: (n) => clustersOf([n]),
      told: `clusters[0].nodes.count: ${overBy1(5_000)}`,
    },
    {
      where: 'a list of nodes',
      document: (n) => withCluster({ nodes: { cidrs: [], list: listOf(n, () => ({})) } }),
      told: 'clusters[0].nodes.list: must have at most 5000 entries, not 5001',
    },
  ],
  nodes: [
    {
      where: 'nodes of all clusters',
      document: (n) => clustersOf(shares(n, LIMITS.nodesInCluster)),
      told: 'clusters: the plan has 200001 nodes in all; 200000 are allowed',
    },
  ],
  routers: [
    {
      where: 'routers',
      document: (n) => plan({ routers: listOf(n, (i) => ({ id: `r${i}` })) }),
      told: `routers: ${tooMany(10_000)}`,
    },
  ],
  links: [
    {
      where: 'links',
      document: (n) =>
        plan({
          routers: [{ id: 'r' }, { id: 's' }],
          links: listOf(n, (i) => ({ id: `l${i}`, ends: ['r', 's'], routing: 'bgp' })),
        }),
      told: `links: ${tooMany(20_000)}`,
    },
  ],
  hosts: [
    { where: 'hosts', document: (n) => plan({ hosts: listOf(n, host) }), told: `hosts: ${tooMany(10_000)}` },
  ],
  flows: [
    {
      where: 'flows',
      document: (n) =>
        plan({
          hosts: [host(0), host(1)],
          flows: listOf(n, (i) => ({ id: `f${i}`, from: 'host:h0', to: 'host:h1' })),
        }),
      told: `flows: ${tooMany(20_000)}`,
    },
  ],
  walks: [
    {
      where: 'walks to every pod of a service, and to one host more',
      document: (n) => {
        const replicas = LIMITS.walks / 5 - 1;
        const flow = (to: string) => (_: unknown, i: number) => ({
          id: `${to.slice(0, 1)}${i}`,
          from: 'host:h0',
          to,
        });
        return plan({
          clusters: [
            clusterOf({
              workloads: [{ name: 'w', replicas, port: 80 }],
              expose: [{ name: 's', workload: 'w' }],
            }),
          ],
          hosts: [host(0)],
          flows: [
            ...Array.from({ length: 5 }, flow('service:c/s')),
            ...Array.from({ length: n - 5 * replicas }, flow('host:h0')),
          ],
        });
      },
      told: 'flows: the flows need 50001 walks, one for each pod of a service that is called; 50000 are allowed: call pods instead, or fewer services',
    },
  ],
  name: [
    {
      where: 'the name of the plan',
      document: (n) => plan({ name: 'a'.repeat(n) }),
      told: `name: ${tooLong(253)}`,
    },
    {
      where: 'the name of the plan, in characters of two units',
      document: (n) => plan({ name: '😀'.repeat(n) }),
      told: `name: ${tooLong(253)}`,
    },
    {
      where: 'the name of the plan, half of whose characters lack their other half',
      document: (n) =>
        plan({
          name: '\ud83d\ud83d\ude00'
            .repeat(n)
            .slice(0, 3 * Math.floor(n / 2))
            .padEnd(3 * Math.floor(n / 2) + (n % 2), 'a'),
        }),
      told: `name: ${tooLong(253)}`,
    },
    {
      where: 'the name of a workload, which endpoints say',
      document: (n) => withCluster({ workloads: [{ name: 'w'.repeat(n) }] }),
      told: `clusters[0].workloads[0].name: ${tooLong(253)}`,
    },
    {
      where: 'a namespace',
      document: (n) => withCluster({ workloads: [{ name: 'w', namespace: 's'.repeat(n) }] }),
      told: `clusters[0].workloads[0].namespace: ${tooLong(253)}`,
    },
    {
      where: 'the name of a listed node',
      document: (n) => withCluster({ nodes: { cidrs: [], list: [{ name: 'n'.repeat(n) }] } }),
      told: `clusters[0].nodes.list[0].name: ${tooLong(253)}`,
    },
    {
      where: 'the name of a site',
      document: (n) =>
        plan({ hosts: [host(0)], view: { frames: [{ id: 'f', name: 'f'.repeat(n), members: ['h0'] }] } }),
      told: `view.frames[0].name: ${tooLong(253)}`,
    },
    {
      where: 'a name that a place on the canvas is for',
      document: (n) => plan({ view: { positions: { ['a'.repeat(n)]: [0, 0] } } }),
      told: `view.positions.${'a'.repeat(254)}: a name here has 1 to 253 characters; shorten it`,
    },
    {
      where: 'a name that a place on the canvas is for, in characters of two units',
      document: (n) => plan({ view: { positions: { ['😀'.repeat(n)]: [0, 0] } } }),
      told: `view.positions["${'😀'.repeat(253)}"]: a name here has 1 to 253 characters; shorten it`,
    },
    {
      where: 'the name of a workload, in characters of two units',
      document: (n) => withCluster({ workloads: [{ name: '😀'.repeat(n) }] }),
      told: `clusters[0].workloads[0].name: ${tooLong(253)}`,
    },
    {
      where: 'an end of a flow, which is made of four names',
      limit: 4 * LIMITS.name,
      document: (n) =>
        plan({
          clusters: [clusterOf({ workloads: [{ name: 'w', sharded: true }] })],
          hosts: [host(0)],
          flows: [{ id: 'f', from: 'host:h0', to: 'key:c/w/'.padEnd(n, 'k') }],
        }),
      told: `flows[0].to: ${tooLong(1_012)}`,
    },
  ],
  notesBytes: [
    {
      where: 'the notes of the plan',
      document: (n) => plan({ notes: 'a'.repeat(n) }),
      told: 'notes: is longer than 64 KiB of text; shorten it',
    },
    {
      where: 'the notes of the plan, in letters of two bytes',
      document: (n) => plan({ notes: 'é'.repeat(Math.ceil(n / 2)) }),
      told: 'notes: is longer than 64 KiB of text; shorten it',
    },
    {
      where: 'the reason why a finding is accepted',
      document: (n) => plan({ accept: [{ rule: 'pod-networks-overlap', reason: 'a'.repeat(n) }] }),
      told: 'accept[0].reason: is longer than 64 KiB of text; shorten it',
    },
  ],
  frames: [
    {
      where: 'sites',
      document: (n) =>
        plan({
          hosts: listOf(n, host),
          view: { frames: listOf(n, (i) => ({ id: `f${i}`, name: '', members: [`h${i}`] })) },
        }),
      told: 'view.frames: must have at most 2000 entries, not 2001',
    },
  ],
  notes: [
    {
      where: 'notes on the canvas',
      document: (n) =>
        plan({ view: { notes: listOf(n, (i) => ({ id: `n${i}`, text: '', position: [0, 0] })) } }),
      told: 'view.notes: must have at most 2000 entries, not 2001',
    },
  ],
  noteBytes: [
    {
      where: 'the text of a note on the canvas',
      document: (n) => plan({ view: { notes: [{ id: 'n', text: 'a'.repeat(n), position: [0, 0] }] } }),
      told: 'view.notes[0].text: is longer than 16 KiB of text; shorten it',
    },
  ],
  list: [
    {
      where: 'accepted findings',
      document: (n) => plan({ accept: listOf(n, () => ({ rule: 'pod-networks-overlap', reason: '' })) }),
      told: `accept: ${tooMany(20_000)}`,
    },
    {
      where: 'addresses of a host',
      document: (n) => plan({ hosts: [{ id: 'h', addresses: listOf(n, () => '10.0.0.1/8') }] }),
      told: `hosts[0].addresses: ${tooMany(20_000)}`,
    },
    {
      where: 'what is locked',
      document: (n) =>
        plan({
          routers: listOf(LIMITS.routers, (i) => ({ id: `r${i}` })),
          hosts: listOf(LIMITS.hosts, host),
          clusters: [clusterOf({})],
          view: {
            locked: [
              ...listOf(LIMITS.routers, (i) => `r${i}`),
              ...listOf(LIMITS.hosts, (i) => `h${i}`),
              'c',
            ].slice(0, n),
          },
        }),
      told: `view.locked: ${tooMany(20_000)}`,
    },
  ],
  replicas: [
    {
      where: 'replicas of a workload',
      document: (n) => withCluster({ workloads: [{ name: 'w', replicas: n }] }),
      told: `clusters[0].workloads[0].replicas: ${overBy1(10_000)}`,
    },
    {
      where: 'pods of a workload that differ from the others',
      document: (n) =>
        withCluster({
          workloads: [{ name: 'w', replicas: 10_000, pods: listOf(n, (i) => ({ ordinal: i % 10_000 })) }],
        }),
      told: [
        'clusters[0].workloads[0].pods: must have at most 10000 entries, not 10001',
        'clusters[0].workloads[0].pods[10000].ordinal: replica 0 is listed twice; keep one entry',
      ],
    },
  ],
  pods: [
    {
      where: 'pods of all workloads',
      document: (n) =>
        withCluster({
          workloads: shares(n, LIMITS.replicas).map((replicas, i) => ({ name: `w${i}`, replicas })),
        }),
      told: 'clusters: the plan has 200001 pods in all; 200000 are allowed',
    },
  ],
  properties: [
    {
      where: 'places on the canvas',
      document: (n) =>
        plan({
          view: { positions: Object.fromEntries(listOf(n, (i) => [`h${i}`, [0, 0]])) },
        }),
      told: 'view.positions: has 50001 properties; 50000 are allowed',
    },
    {
      where: "an object of one's own",
      document: (n) => plan({ 'x-a': Object.fromEntries(listOf(n, (i) => [`k${i}`, 0])) }),
      told: 'x-a: has 50001 properties; 50000 are allowed',
    },
  ],
  depth: [
    {
      where: 'levels, the plan itself being the first',
      document: (n) => plan({ 'x-a': nested(n - 1) }),
      told: `x-a${'[0]'.repeat(63)}: nested deeper than 64 levels`,
    },
  ],
  values: [
    {
      where: 'values, the plan itself and every list being one',
      document: (n) => plan({ 'x-a': new Array(n - 4).fill(0) }),
      told: 'x-a[999996]: the document holds more than 1000000 values',
    },
  ],
};
