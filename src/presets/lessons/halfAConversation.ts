import type { Path } from '#core';
import { arrives, selected, watched } from './checks.ts';
import type { Lesson } from './lesson.ts';

export const halfAConversation: Lesson = {
  id: 'asymmetric-snat',
  title: 'Half a conversation',
  about:
    'One node receives for the overlay, the answers leave by another, and connection tracking sees only half of it.',
  example: 'overlay-gateway-no-snat',
  flow: 'laptop-to-pod',
  steps: [
    {
      title: 'See what is dropped',
      task: 'Play the laptop’s call to its last hop.',
      why: 'Request and reply both arrive, so the handshake looks well. Then node 0 drops the laptop’s next packet: it never saw the reply, so to its connection tracking that packet belongs to nothing.',
      hint: 'Press Play below the canvas. The walk goes on after the reply: its third part, the follow-up, ends at node:london/0 as invalid-dropped.',
      check: watched('laptop-to-pod', 'lost'),
    },
    {
      title: 'See the pod that works',
      task: 'Play the call to the pod on the receiving node itself.',
      why: 'That pod’s answers leave by the node that its requests came in by. So one pod in four works, depending on where it was scheduled today.',
      hint: 'Open Paths, choose “A pod on the receiving node works”, and play it.',
      check: watched('laptop-to-gateway-pod', 'delivered'),
    },
    {
      title: 'Read what is asymmetric',
      task: 'Select the finding asymmetric-path.',
      why: 'Two ways for one connection are no fault in themselves: routers do not mind. Whatever keeps state on one of them does: a firewall, NAT, connection tracking.',
      hint: 'Open Findings and press Show beside it, or press F8.',
      check: selected('asymmetric-path'),
    },
    {
      title: 'Let it arrive',
      task: 'Change London so that the whole of the laptop’s call arrives: request, reply and what follows.',
      why: 'Either the answer comes back by the same node, or nothing on the way minds that it does not. SNAT does the first: the pod answers node 0, which answers the laptop.',
      hint: 'Select London, and under Network turn on “The gateway translates outside clients (SNAT)”. A Service proxy of ebpf, which drops nothing as INVALID, does it too, and so does another network mode.',
      stays: true,
      check: arrives('laptop-to-pod'),
    },
    {
      title: 'Keep the caller’s address',
      task: 'Now have both: the call arrives, on one way there and back, and the pod sees the laptop’s own address.',
      why: 'With SNAT every caller looks like node 0: access lists, audit logs and rate limits all see one client. It mends the path and takes something else away.',
      hint: 'An overlay cannot have both for a pod on another node. Set London’s Network mode to routed, so that the router sends each packet to the pod’s own node.',
      stays: true,
      check: arrives('laptop-to-pod', askew),
    },
  ],
  moral: 'Whatever remembers connections must see both ways of them. SNAT sees to that, and hides who calls.',
};

function askew({ properties }: Path): string | undefined {
  if (properties.includes('nat')) return 'the pod sees a node’s address in place of the laptop’s';
  if (properties.includes('asymmetric'))
    return 'the answer takes another way back, which a firewall would not forgive';
  return undefined;
}
