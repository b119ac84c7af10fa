import type { Link } from '../plan/plan.ts';

/** How a link is drawn; words say the same again. */
export interface LinkLook {
  /** Solid on the wire, dashed through a tunnel that hides what is in it, double through one that only wraps it. */
  readonly line: 'solid' | 'dashed' | 'double';
  readonly sign: 'cable' | 'lock' | 'tunnel';
  /** How it works and how routes are told, in two words: `ipsec · BGP`. */
  readonly how: string;
}

/** Below this length of its line a link's chip has no room for how it works beside its name, in canvas pixels. */
export const LINK_ROOM = 260;
/** The two thin lines of a double line: how wide both are together, and the gap between them. */
export const DOUBLE_LINE = { outer: 6, gap: 3 } as const;

export function linkLook({ kind, encapsulation = 'ipsec', routing }: Link): LinkLook {
  const told = routing === 'bgp' ? 'BGP' : 'static';
  if (kind === 'direct') return { line: 'solid', sign: 'cable', how: `direct · ${told}` };
  const how = `${encapsulation} · ${told}`;
  return encapsulation === 'gre'
    ? { line: 'double', sign: 'tunnel', how }
    : { line: 'dashed', sign: 'lock', how };
}

/** What decides which packets a tunnel takes, by the word of its kind. */
const TAKES = { ipsec: 'Selectors', wireguard: 'AllowedIPs', gre: 'Routes' } as const;

/**
 * What is told of a link where somebody asks for more: its name, how it works, its own networks, and what each end reaches
 * through it, the first end's first.
 */
export function linkDetails(link: Link): readonly string[] {
  const { kind, encapsulation = 'ipsec', cidrs = [], prefixes, ends } = link;
  const list = (texts: readonly string[]): string => (texts.length === 0 ? 'nothing' : texts.join(', '));
  return [
    `${link.name || link.id}: ${linkLook(link).how}`,
    ...(cidrs.length === 0 ? [] : [`Transfer network: ${cidrs.join(', ')}`]),
    ...(prefixes
      ? [
          `${kind === 'direct' ? 'Routes' : TAKES[encapsulation]} at ${ends[0]}: ${list(prefixes[0])}`,
          `${kind === 'direct' ? 'Routes' : TAKES[encapsulation]} at ${ends[1]}: ${list(prefixes[1])}`,
        ]
      : []),
  ];
}
