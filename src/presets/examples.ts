import type { Plan, Rule } from '#core';
import bgpNotShared from '../../public/examples/bgp-not-shared.hopwright.json' with { type: 'json' };
import bgpShared from '../../public/examples/bgp-shared.hopwright.json' with { type: 'json' };
import blackHole from '../../public/examples/black-hole.hopwright.json' with { type: 'json' };
import couchbaseKey from '../../public/examples/couchbase-key.hopwright.json' with { type: 'json' };
import native from '../../public/examples/native.hopwright.json' with { type: 'json' };
import gatewayNoSnat from '../../public/examples/overlay-gateway-no-snat.hopwright.json' with {
  type: 'json',
};
import gatewaySnat from '../../public/examples/overlay-gateway-snat.hopwright.json' with { type: 'json' };
import overlays from '../../public/examples/overlay-to-overlay.hopwright.json' with { type: 'json' };
import routedCluster from '../../public/examples/routed-cluster.hopwright.json' with { type: 'json' };
import staticVpn from '../../public/examples/static-vpn.hopwright.json' with { type: 'json' };
import vpnMtu from '../../public/examples/vpn-mtu.hopwright.json' with { type: 'json' };

/** A plan that tells a story, with what to look at first. */
export interface Example {
  /** Also the name of its file: `public/examples/ID.hopwright.json`. */
  readonly id: string;
  readonly title: string;
  /** What to see, in two sentences. */
  readonly story: string;
  /** Id of the saved flow that the story is about. */
  readonly flow: string;
  /** The finding that it is about; absent where the story is that all is well. */
  readonly finding?: Rule;
  readonly plan: Plan;
}

/** The examples that an empty canvas offers, the best known fault first. */
export const examples: readonly Example[] = [
  {
    id: 'black-hole',
    title: 'The routing black hole',
    story:
      "A client sits inside another cluster's service range. Its call arrives; the answer is taken for a call to a service and never comes back.",
    flow: 'client-to-pod',
    finding: 'vip-aliases-address',
    plan: ours(blackHole),
  },
  {
    id: 'routed-cluster',
    title: 'Routed cluster',
    story:
      "The router has a route to each node's pods, so a laptop calls a pod by its address. The service's virtual address stays inside.",
    flow: 'laptop-to-pod',
    plan: ours(routedCluster),
  },
  {
    id: 'static-vpn',
    title: 'Two clusters over a static VPN',
    story:
      'What is at the other end is listed at the link by hand, both ways. Both clusters use one service range, and that is fine.',
    flow: 'paris-to-london',
    finding: 'vip-range-reused',
    plan: ours(staticVpn),
  },
  {
    id: 'bgp-shared',
    title: 'BGP, prefixes shared',
    story:
      'Nodes tell their pod prefixes to their router, and routers tell each other. Nobody types a route.',
    flow: 'paris-to-london',
    plan: ours(bgpShared),
  },
  {
    id: 'bgp-not-shared',
    title: 'BGP, prefixes not shared',
    story:
      "London's nodes tell each other, but not their router. Inside everything works; from Paris there is no route.",
    flow: 'paris-to-london',
    finding: 'bgp-prefixes-not-shared',
    plan: ours(bgpNotShared),
  },
  {
    id: 'overlay-to-overlay',
    title: 'Overlay to overlay',
    story:
      'Each cluster wraps pod traffic between its own nodes. The routers know no pod, so from outside none can be called.',
    flow: 'paris-to-london',
    finding: 'overlay-not-addressable',
    plan: ours(overlays),
  },
  {
    id: 'overlay-gateway-snat',
    title: 'Receiving node, with SNAT',
    story:
      'One node receives for the whole overlay and puts its own address in place of the caller’s. It works, and the pod does not see who calls.',
    flow: 'laptop-to-pod',
    plan: ours(gatewaySnat),
  },
  {
    id: 'overlay-gateway-no-snat',
    title: 'Receiving node, without SNAT',
    story:
      "The answer leaves by the pod's own node, and the receiving node never sees it. It drops the caller's next packet as INVALID.",
    flow: 'laptop-to-pod',
    finding: 'asymmetric-path',
    plan: ours(gatewayNoSnat),
  },
  {
    id: 'native',
    title: 'Native pod addresses',
    story:
      'Pods take addresses of the node network itself. Whoever reaches the nodes reaches the pods, without an overlay or a route for each node.',
    flow: 'laptop-to-pod',
    plan: ours(native),
  },
  {
    id: 'couchbase-key',
    title: 'Couchbase: the client picks the pod',
    story:
      "The client hashes a document's id to the one pod that holds it and calls that pod itself. Through the service it would reach any pod.",
    flow: 'document',
    finding: 'stateful-behind-vip',
    plan: ours(couchbaseKey),
  },
  {
    id: 'vpn-mtu',
    title: 'Small packets pass, full ones do not',
    story:
      'The tunnel takes 77 bytes of every packet, and the pods do not know it. The handshake passes; the first full packet is dropped at the edge.',
    flow: 'full-packet',
    finding: 'mtu-too-large',
    plan: ours(vpnMtu),
  },
];

/** The documents are ours, and the tests read every one: the page takes them as they are, and begins without their reader. */
function ours(document: unknown): Plan {
  return document as Plan;
}
