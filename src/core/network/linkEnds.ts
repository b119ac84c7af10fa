import { mustPrefix, type Prefix } from '../address/prefix.ts';
import type { Link } from '../plan/plan.ts';
import { linkEncapsulation, linkInterface, linkMtu, transferAddresses } from './interfaces.ts';
import type { Interface, Route } from './network.ts';
import { route } from './nodeRoutes.ts';

/** What a link is to the router at one of its ends. */
export interface LinkEnd {
  readonly link: Link;
  readonly interface: Interface;
  readonly transferNetworks: readonly Prefix[];
  /** R3: to its transfer networks. */
  readonly connected: readonly Route[];
  /** R4: what a static link lists for this end. */
  readonly listed: readonly Route[];
}

/** Both ends of a link, in the order of its `ends`. */
export const bothEnds = (link: Link): readonly [LinkEnd, LinkEnd] => [endOf(link, 0), endOf(link, 1)];

function endOf(link: Link, end: 0 | 1): LinkEnd {
  const name = linkInterface(link.id);
  const transferNetworks = (link.cidrs ?? []).map(mustPrefix);
  const listed = link.routing === 'static' ? (link.prefixes?.[end] ?? []) : [];
  const action = { kind: 'link', interface: name, link: link.id } as const;
  return {
    link,
    interface: {
      name,
      attachment: {
        kind: 'link',
        link: link.id,
        peer: `router:${link.ends[end === 0 ? 1 : 0]}`,
        peerInterface: name,
        encapsulation: linkEncapsulation(link),
      },
      addresses: transferAddresses(link, end),
      mtu: linkMtu(link),
    },
    transferNetworks,
    connected: transferNetworks.map((prefix) =>
      route(prefix, 'connected', { kind: 'connected', interface: name }, `R3 transfer network of ${link.id}`),
    ),
    listed: listed.map((text) => route(mustPrefix(text), 'static', action, `R4 link ${link.id}`)),
  };
}
