import { formatPrefix } from '../address/prefix.ts';
import type { Plan } from '../plan/plan.ts';
import type { Finding, RangeEvidence, Rule } from './finding.ts';

/**
 * The one sentence for a finding: what, where, and why it breaks, with owners by name (by id where no plan is given) and
 * the exact common block.
 */
export function describeFinding(finding: Finding, plan?: Plan): string {
  const words = new Words(finding, plan);
  return `${SENTENCES[finding.rule](words)}${moreOf(finding)}`;
}

/** 50000 as people read it: 50,000. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** How many of a kind are left out of the list, said by the last one that is in it. */
function moreOf({ facts }: Finding): string {
  if (typeof facts.more !== 'number') return '';
  if (facts.more === 1) return ' There is 1 more of this kind, which is not listed.';
  const least = facts.atLeast === undefined ? '' : 'at least ';
  return ` There are ${least}${grouped(facts.more)} more of this kind, which are not listed.`;
}

/** A finding's evidence as words. */
class Words {
  readonly finding: Finding;
  readonly #plan: Plan | undefined;

  constructor(finding: Finding, plan: Plan | undefined) {
    this.finding = finding;
    this.#plan = plan;
  }

  /** What people call an entity; an unknown one (a platform, an RFC) keeps its own name. */
  name(id: string | undefined): string {
    if (id === undefined) return 'somebody';
    const lists = [this.#plan?.clusters, this.#plan?.routers, this.#plan?.links, this.#plan?.hosts];
    for (const list of lists) {
      const entity = list?.find((item) => item.id === id);
      if (entity) return entity.name && entity.name !== '' ? entity.name : id;
    }
    return id;
  }

  entity(i: number): string {
    return this.name(this.finding.entities[i]);
  }

  /** `the service range 10.32.0.0/16 of London` */
  range(i: number): string {
    const range = this.finding.ranges[i];
    return range ? this.rangeText(range) : 'a range';
  }

  rangeText({ what, owner, prefix }: RangeEvidence): string {
    return `the ${what} ${formatPrefix(prefix)} of ${this.name(owner)}`;
  }

  prefix(i: number): string {
    const range = this.finding.ranges[i];
    return range ? formatPrefix(range.prefix) : 'a range';
  }

  /** The exact common block. */
  get common(): string {
    return this.finding.overlap ? formatPrefix(this.finding.overlap) : 'nothing';
  }

  /** A fact as text; lists are joined. */
  fact(key: string): string {
    const value = this.finding.facts[key];
    if (value === undefined) return '';
    return typeof value === 'object' ? value.join(', ') : String(value);
  }

  number(key: string): number {
    return Number(this.finding.facts[key] ?? 0);
  }

  has(key: string): boolean {
    return this.finding.facts[key] !== undefined && this.fact(key) !== '';
  }

  list(key: string): readonly string[] {
    const value = this.finding.facts[key];
    return typeof value === 'object' ? value : [];
  }

  /** `the pods of London`, `host laptop`: with a word in front, because a name keeps its case at the head of a sentence. */
  end(i: number, key: string): string {
    const kind = this.fact(key);
    return kind === 'host' ? worded('host', this.entity(i)) : `the ${kind} of ${this.entity(i)}`;
  }
}

/** `host laptop`, and `Host 1` for one that is called so: a word in front, but not twice. */
const worded = (kind: string, name: string): string =>
  name.toLowerCase().startsWith(`${kind} `) ? name : `${kind} ${name}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `2 of them get none` */
const getNone = (count: number): string => `${count} of them ${count === 1 ? 'gets' : 'get'} none`;
const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const SENTENCES: Readonly<Record<Rule, (w: Words) => string>> = {
  'node-networks-overlap': (w) =>
    `${capital(w.range(0))} and ${w.range(1)} are different segments that share ${w.common}: each side looks for those addresses on its own wire and never reaches the other's.`,
  'pod-networks-overlap': (w) =>
    `${capital(w.range(0))} and ${w.range(1)} share ${w.common}: a route to such a pod leads to one of the clusters only.`,
  'pod-network-overlaps-node-network': (w) =>
    w.finding.entities.length === 1
      ? `${capital(w.range(0))} and its own ${w.finding.ranges[1]?.what ?? 'network'} ${w.prefix(1)} share ${w.common}: where a node is dealt a pod prefix in there, it takes nodes for pods and cannot reach them.`
      : `${capital(w.range(0))} and ${w.range(1)} share ${w.common}: routers cannot tell pods from what else is there, and one of them is cut off.`,
  'overlay-shadows-address': (w) =>
    w.fact('when') === 'now'
      ? `${capital(w.range(0))} covers ${w.common} of ${w.range(1)}: ${w.fact('node')} has ${w.fact('nodePrefix')} of it now, so pods of ${w.entity(0)} that call there stay in the overlay and never get out.`
      : `${capital(w.range(0))} covers ${w.common} of ${w.range(1)}: as soon as a node of ${w.entity(0)} is dealt that prefix, its pods can no longer reach it (latent: no node has it yet).`,
  'vip-aliases-address': (w) => vipAlias(w),
  'vip-range-reused': (w) =>
    w.finding.severity === 'info'
      ? `${capital(w.range(0))} and ${w.range(1)} share ${w.common}; that is fine as long as service addresses stay inside their cluster.`
      : `${capital(w.range(0))} and ${w.range(1)} share ${w.common}, and ${
          w.list('advertisedBy').length > 0
            ? `${w
                .list('advertisedBy')
                .map((id) => w.name(id))
                .join(
                  ' and ',
                )} ${w.list('advertisedBy').length === 1 ? 'advertises its range' : 'advertise theirs'}`
            : 'this profile carries service addresses between clusters'
        }: a call to such an address reaches either cluster's services.`,
  'duplicate-address': (w) => duplicate(w),
  'address-outside-segment': (w) =>
    w.fact('subject').startsWith('the route')
      ? `${capital(w.fact('subject'))} of ${worded('router', w.entity(0))} goes via ${w.fact('address')}, which is on no network of the router: a kernel refuses such a route, and it is not there.`
      : `${w.fact('subject')} of ${w.entity(0)} has the address ${w.fact('address')}, which lies in no network of ${w.entity(0)} that it could be in: nobody looks for it there.`,
  'router-address-taken': (w) =>
    `Explicit addresses fill ${w.prefix(0)} (${w.entity(1)}), so ${worded('router', w.entity(0))} finds no address for itself there and nothing gets beyond the segment.`,
  'network-or-broadcast-address': (w) =>
    `${w.entity(0)} has ${w.fact('address')}, the network or broadcast address of ${w.prefix(1)}: no device can use it.`,
  'pod-range-too-small': (w) =>
    w.number('missing') > 0
      ? `${capital(w.range(0))} holds ${plural(w.number('room'), 'node prefix', 'node prefixes')} of /${w.fact('mask')} for ${plural(w.number('nodes'), 'node')}: ${getNone(w.number('missing'))} and ${w.number('missing') === 1 ? 'runs' : 'run'} no pods.`
      : `${capital(w.range(0))} holds ${plural(w.number('room'), 'node prefix', 'node prefixes')} of /${w.fact('mask')} and ${w.number('nodes') === 1 ? '1 node uses it' : `${w.number('nodes')} nodes use them`}: there is hardly room for more nodes.`,
  'node-network-too-small': (w) =>
    w.has('pods')
      ? `${capital(w.range(0))} holds ${w.fact('room')} addresses for ${plural(w.number('pods'), 'native pod')}: ${getNone(w.number('missing'))}.`
      : w.number('missing') > 0
        ? `${capital(w.range(0))} holds ${w.fact('room')} addresses, all taken; of the nodes and pods ${w.number('missing')} more ${w.number('missing') === 1 ? 'gets' : 'get'} none.`
        : `${capital(w.range(0))} holds ${w.fact('room')} addresses and ${w.fact('used')} are taken: there is hardly room for more nodes.`,
  'service-range-too-small': (w) =>
    w.number('missing') > 0
      ? `${capital(w.range(0))} has ${w.fact('room')} addresses to deal (from its eleventh on) for ${plural(w.number('services'), 'service')}: ${getNone(w.number('missing'))}.`
      : w.number('size') < 8
        ? `${capital(w.range(0))} has ${plural(w.number('size'), 'address', 'addresses')}; the API server wants at least 8.`
        : `${capital(w.range(0))} has ${w.fact('room')} addresses to deal (from its eleventh on) and ${w.fact('services')} are taken: there is hardly room for more services.`,
  'service-range-too-large': (w) =>
    `${capital(w.range(0))} has ${w.fact('bits')} host bits; the API server allows 20 (/${w.fact('longest')} or longer) and does not start with it.`,
  'pods-exceed-node-prefix': (w) =>
    w.number('nodes') > 0
      ? `${w.fact('node')} has room for ${w.fact('room')} pods in ${w.prefix(0)} and is to run ${w.number('pods')}${w.number('nodes') > 1 ? ` (${w.number('nodes')} nodes of ${w.entity(0)} are too full)` : ''}: the rest get no address.`
      : `${w.fact('node')} has room for ${w.fact('room')} pods in ${w.prefix(0)} and runs ${w.number('pods')}: there is hardly room for more.`,
  'node-mask-too-long': (w) =>
    w.number('bits') < 0
      ? `The node mask /${w.fact('mask')} of ${w.entity(0)} is shorter than ${w.range(0)}: no node can get a prefix of it.`
      : `The node mask /${w.fact('mask')} of ${w.entity(0)} is ${w.fact('bits')} bits longer than ${w.range(0)}; the controller manager allows 16 (/${w.fact('longest')}) and stops.`,
  'platform-range': (w) =>
    `${capital(w.range(1))} has ${w.common} in common with ${w.prefix(0)}, which is used by ${w.fact('use')}${w.has('when') ? ` (${w.fact('when')})` : ''}: nodes of ${w.entity(0)} (${w.fact('platform')}) keep packets to it for themselves.`,
  'reserved-range': (w) =>
    `${capital(w.range(0))} has ${w.common} in common with ${w.prefix(1)}, which ${w.fact('rfc')} sets aside for ${w.fact('purpose')}.`,
  'public-range': (w) =>
    `${capital(w.range(0))} is not private: it hides that part of the internet from whoever uses it.`,
  'family-mismatch': (w) => families(w),
  'missing-route': (w) =>
    `${capital(w.end(0, 'from'))} and ${w.end(1, 'to')} have no ${w.fact('family')} route to each other: ${w.fact('at')} does not know the way to ${w.fact('address')}.`,
  'missing-return-route': (w) => {
    const verbs = w.fact('from') === 'host' ? ['has', 'gets'] : ['have', 'get'];
    return `${capital(w.end(0, 'from'))} ${verbs[0]} an ${w.fact('family')} route to ${w.end(1, 'to')} and ${verbs[1]} no answer: ${w.fact('at')} does not know the way back to ${w.fact('address')}.`;
  },
  'link-captures-local-prefix': (w) =>
    w.finding.severity === 'info'
      ? `${capital(w.range(1))} covers ${w.range(0)}, which is local to ${worded('router', w.name(w.fact('router')))}; the router knows it better by longer routes of its own, so nothing is lost today.`
      : `${capital(w.range(1))} covers ${w.common} of ${w.range(0)}, which is local to ${worded('router', w.name(w.fact('router')))}: packets for it may leave by the link.`,
  'bgp-prefixes-not-shared': (w) =>
    `The nodes of ${w.entity(0)} tell each other their ${plural(w.number('prefixes'), 'pod prefix', 'pod prefixes')} by BGP but not ${worded('router', w.entity(1))}: from beyond the router nobody reaches a pod.`,
  'overlay-not-addressable': (w) =>
    `Pods of ${w.entity(0)} live in an overlay without a gateway: nobody outside can call them${w.fact('masquerade') === 'none' ? ', and without masquerade nobody outside can answer them' : ''}.`,
  'asymmetric-path': (w) => asymmetric(w),
  'equal-routes': (w) =>
    `${capital(worded('router', w.name(w.fact('router'))))} has equal routes to ${w.list('prefixes').join(', ')}${w.number('count') > w.list('prefixes').length ? ` and ${w.number('count') - w.list('prefixes').length} more` : ''}: ${w.fact('chosen')} is taken, ${w.fact('others')} would do as well (R6).`,
  'mtu-too-large': (w) =>
    `${w.fact('sender')} sends packets of up to ${w.fact('mtu')} bytes, and ${w.fact('at')} has room for ${w.fact('room')} in ${w.fact('kind')} (${w.name(w.finding.entities.at(-1))}): full packets are dropped there.`,
  'forwarding-loop': (w) =>
    `What goes to ${w.fact('destination')} circles: ${[...w.list('devices'), w.list('devices')[0] ?? ''].join(' → ')}${w.has('occupant') ? `, so ${w.fact('occupant')} is not reached that way` : '; nobody has that address today'}.`,
  'address-by-ip': (w) =>
    `Flow ${w.fact('flow')} calls ${w.fact('pod')} by its address ${w.common.replace(/\/\d+$/, '')}: when the pod is replaced the address changes; its DNS name does not.`,
  'stateful-behind-vip': (w) =>
    `Flow ${w.fact('flow')} calls ${w.fact('service')}, which picks any of ${plural(w.number('pods'), 'pod')} of ${w.fact('workload')}; a document lives on one of them, so the client must pick the pod itself.`,
  'expectation-failed': (w) =>
    `Flow ${w.fact('flow')} (${w.fact('from')} to ${w.fact('to')}) ${w.fact('expect') === 'delivered' ? 'should be delivered and is not' : 'should not be delivered and is'}${w.has('at') ? `: its ${w.fact('leg')} ends at ${w.fact('at')} as ${w.fact('ending')}` : ''}.`,
};

