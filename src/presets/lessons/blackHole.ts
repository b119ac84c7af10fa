import { all, arrives, cleared, selected, watched } from './checks.ts';
import type { Lesson } from './lesson.ts';

export const blackHole: Lesson = {
  id: 'black-hole',
  title: 'The answer that never arrives',
  about:
    'A client’s address lies in the service range of the cluster that it calls: the request arrives, the answer does not.',
  example: 'black-hole',
  flow: 'client-to-pod',
  steps: [
    {
      title: 'See the answer disappear',
      task: 'Play the client’s call to its last hop.',
      why: 'The request reaches the pod, so every route towards London is right, and a table of routes shows nothing wrong. It is the answer that is lost, on a node of London itself.',
      hint: 'Press Play below the canvas, or step with . and , — the walk ends at node:london/0. If another walk is shown, choose “The client calls a pod in London” under Paths.',
      check: watched('client-to-pod', 'lost'),
    },
    {
      title: 'See the same call work',
      task: 'Play the same call from the other client, 192.168.40.9, to its last hop.',
      why: 'Same pod, same routers, same VPN. Only the caller’s address differs, which is why this fault is taken for one of the client, and looked for there for days.',
      hint: 'Open Paths below the canvas, choose “The same from another network”, and play it.',
      check: watched('elsewhere-to-pod', 'delivered'),
    },
    {
      title: 'Find who takes it',
      task: 'Select the finding vip-aliases-address.',
      why: '10.32.0.7 is an address of the client, and one of 65,536 that London’s nodes keep for services. An answer to it looks like a call to a service, and the node takes it.',
      hint: 'Open Findings and press Show beside it, or press F8. The line on the canvas names the common addresses.',
      check: selected('vip-aliases-address'),
    },
    {
      title: 'Take the ranges apart',
      task: 'Change the plan so that no service range covers an address in use, and the client gets its answer.',
      why: 'A service range is free only if nobody who may ever be answered has an address in it: clients at the far end of a VPN too. It is hard to change in a running cluster, so it is chosen well once.',
      hint: 'Select London, and under Service (VIP) ranges put another one, such as 10.96.0.0/12. Or take the Fix of the finding. Or give the client another network, and list that on the VPN.',
      stays: true,
      check: all(cleared(['vip-aliases-address']), arrives('client-to-pod')),
    },
    {
      title: 'See the answer arrive',
      task: 'Play the client’s call once more, to its last hop.',
      why: 'A call works when its answer comes back, and what is sent after it. Ask for both ways whenever somebody tells you that the request arrived.',
      hint: 'Choose “The client calls a pod in London” under Paths and press Play. The walk now ends at the client.',
      check: watched('client-to-pod', 'delivered'),
    },
  ],
  moral: 'A service range must cover nobody who is answered from the cluster, wherever they are.',
};
