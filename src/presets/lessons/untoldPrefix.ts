import { parseEndpoint } from '#core';
import { all, arrives, cleared, selected, watched } from './checks.ts';
import type { Evidence, Lesson, Outcome } from './lesson.ts';

export const untoldPrefix: Lesson = {
  id: 'bgp-not-shared',
  title: 'The prefixes that nobody told',
  about:
    'BGP runs everywhere, and still Paris has no route: the nodes of London tell each other, but not their router.',
  example: 'bgp-not-shared',
  flow: 'paris-to-london',
  steps: [
    {
      title: 'See where the way ends',
      task: 'Play the call from Paris to London to its last hop.',
      why: 'The packet is dropped in Paris, though nothing is wrong there. A router can only tell what it was told: what is missing in London shows as a missing route everywhere else.',
      hint: 'Press Play below the canvas. The walk ends at router:edge-p as no-route.',
      check: watched('paris-to-london', 'lost'),
    },
    {
      title: 'See that London is well',
      task: 'Play the call inside London to its last hop.',
      why: 'Node to node the sessions are up and the routes are there, so every check from inside passes. That is how this goes unnoticed until the first call from elsewhere.',
      hint: 'Open Paths, choose “Inside London it works”, and play it.',
      check: watched('inside-london', 'delivered'),
    },
    {
      title: 'Find who keeps them back',
      task: 'Select the finding bgp-prefixes-not-shared.',
      why: 'A session between the nodes is not one with the router. Both are BGP and both are green; only what is advertised over which of them decides who is reachable.',
      hint: 'Open Findings and press Show beside it, or press F8. Routes shows the table of router:edge-l: no line for 10.0.0.0/24.',
      check: selected('bgp-prefixes-not-shared'),
    },
    {
      title: 'Let London tell',
      task: 'Change the plan so that the call from Paris arrives.',
      why: 'One session more, and the prefixes travel: from the nodes to London’s router, over the VPN to the one of Paris. Nobody types a route on any of them.',
      hint: 'Select London, and under Network turn on “Advertise pod prefixes to the router”. Or take the Fix of the finding. Watch Routes of router:edge-p while you do.',
      stays: true,
      check: all(cleared(['bgp-prefixes-not-shared']), arrives('paris-to-london')),
    },
    {
      title: 'Keep it so',
      task: 'Save a flow from London to a pod of Paris that is expected to be delivered.',
      why: 'BGP was right on one side and silent on the other. A saved flow for each way is a test: whoever changes the plan next, here or in CI, is told when it breaks.',
      hint: 'Open Paths, fill From with pod:london/cb-0 and To with pod:paris/web-0, and press Save this flow. Then choose “delivered” for it under Expected in the list.',
      stays: true,
      check: savedBack,
    },
  ],
  moral:
    'A session that is up tells nothing about what is advertised over it. Ask the table of whoever should have heard.',
};

/** A saved flow from one of the call’s clusters back to the other, which is expected to be delivered and is. */
function savedBack(evidence: Evidence): Outcome {
  const { flows = [] } = evidence.plan;
  const there = flows.find(({ id }) => id === 'paris-to-london');
  const [from, to] = [clusterOf(there?.from), clusterOf(there?.to)];
  const back = flows.filter((flow) => clusterOf(flow.from) === to && clusterOf(flow.to) === from);
  if (to === undefined || back.length === 0)
    return { missing: 'No saved flow goes from London to Paris yet.' };
  const expected = back.find(({ expect }) => expect === 'delivered');
  if (!expected) return { missing: `The flow ${back[0]?.id} is saved, but expects nothing.` };
  return arrives(expected.id)(evidence);
}

function clusterOf(text = ''): string | undefined {
  const end = parseEndpoint(text);
  return end && 'cluster' in end ? end.cluster : undefined;
}
