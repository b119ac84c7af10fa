import { formatAddress } from '../address/address.ts';
import { contains, firstAddress, hostPrefix, type Prefix } from '../address/prefix.ts';
import type { Device, Network } from '../network/network.ts';
import type { Disposition, FlowQuestion, RoundTrip } from '../simulate/trace.ts';
import { questionKey, tracedOnce } from '../simulate/tracedOnce.ts';
import { devicesIn } from './context.ts';
import type { Witness } from './finding.ts';
import type { WitnessHint } from './rule.ts';
import type { Sight } from './sight.ts';

/** How many flows are walked for all witnesses of a plan together: a plan full of findings must stay quick to judge. */
const PROBES = 1500;
/** How many flows are tried for one finding. */
const TRIES = 10;

/** A hint with its flows as they are looked up. */
export interface PreparedHint {
  readonly flows: readonly { readonly flow: FlowQuestion; readonly key: string }[];
  readonly endings: readonly Disposition[];
}

export const prepared = ({ candidates, endings }: WitnessHint): PreparedHint => ({
  flows: candidates.slice(0, TRIES).map((flow) => ({ flow, key: questionKey(flow) })),
  endings,
});

/** Walks candidate flows, so many for one judgement. */
export class Prober {
  readonly #network: Network;
  readonly #asked = new Set<string>();

  constructor(network: Network) {
    this.#network = network;
  }

  /**
   * The witness of a finding: the first candidate that ends as the finding says; else one that arrives, which
   * proves the finding harmless for that flow; else one that fails otherwise.
   */
  witness({ flows, endings }: PreparedHint): Witness | undefined {
    let failing: Witness | undefined;
    let arriving: Witness | undefined;
    let echoed: Witness | undefined;
    for (const { flow, key } of flows) {
      const answer = this.#walk(flow, key);
      if (!answer) continue;
      const witness: Witness = { flow, verdict: answer.verdict };
      if (endingsOf(answer).some((ending) => endings.includes(ending))) return witness;
      if (answer.verdict !== 'delivered') failing ??= witness;
      else if (flow.protocol === 'icmp') echoed ??= witness;
      else arriving ??= witness;
    }
    return arriving ?? echoed ?? failing;
  }

  #walk(flow: FlowQuestion, key: string): RoundTrip | undefined {
    if (!this.#asked.has(key)) {
      if (this.#asked.size === PROBES) return undefined;
      this.#asked.add(key);
    }
    const answer = tracedOnce(this.#network, flow, key);
    return 'problem' in answer ? undefined : answer;
  }
}

/** How the paths of an answer end: the disposition of each last leg. That nothing listens says nothing of the network. */
export const endingsOf = (answer: RoundTrip): Disposition[] =>
  answer.paths.flatMap((path) => {
    const ending = path.legs.at(-1)?.ending;
    return ending && ending.detail !== 'no-listener' ? [ending.disposition] : [];
  });

/** Who calls for an entity: its first pod and its first node, or itself. */
export function callersOf(sight: Sight, entity: string): Device[] {
  const devices = sight.devicesOf(entity);
  const first = (kind: Device['kind']) => devices.find((device) => device.kind === kind);
  return [first('pod'), first('node'), first('host'), first('router')].flatMap((device) => device ?? []);
}

/** Flows inside an entity: what works in spite of a finding that no other flow shows, or does not. */
export function inside(sight: Sight, entity: string): WitnessHint {
  const devices = sight.devicesOf(entity);
  const all = devices.filter((device) => device.kind === 'pod');
  // One that found no address shows what lacks.
  const without = all.find((pod) => pod.interfaces.every((i) => i.addresses.length === 0));
  const pods = [...all.slice(0, 2), ...(without ? [without] : [])];
  const others = devices.filter((device) => device.kind !== 'pod').slice(0, 2);
  const service = sight.cluster(entity)?.services[0];
  const callers = [...pods, ...others];
  return {
    candidates: [
      ...(service && callers[0] ? [{ from: callers[0].id, to: service.id }] : []),
      ...callers.flatMap((from) => callers.flatMap((to) => call(from, to))),
    ],
    endings: ['unreachable'],
  };
}

/** A call to a device: where it listens, else an echo request, which everybody answers. */
export function call(from: Device, to: Device): FlowQuestion[] {
  if (from.id === to.id) return [];
  const plain = { from: from.id, to: to.id };
  return listens(to) ? [plain] : [{ ...plain, protocol: 'icmp' }];
}

/** A call to the first address of a range, whoever has it; an echo request where its known holder does not listen. */
export const callAddress = (from: Device, prefix: Prefix, holder?: Device): FlowQuestion => ({
  from: from.id,
  to: `ip:${formatAddress(firstAddress(prefix))}`,
  ...(holder && !listens(holder) ? { protocol: 'icmp' } : {}),
});

const listens = (device: Device): boolean => device.listens === 'all' || device.listens.length > 0;

/**
 * Flows that meet an overlap between a range of one entity and addresses of another: from the devices in it to
 * the owner and back, and to the bare address.
 */
export function aroundOverlap(sight: Sight, owner: string, other: string, overlap: Prefix): FlowQuestion[] {
  const callers = callersOf(sight, owner);
  const inside = devicesIn(sight, other, overlap);
  const flows = inside.flatMap((device) =>
    callers.flatMap((caller) => [...call(device, caller), ...call(caller, device)]),
  );
  const bare = callers.flatMap((caller) =>
    inside.flatMap((device) => {
      const address = device.interfaces
        .filter((i) => i.attachment.kind !== 'dummy')
        .flatMap((i) => i.addresses)
        .find((a) => contains(overlap, a));
      return address ? [callAddress(caller, hostPrefix(address), device)] : [];
    }),
  );
  const nobody = inside.length > 0 ? [] : callers.map((caller) => callAddress(caller, overlap));
  return [...flows, ...bare, ...nobody];
}

/** Flows to devices in a range of their own entity, else to its first address. */
export function intoRange(sight: Sight, owner: string, range: Prefix): FlowQuestion[] {
  const callers = sight.devicesOf(owner).slice(0, 3);
  const targets = devicesIn(sight, owner, range);
  return [
    ...targets.flatMap((target) => callers.flatMap((caller) => call(caller, target))),
    ...callersOf(sight, owner).map((caller) => callAddress(caller, range)),
  ];
}
