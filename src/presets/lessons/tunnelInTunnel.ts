import type { Path } from '#core';
import { all, arrives, cleared, selected, watched } from './checks.ts';
import type { Evidence, Lesson, Outcome } from './lesson.ts';

/** What every IPv6 network must carry, and hardly any IPv4 network does not: a packet of that size proves nothing. */
const SMALL = 1280;

export const tunnelInTunnel: Lesson = {
  id: 'tunnel-in-tunnel',
  title: 'A tunnel in a tunnel',
  about:
    'A WireGuard tunnel runs inside of a carrier’s IPsec tunnel, each takes its part of every packet, and no pod knows.',
  example: 'vpn-mtu',
  edits: [
    {
      kind: 'set',
      collection: 'links',
      id: 'vpn-lp',
      path: ['name'],
      value: 'WireGuard over IPsec',
    },
    { kind: 'set', collection: 'links', id: 'vpn-lp', path: ['encapsulation'], value: 'wireguard' },
    // What the carrier's own tunnel leaves of 1,500 bytes.
    { kind: 'set', collection: 'links', id: 'vpn-lp', path: ['mtu'], value: 1423 },
  ],
  flow: 'small-packet',
  steps: [
    {
      title: 'See a small packet pass',
      task: 'Play the small packet from Paris to London, to its last hop.',
      why: 'Ping works, the handshake works, the log-in page may even appear. Everybody concludes that the network is well.',
      hint: 'Press Play below the canvas.',
      check: watched('small-packet', 'delivered'),
    },
    {
      title: 'See a full one lost',
      task: 'Play the full packet to its last hop.',
      why: 'The connection opens, and hangs with the first page of data: a packet of 1,500 bytes must not be cut, does not fit into the tunnel, and is dropped at the Paris edge.',
      hint: 'Open Paths, choose “A full packet from Paris to London”, and play it. It ends at router:edge-p as too-big.',
      check: watched('full-packet', 'lost'),
    },
    {
      title: 'Read how much room there is',
      task: 'Select a finding of mtu-too-large.',
      why: 'The carrier’s IPsec leaves 1,423 bytes of 1,500. WireGuard inside of it takes its own headers off that. The sender is told by a message that firewalls like to drop.',
      hint: 'Open Findings and press Show beside it, or press F8. The sentence says how many bytes pass.',
      check: selected('mtu-too-large'),
    },
    {
      title: 'Make them fit',
      task: 'Change the plan so that no pod sends more than the path has room for.',
      why: 'Both ends send full packets, so both ends need it: a call whose answers are large fails just as well. Lowering the MTU costs a little; a path with more room has to be bought from the carrier.',
      hint: 'Select each cluster, and set the MTU of its node network to what the finding says. Or set the link’s MTU of the path below the tunnel to 1,600.',
      stays: true,
      check: cleared(['mtu-too-large']),
    },
    {
      title: 'Send the largest that is sent now',
      task: 'Let the flow “A full packet” be as large as the pods now send, and arrive.',
      why: 'Where the MTU was lowered no pod makes 1,500 bytes any more, and a test that still does tests nothing that happens. A test just below what fits tells you the day somebody adds a third tunnel.',
      hint: 'Select nothing (Esc), and in the inspector set the flow’s “Bytes of the largest packet” to the MTU of Paris. Where you made the path larger, the flow arrives as it is.',
      stays: true,
      check: all(largeEnough, arrives('full-packet', cut)),
    },
  ],
  moral:
    'Each tunnel takes its headers off every packet. Count them all, test with full packets, and in both directions.',
};

function largeEnough({ plan }: Evidence): Outcome {
  const bytes = plan.flows?.find(({ id }) => id === 'full-packet')?.bytes ?? 0;
  return bytes >= SMALL
    ? 'done'
    : { missing: `A packet of ${bytes} bytes is not a full one: it passes nearly everywhere.` };
}

/** A packet that was cut on its way arrived in pieces, which TCP does not send. */
function cut({ legs }: Path): string | undefined {
  const pieces = legs.some(({ hops }) =>
    hops.some(({ steps }) => steps.some(({ kind }) => kind === 'fragment')),
  );
  return pieces ? 'in pieces' : undefined;
}
