import { all, arrives, cleared, selected, watched } from './checks.ts';
import type { Lesson } from './lesson.ts';

export const returnRoute: Lesson = {
  id: 'return-route',
  title: 'There, but not back',
  about: 'Somebody typed the prefixes of a VPN by hand, and forgot one on one side.',
  example: 'static-vpn',
  edits: [
    {
      kind: 'set',
      collection: 'links',
      id: 'vpn-lp',
      path: ['prefixes', 0],
      value: ['172.17.0.0/24'],
    },
  ],
  flow: 'paris-to-london',
  steps: [
    {
      title: 'See which way is lost',
      task: 'Play the call from Paris to London to its last hop.',
      why: 'The request arrives: a capture in London shows it, and the pod answers. The answer is dropped at London’s own router, so Paris sees a timeout and blames London.',
      hint: 'Press Play below the canvas. The second row of the timeline is the reply; it ends at router:edge-l as no-route.',
      check: watched('paris-to-london', 'lost'),
    },
    {
      title: 'Find the way that is missing',
      task: 'Select a finding of missing-return-route.',
      why: 'Routes are made for each way by itself. That one side can send tells nothing about the other; the finding names the router that does not know the way back, and to which address.',
      hint: 'Open Findings and press Show beside it, or press F8. The tab Routes shows the table of router:edge-l: no line for 10.1.0.0/16.',
      check: selected('missing-return-route'),
    },
    {
      title: 'Make a way back',
      task: 'Change the plan so that both calls arrive, from Paris and from London.',
      why: 'One missing line breaks both: calls from Paris lose their answers, and calls from London never begin. Written by hand, each range has to stand at both ends of every link on its way.',
      hint: 'Select the link London–Paris and add 10.1.0.0/16 to “What London edge reaches through this link”. Or take the Fix. Or let the routers tell each other: give both an AS number, and set the link’s Routing to BGP.',
      stays: true,
      check: all(cleared(['missing-return-route']), arrives('paris-to-london'), arrives('london-to-paris')),
    },
    {
      title: 'See both ways',
      task: 'Play the call from London to Paris to its last hop.',
      why: 'Calls are tested from both sides, because each side needs its own line in its own table. Saved flows that expect “delivered” keep doing so from now on.',
      hint: 'Choose “And the other way round” under Paths and press Play.',
      check: watched('london-to-paris', 'delivered'),
    },
  ],
  moral: 'A route is half a way. Whatever you list at one end of a link, ask what the other end knows.',
};
