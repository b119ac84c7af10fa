import type { Cluster, Host, Note, Router } from '#core';
import {
  type CardChip,
  cardSize,
  clusterChips,
  clusterRows,
  hostRows,
  type Layer,
  type Mark,
  nodeCount,
  routerAddress,
  routerChips,
} from '#core/view';
import { ADDRESS, type Card, cardBox, chip, footer, header, type Item, line, rows, words } from './card.ts';
import { ghosts } from './ghosts.ts';
import { ellipsis, wrap } from './measure.ts';
import type { Colours } from './theme.ts';
import { el } from './xml.ts';

/** What a card is drawn with besides its entity. */
export interface Look {
  readonly colours: Colours;
  readonly mark: Mark | undefined;
  /** Layers that are drawn. */
  readonly layers: { has(layer: Layer): boolean };
}

const chips = (list: readonly CardChip[], { layers }: Look): Item[] =>
  list
    .filter(({ layer }) => layer === undefined || layers.has(layer))
    .map(({ text, sign }) => chip(text, sign));

const nameOf = ({ id, name }: { readonly id: string; readonly name?: string }): string => name || id;

/** A cluster: its three kinds of ranges in fixed order, its mode; the pods of an overlay in a bubble. */
export function clusterCard(cluster: Cluster, look: Look, asn: number | undefined): Card {
  const { colours, mark, layers } = look;
  const { width } = cardSize(cluster);
  const { nodes, bubble, ...ranges } = clusterRows(cluster, mark);
  const pods = bubble && !layers.has('overlay') ? [] : ranges.pods;
  const vips = layers.has('vip') ? ranges.vips : [];
  const head = header(nameOf(cluster), 'cluster', width, 12, mark);
  const body = rows(
    [...nodes, ...pods, ...vips],
    width,
    14,
    bubble ? { from: nodes.length, to: nodes.length + pods.length } : undefined,
  );
  const assumed = layers.has('ghost') ? ghosts(cluster, width, mark) : undefined;
  const foot = footer(
    [words(nodeCount(cluster), undefined, true), ...chips(clusterChips(cluster, asn), look)],
    width,
    12,
  );
  const above = head.height + body.height;
  const below = above + (assumed?.height ?? 0);
  const size = { width, height: below + foot.height };
  return {
    size,
    draw({ x, y }) {
      return [
        cardBox({ x, y }, size, 10, colours, mark),
        head.draw({ x, y }, colours),
        body.draw({ x, y: y + head.height }, colours),
        assumed?.draw({ x, y: y + above }, colours) ?? '',
        foot.draw({ x, y: y + below }, colours),
      ].join('');
    },
  };
}

/** A router: a pill with what it is, and the first of its addresses. */
export function routerCard(router: Router, look: Look, addresses: readonly string[]): Card {
  const { colours, mark } = look;
  const { width } = cardSize(router);
  const head = header(nameOf(router), 'router', width, 12, mark);
  const shown = routerAddress(addresses);
  const address =
    shown === undefined ? words('no network yet') : words(ellipsis(shown, width - 40, ADDRESS), ADDRESS);
  const foot = footer([...chips(routerChips(router), look), address], width, 20);
  const size = { width, height: head.height + foot.height };
  return {
    size,
    draw: (at) =>
      cardBox(at, size, 28, colours, mark) +
      head.draw(at, colours) +
      foot.draw({ x: at.x, y: at.y + head.height - 4 }, colours),
  };
}

/** A machine outside of the clusters, with its addresses. */
export function hostCard(host: Host, { colours, mark }: Look): Card {
  const { width } = cardSize(host);
  const head = header(nameOf(host), 'host', width, 12, mark);
  const body = rows(hostRows(host, mark), width, 14);
  const size = { width, height: head.height + body.height + 4 };
  return {
    size,
    draw: (at) =>
      cardBox(at, size, 10, colours, mark) +
      head.draw(at, colours) +
      body.draw({ x: at.x, y: at.y + head.height }, colours),
  };
}

const NOTE = { size: 13 };
const NOTE_LINE = 19;
const NOTE_LINES = 60;

/** A text on the canvas, as it was written. */
export function noteCard(note: Note, { colours }: Pick<Look, 'colours'>): Card {
  const { width } = cardSize(note);
  const lines = note.text.split(/\r?\n/).flatMap((text) => wrap(text, width - 24, NOTE, NOTE_LINES));
  const shown = lines.length > NOTE_LINES ? [...lines.slice(0, NOTE_LINES - 1), '…'] : lines;
  const size = { width, height: Math.max(2, shown.length) * NOTE_LINE + 18 };
  return {
    size,
    draw: ({ x, y }) =>
      el('rect', {
        x,
        y,
        ...size,
        rx: 6,
        fill: colours.washWarning,
        stroke: colours.warning,
        'stroke-opacity': 0.35,
      }) + shown.map((text, i) => line(text, x + 12, y + 22 + i * NOTE_LINE, NOTE, colours.text)).join(''),
  };
}

/** How a site is called, in at most so many pixels. */
export const siteTitle = (name: string, width: number): string =>
  ellipsis(name, width, { size: 13, bold: true });
