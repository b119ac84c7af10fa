import { entitiesOf } from '../plan/collections.ts';
import type { Cluster, Host, Note, Plan, Router } from '../plan/plan.ts';
import type { Size } from './point.ts';

/*
 * How large cards are, in canvas pixels, before anybody has drawn them: what is far away is never measured, and pictures,
 * sites and tidying need the sizes of all. Widths are those that cards are given; heights are near enough.
 */

const HEADER = 38;
const ROW = 22.5;
const ROWS_PADDING = 7;
const FOOTER = 36;
/** What the bubble around an overlay's pods adds. */
const BUBBLE = 14;
/** Average widths of letters: bold of 14 px, and of the fixed width font of 13 px. */
const BOLD = 7.8;
const MONO = 7.83;
const NOTE_LETTER = 7.5;
const NOTE_WIDTH = 240;

const known = new WeakMap<Cluster | Router | Host | Note, Size>();

/** The size of a cluster's, router's or host's card, or of a note. */
export function cardSize(entity: Cluster | Router | Host | Note): Size {
  const before = known.get(entity);
  if (before) return before;
  const size =
    'text' in entity
      ? noteSize(entity)
      : 'nodes' in entity
        ? clusterSize(entity)
        : 'addresses' in entity
          ? hostSize(entity)
          : routerSize(entity);
  known.set(entity, size);
  return size;
}

/** Sizes of everything that stands on the canvas. */
export function cardSizes(plan: Plan): Map<string, Size> {
  const sizes = new Map<string, Size>();
  for (const collection of ['clusters', 'routers', 'hosts', 'notes'] as const)
    for (const entity of entitiesOf(plan, collection)) sizes.set(entity.id, cardSize(entity));
  return sizes;
}

/** Rows of text that a title takes in a width. */
const titleHeight = ({ id, name }: { id: string; name?: string }, width: number): number =>
  HEADER + 19 * (Math.ceil(((name || id).length * BOLD) / width) - 1 || 0);

function clusterSize(cluster: Cluster): Size {
  const rows =
    cluster.nodes.cidrs.length + (cluster.pods?.cidrs.length ?? 0) + (cluster.services?.cidrs.length ?? 0);
  const overlay = cluster.network?.mode === 'overlay';
  const chips = [
    overlay || cluster.network?.mode === 'bgp',
    cluster.network?.mode === 'overlay' && cluster.network.gateway !== undefined,
    cluster.serviceProxy !== undefined,
  ].filter(Boolean).length;
  const height =
    titleHeight(cluster, 200) +
    ROWS_PADDING +
    ROW * rows +
    (overlay && cluster.pods ? BUBBLE : 0) +
    FOOTER +
    (chips > 2 ? 25 : 0);
  return { width: 280, height: Math.round(height) };
}

function routerSize(router: Router): Size {
  const chips = [router.asn !== undefined, router.stateful, router.internet].filter(Boolean).length;
  const width = between(
    170,
    Math.max((router.name || router.id).length * BOLD + 78, 70 + 72 * chips + 60),
    260,
  );
  return { width, height: titleHeight(router, 190) + 30 + (chips > 1 ? 24 : 0) };
}

function hostSize(host: Host): Size {
  const longest = Math.max(0, ...host.addresses.map((text) => text.length));
  const width = between(170, Math.max(longest * MONO + 94, (host.name || host.id).length * BOLD + 72), 260);
  return { width, height: titleHeight(host, 190) + ROWS_PADDING + ROW * host.addresses.length };
}

function noteSize({ text }: Note): Size {
  const lines = text.split('\n');
  const width = between(80, Math.max(...lines.map(({ length }) => length * NOTE_LETTER + 26)), NOTE_WIDTH);
  const rows = lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil((line.length * NOTE_LETTER) / (width - 24))),
    0,
  );
  return { width, height: rows * 19 + 18 };
}

const between = (least: number, wanted: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, wanted)) / 2) * 2;