const PROXIES: Readonly<Record<string, string>> = {
  any: 'an undecided service proxy may take what goes there for a service',
  iptables: 'iptables takes a service address and port there for the service',
  nftables: 'nftables drops or rejects new connections to it',
  ipvs: 'under ipvs every service address in it is local to every node',
  ebpf: 'eBPF takes a service address and port there for the service',
  routed: 'a route for the whole range takes everything that goes there, replies too',
};

function vipAlias(w: Words): string {
  const proxy = PROXIES[w.fact('proxy')] ?? '';
  return `${capital(w.range(0))} covers ${w.common}, ${w.range(1)}: on nodes of ${w.entity(0)} ${proxy}.`;
}

function asymmetric(w: Words): string {
  const ways = [
    ...(w.has('there') ? [`only the request passes ${w.fact('there')}`] : []),
    ...(w.has('back') ? [`only the reply passes ${w.fact('back')}`] : []),
  ];
  const same = w.has('dropper')
    ? 'request and reply take different ways'
    : 'request and reply pass the same devices in another order';
  return `From ${w.fact('from')} to ${w.fact('to')} ${ways.length > 0 ? ways.join(' and ') : same}: ${asymmetryEnds(w)}.`;
}

function asymmetryEnds(w: Words): string {
  if (!w.has('dropper')) return 'a firewall there that sees one direction only would drop it';
  return w.fact('ending') === 'filtered-source'
    ? `${w.fact('dropper')} would answer that source another way and drops it (filtered-source)`
    : `${w.fact('dropper')} sees one direction only and drops it (${w.fact('ending')})`;
}

