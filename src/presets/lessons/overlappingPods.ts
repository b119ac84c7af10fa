import { all, arrives, cleared, selected, watched } from './checks.ts';
import type { Lesson } from './lesson.ts';

const PODS = '10.0.0.0/16';

export const overlappingPods: Lesson = {
  id: 'overlapping-pods',
  title: 'Two clusters, one pod range',
  about: 'Both clusters were made with the same defaults, and then somebody joined them by VPN.',
  example: 'static-vpn',
  edits: [
    { kind: 'set', collection: 'clusters', id: 'paris', path: ['pods', 'cidrs'], value: [PODS] },
    {
      kind: 'set',
      collection: 'links',
      id: 'vpn-lp',
      path: ['prefixes'],
      value: [
        ['172.17.0.0/24', PODS],
        ['172.16.0.0/24', PODS],
      ],
    },
  ],
  flow: 'paris-to-london',
  steps: [
    {
      title: 'See where the call ends up',
      task: 'Play the call from Paris to London to its last hop.',
      why: 'It never leaves Paris: 10.0.1.2 is a pod there too, and the nearer one wins. The caller may even get an answer, from the wrong pod, which is worse than none.',
      hint: 'Press Play below the canvas. The walk ends at a pod of Paris as misdelivered.',
      check: watched('paris-to-london', 'lost'),
    },
    {
      title: 'See what both have',
      task: 'Select the finding pod-networks-overlap.',
      why: 'A router has one way for an address. With the same range on both sides, each side hears only itself, and no route can mend that: it is not the routes that are wrong.',
      hint: 'Open Findings and press Show beside it, or press F8.',
      check: selected('pod-networks-overlap'),
    },
    {
      title: 'Give each its own',
      task: 'Change the pod range of one cluster so that no address is there twice.',
      why: 'Ranges have to be unlike wherever they can meet. Every other finding here follows from this one: duplicate addresses, captured prefixes, the loop.',
      hint: 'Select Paris, and under Pod networks put another range, such as 10.1.0.0/16. Or take the Fix of the finding: it shows first what it would change.',
      stays: true,
      check: cleared(['pod-networks-overlap', 'duplicate-address']),
    },
    {
      title: 'Tell the far side',
      task: 'Let both routers know where the new range is, so that both calls arrive.',
      why: 'A static VPN carries what is listed on it, and nothing else. Whoever renumbers one side has to tell the other, or the request finds no way, or the answer none back.',
      hint: 'Select the link London–Paris: it lists what each end reaches through it. At each end the range of the far side belongs, and never its own. The findings that are left say what is still wrong.',
      stays: true,
      check: all(
        arrives('paris-to-london'),
        arrives('london-to-paris'),
        cleared(['link-captures-local-prefix', 'forwarding-loop']),
      ),
    },
    {
      title: 'See it arrive',
      task: 'Play the call from Paris to London once more, to its last hop.',
      why: 'Now the packet leaves Paris, crosses the VPN, and its answer takes the same way back.',
      hint: 'Choose “A pod in Paris calls a pod in London” under Paths and press Play.',
      check: watched('paris-to-london', 'delivered'),
    },
  ],
  moral:
    'Plan pod ranges for all clusters that may ever be joined: no route mends an address that is there twice.',
};
