import {
  type Cluster,
  formatPrefix,
  type Host,
  hostPrefix,
  mustInterfaceAddress,
  type Note,
  type Router,
} from '#core';
import { cardSize, type Mark, modeText, rangeMark } from '#core/view';
import { ADDRESS, type Card, cardBox, chip, footer, header, line, rows, words } from './card.ts';
import { ellipsis, wrap } from './measure.ts';
import type { Colours } from './theme.ts';
import { el } from './xml.ts';

/** What a card is drawn with besides its entity. */
export interface Look {
  readonly colours: Colours;
  readonly mark: Mark | undefined;
}

const nameOf = ({ id, name }: { readonly id: string; readonly name?: string }): string => name || id;

/** A cluster: its three kinds of ranges in fixed order, its mode; the pods of an overlay in a bubble. */
export function clusterCard(cluster: Cluster, { colours, mark }: Look, asn: number | undefined): Card {
  const { width } = cardSize(cluster);
  const overlay = cluster.network?.mode === 'overlay' ? cluster.network : undefined;
  const count = cluster.nodes.list?.length ?? cluster.nodes.count ?? 0;
  const nodes = cluster.nodes.cidrs.length;
  const pods = cluster.pods?.cidrs.length ?? 0;
  const row = (kind: string, text: string) => ({ kind, text, mark: rangeMark(mark, text) });
  const head = header(nameOf(cluster), 'cluster', width, 12, mark);
  const body = rows(
    [
      ...cluster.nodes.cidrs.map((cidr) => row('node', cidr)),
      ...(cluster.pods?.cidrs ?? []).map((cidr) => row('pod', cidr)),
      ...(cluster.services?.cidrs ?? []).map((cidr) => ({ ...row('vip', cidr), virtual: true })),
    ],
    width,
    14,
    overlay ? { from: nodes, to: nodes + pods } : undefined,
  );
  const foot = footer(
    [
      words(count === 1 ? '1 node' : `${count} nodes`, undefined, true),
      chip(modeText(cluster)),
      ...(overlay?.gateway ? [chip('gateway')] : []),
      ...(cluster.network?.mode === 'bgp' && asn !== undefined ? [chip(`AS ${asn}`)] : []),
      ...(cluster.serviceProxy === undefined ? [] : [chip(`${cluster.serviceProxy} proxy`)]),
    ],
    width,
    12,
  );
  const size = { width, height: head.height + body.height + foot.height };
  return {
    size,
    draw({ x, y }) {
      return [
        cardBox({ x, y }, size, 10, colours, mark),
        head.draw({ x, y }, colours),
        body.draw({ x, y: y + head.height }, colours),
        foot.draw({ x, y: y + head.height + body.height }, colours),
      ].join('');
    },
  };
}

/** A router: a pill with what it is, and the first of its addresses. */
export function routerCard(router: Router, { colours, mark }: Look, addresses: readonly string[]): Card {
  const { width } = cardSize(router);
  const head = header(nameOf(router), 'router', width, 20, mark);
  const [first] = addresses;
  const more = addresses.length > 1 ? ` +${addresses.length - 1}` : '';
  const address = first === undefined ? words('no network yet') : words(`${first}${more}`, ADDRESS);
  const foot = footer(
    [
      ...(router.asn === undefined ? [] : [chip(`AS ${router.asn}`)]),
      ...(router.stateful ? [chip('stateful', 'shield')] : []),
      ...(router.internet ? [chip('internet', 'globe')] : []),
      address,
    ],
    width,
    20,
  );
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
  const body = rows(
    host.addresses.map((text) => {
      const { address, prefix } = mustInterfaceAddress(text);
      const found =
        rangeMark(mark, formatPrefix(hostPrefix(address))) ?? rangeMark(mark, formatPrefix(prefix));
      return { kind: 'addr', text, mark: found };
    }),
    width,
    14,
  );
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
