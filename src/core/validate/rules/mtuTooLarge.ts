import type { Family } from '../../address/address.ts';
import type { Device } from '../../network/network.ts';
import { resolveDevice } from '../../simulate/resolveFlow.ts';
import type { Leg } from '../../simulate/trace.ts';
import type { RuleContext } from '../context.ts';
import { defineRule } from '../rule.ts';
import { call } from '../witness.ts';

/**
 * [V mtu-too-large] A path whose encapsulations leave less room than the sender's MTU: what fills it is dropped on the way (E3).
 * One finding for a sender and the narrowest place on its way.
 */
export const mtuTooLarge = defineRule({
  rule: 'mtu-too-large',
  reads: ({ walks }) => [walks()],
  *run(context) {
    const seen = new Set<string>();
    for (const { question, answer } of context.walks()) {
      for (const path of answer.paths) {
        for (const leg of path.legs.slice(0, 2)) {
          const narrow = narrowestOf(context, leg);
          if (!narrow) continue;
          const { sender, room, at, owner } = narrow;
          const key = `${sender.entity} ${owner}`;
          if (seen.has(key)) continue;
          seen.add(key);
          yield* context.keep(key, [narrow, question], () => [
            {
              entities: [sender.entity, owner],
              facts: { sender: sender.id, mtu: narrow.mtu, room, at, kind: narrow.kind },
              key,
              witness: (sight) => {
                const client = sight.device(answer.flow.from);
                // Of a reply its sender's own call to the client shows it, before the request is lost elsewhere.
                const calls = leg.leg === 'reply' && client ? call(sender, client) : [question];
                return {
                  candidates: [...calls, question].map((flow) => ({ ...flow, bytes: narrow.mtu })),
                  endings: ['too-big'],
                };
              },
            },
          ]);
        }
      }
    }
  },
});

interface Narrow {
  readonly sender: Device;
  readonly mtu: number;
  readonly room: number;
  /** Where there is too little room: a device, and the plan entity whose encapsulation it is. */
  readonly at: string;
  readonly owner: string;
  readonly kind: string;
}

const known = new WeakMap<Leg, { readonly narrow: Narrow | undefined }>();

/** As `narrowest`; a leg that was looked at for the revision before is not looked at again. */
function narrowestOf(context: RuleContext, leg: Leg): Narrow | undefined {
  const found = known.get(leg) ?? { narrow: narrowest(context, leg) };
  known.set(leg, found);
  return found.narrow;
}

/** The hop of a leg that leaves the least room for the sender's packet, where an encapsulation is the reason. */
function narrowest({ network }: RuleContext, leg: Leg): Narrow | undefined {
  const [first] = leg.hops;
  const sender = first && resolveDevice(network, first.device);
  const mtu = sender && first && senderMtu(sender, first.steps, leg.ending.dst.family);
  if (!sender || mtu === undefined) return undefined;
  let overhead = 0;
  let worst: Narrow | undefined;
  for (const hop of leg.hops) {
    const device = network.devices.get(hop.device);
    for (const step of hop.steps) {
      if (step.kind === 'encapsulate') overhead += step.overhead;
      if (step.kind === 'decapsulate') overhead = 0;
    }
    const out = device && egress(device, hop.steps);
    if (!device || !out) continue;
    const link = out.attachment.kind === 'link' ? out.attachment : undefined;
    const kind = overhead > 0 ? (hop.packet.outer?.kind ?? 'overlay') : link?.encapsulation;
    if (kind === undefined) continue;
    const room = out.mtu[hop.packet.outer?.src.includes(':') ? 6 : leg.ending.dst.family] - overhead;
    if (room >= mtu || (worst && worst.room <= room)) continue;
    worst = { sender, mtu, room, at: device.id, owner: link?.link ?? device.entity, kind };
  }
  return worst;
}

/** The MTU of the interface that the sender's route names: of the tunnel where it leads into one. */
function senderMtu(sender: Device, steps: Leg['hops'][number]['steps'], family: Family): number | undefined {
  const action = steps.find((step) => step.kind === 'route')?.route.action;
  const name = action && 'interface' in action ? action.interface : undefined;
  return sender.interfaces.find((i) => i.name === name)?.mtu[family];
}

const egress = (device: Device, steps: Leg['hops'][number]['steps']) => {
  const transmit = steps.findLast((step) => step.kind === 'transmit');
  return transmit && device.interfaces.find((i) => i.name === transmit.interface);
};