function duplicate(w: Words): string {
  const [a, b] = w.list('devices');
  const count = w.number('count');
  const others = count > 1 ? `, and ${plural(count - 1, 'address', 'addresses')} more twice` : '';
  return `${a} and ${b} both have ${w.common.replace(/\/\d+$/, '')}${others}: who gets a packet depends on where it is sent from.`;
}

function families(w: Words): string {
  if (w.has('tunnel'))
    return w.fact('tunnel') === 'pods'
      ? `Pods of ${w.entity(0)} have IPv6 addresses, and its IPIP tunnels carry only IPv4: between nodes nothing of IPv6 arrives.`
      : `Nodes of ${w.entity(0)} have only IPv6 addresses, and its IPIP tunnels go only over IPv4: between nodes nothing arrives.`;
  if (w.has('family'))
    return `Link ${w.entity(0)} lists no ${w.fact('family')} prefixes, while ${w.name(w.fact('left'))} and ${w.name(w.fact('right'))} on its two sides have ${w.fact('family')}: nothing of that version crosses it.`;
  const offers = ['nodes', 'pods', 'services']
    .filter((kind) => w.has(kind))
    .map((kind) => `${kind} ${w.list(kind).join(' and ')}`);
  return `The ranges of ${w.entity(0)} do not offer the same IP versions: ${offers.join(', ')}.`;
}
