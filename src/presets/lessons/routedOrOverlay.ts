import { parseEndpoint } from '#core';
import { arrives, cleared, selected, watched } from './checks.ts';
import type { Evidence, Lesson } from './lesson.ts';

export const routedOrOverlay: Lesson = {
  id: 'routed-or-overlay',
  title: 'Pods that can be called',
  about:
    'Both clusters keep their pods in an overlay. Now a pod in Paris has to call one in London by its address.',
  example: 'overlay-to-overlay',
  edits: [
    {
      kind: 'set',
      collection: 'flows',
      id: 'paris-to-london',
      path: ['expect'],
      value: 'delivered',
    },
  ],
  flow: 'paris-to-london',
  steps: [
    {
      title: 'See the call go nowhere',
      task: 'Play the call from Paris to London to its last hop.',
      why: 'The packet gets as far as the Paris edge, with a node’s address as its sender. There the table has no line for a pod of London: overlays keep their pods’ addresses to themselves.',
      hint: 'Press Play below the canvas. The walk ends at router:edge-p as no-route.',
      check: watched('paris-to-london', 'lost'),
    },
    {
      title: 'See the overlay at work',
      task: 'Play the call inside London to its last hop.',
      why: 'Between its own nodes the cluster wraps each packet in one of the nodes’ own. The routers see 172.16.0.x only; that is the point of an overlay, and its limit.',
      hint: 'Open Paths and choose “Inside London the overlay carries it”. The packet’s envelope is inside another while it is between the nodes.',
      check: watched('inside-london', 'delivered'),
    },
    {
      title: 'Read what that means',
      task: 'Select a finding of overlay-not-addressable.',
      why: 'It is a note, not an error: an overlay that nobody calls from outside is a good plan. It becomes an error when something depends on calling a pod, as a database’s clients or a mesh may.',
      hint: 'Open Findings and press Show beside it, or press F8.',
      check: selected('overlay-not-addressable'),
    },
    {
      title: 'Give London’s pods a way in',
      task: 'Change London so that its pods can be called from outside of it.',
      why: 'Routed: the router knows each node’s pods. BGP: the nodes tell it so themselves. A gateway: one node receives for all, and its overlay does the rest.',
      hint: 'Select London, and under Network set the mode to routed. Or keep the overlay, and turn on the gateway node that takes outside traffic.',
      stays: true,
      check: cleared(['overlay-not-addressable'], isCallee),
    },
    {
      title: 'Advertise the pod range',
      task: 'Let Paris know where London’s pods are, so that the call arrives.',
      why: 'London’s router knows its pods now, and Paris does not: a VPN carries what is listed on it. Routable pods are of use only as far as their range is advertised.',
      hint: 'Select the link London–Paris and add 10.0.0.0/16 to “What Paris edge reaches through this link”.',
      stays: true,
      check: arrives('paris-to-london'),
    },
  ],
  moral:
    'An overlay needs nothing of the network, and is not of it. To be called, pods need routes, as far as their callers.',
};

/** Whether a finding is about the cluster that the lesson’s call goes to. */
function isCallee({ entities }: { readonly entities: readonly string[] }, { plan }: Evidence): boolean {
  const to = parseEndpoint(plan.flows?.find(({ id }) => id === 'paris-to-london')?.to ?? '');
  return to !== undefined && 'cluster' in to && entities.includes(to.cluster);
}
