import type { Finding, Plan } from '#core';
import {
  type Box,
  bgpSession,
  entityOf,
  frameBox,
  type Layer,
  layersOfWalk,
  linkLanes,
  linkLayer,
  type Mark,
  marksOf,
  type Point,
  placements,
  USUAL_LAYERS,
  union,
} from '#core/view';
import { planInside } from '../planInside.ts';
import { type Card, line } from './card.ts';
import { clusterCard, hostCard, noteCard, routerCard, siteTitle } from './cards.ts';
import { icon } from './icons.ts';
import { leftOut, legend } from './legend.ts';
import { attachmentLine, linkLine } from './lines.ts';
import type { PictureOptions } from './options.ts';
import { COLOURS, type Colours, SANS } from './theme.ts';
import { drawWalk } from './walk.ts';
import { cleanText, el, escapeXml, group, num } from './xml.ts';

/** Room around everything. */
const MARGIN = 32;
/** Narrower or wider than this no sentence reads well. */
const LEGEND = { least: 560, most: 960 };

/**
 * The plan as a picture: an SVG document drawn from the model, the same bytes for the same plan and options wherever it is
 * made. It needs no style sheet, script or font, and holds the plan, so that it can be opened again.
 */
export function planSvg(plan: Plan, options: PictureOptions): string {
  const colours = COLOURS[options.theme];
  const findings = shownFindings(options);
  const marks = marksOf(findings);
  const layers = drawnLayers(options);
  const drawn = drawPlan(plan, options, layers, colours, marks);
  const around = union(drawn.boxes) ?? { x: 0, y: 0, width: 320, height: 60 };
  const told = options.tellFindings === false ? [] : findings;
  const left = leftOut(plan, layers);
  const talks = told.length > 0 || options.walk !== undefined || left !== undefined;
  const width = Math.max(around.width, talks ? LEGEND.least : 0);
  const below = legend(
    plan,
    { walk: options.walk, findings: told, left },
    Math.min(width, LEGEND.most),
    colours,
  );
  const x = around.x - (width - around.width) / 2;
  const page: Box = {
    x: Math.floor(x - MARGIN),
    y: Math.floor(around.y - MARGIN),
    width: Math.ceil(width + 2 * MARGIN),
    height: Math.ceil(around.height + 2 * MARGIN + (below ? below.size.height + 20 : 0)),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: page.width,
      height: page.height,
      viewBox: [page.x, page.y, page.width, page.height].map(num).join(' '),
      'font-family': SANS,
      role: 'img',
    },
    el('title', {}, escapeXml(cleanText(plan.name)) || 'Plan'),
    el('desc', {}, escapeXml([inWords(plan, findings), ...(left === undefined ? [] : [left])].join(' '))),
    options.withPlan === false ? '' : planInside(plan),
    options.transparent ? '' : el('rect', { ...page, fill: colours.canvas }),
    drawn.svg || line('Nothing is drawn yet', 160, 34, { size: 14 }, colours.muted, { anchor: 'middle' }),
    below ? below.draw({ x, y: around.y + around.height + 24 }) : '',
  )}\n`;
}

/** Accepted findings are not drawn, nor those that are about nothing in the picture. */
function shownFindings({ findings = [], only }: PictureOptions): readonly Finding[] {
  const shown = only && new Set(only);
  return findings.filter(
    ({ accepted, entities }) => accepted === undefined && (!shown || entities.some((id) => shown.has(id))),
  );
}

type Layers = ReadonlySet<Layer>;

/** What a walk runs through is drawn with it. */
const drawnLayers = ({ layers = USUAL_LAYERS, walk }: PictureOptions): Layers =>
  new Set([...layers, ...(walk ? layersOfWalk(walk.path) : [])]);

interface Drawn {
  readonly svg: string;
  readonly boxes: readonly Box[];
}

function drawPlan(
  plan: Plan,
  options: PictureOptions,
  layers: Layers,
  colours: Colours,
  marks: ReadonlyMap<string, Mark>,
): Drawn {
  const places = placements(plan);
  const cards = layOut(plan, options, layers, colours, marks);
  const boxes = new Map<string, Box>();
  for (const [id, { size }] of cards) boxes.set(id, { ...(places.get(id) ?? ORIGIN), ...size });
  const has = shows(options.only);
  const sites = (plan.view?.frames ?? [])
    .filter(({ id, members }) => has(id) || members.some(has))
    .flatMap((frame) => {
      const box = frameBox(frame, (id) => boxes.get(id));
      return box ? [{ frame, box }] : [];
    });
  const lines = drawLines(plan, boxes, layers, colours, marks, options.walk !== undefined);
  const walk = options.walk && drawWalk(options.walk.path, anchorIn(boxes), colours);
  return {
    svg: [
      group({}, ...sites.map(({ frame, box }) => drawSite(frame.name || frame.id, box, colours))),
      group({}, ...lines.map(({ under }) => under)),
      group({}, ...[...cards].map(([id, card]) => card.draw(boxes.get(id) ?? ORIGIN))),
      group({}, ...lines.map(({ over }) => over)),
      walk?.drawn ?? '',
    ].join(''),
    boxes: [
      ...boxes.values(),
      ...sites.map(({ box }) => box),
      ...lines.flatMap((drawn) => drawn.boxes),
      ...(walk?.boxes ?? []),
    ],
  };
}

const ORIGIN: Point = { x: 0, y: 0 };

const shows = (only: readonly string[] | undefined): ((id: string) => boolean) => {
  if (!only) return () => true;
  const ids = new Set(only);
  return (id) => ids.has(id);
};

/** Every card that is shown, by id, in the order in which they lie on each other. */
function layOut(
  plan: Plan,
  { only, addresses }: PictureOptions,
  layers: Layers,
  colours: Colours,
  marks: ReadonlyMap<string, Mark>,
): Map<string, Card> {
  const framed = new Set(
    only && (plan.view?.frames ?? []).filter(({ id }) => only.includes(id)).flatMap(({ members }) => members),
  );
  const chosen = shows(only);
  const has = ({ id }: { id: string }): boolean => chosen(id) || framed.has(id);
  const asn = new Map((plan.routers ?? []).map((router) => [router.id, router.asn]));
  const look = (id: string) => ({ colours, mark: marks.get(id), layers });
  return new Map<string, Card>([
    ...(plan.view?.notes ?? []).filter(has).map((note) => [note.id, noteCard(note, { colours })] as const),
    ...(plan.clusters ?? [])
      .filter(has)
      .map((c) => [c.id, clusterCard(c, look(c.id), asn.get(c.router ?? ''))] as const),
    ...(plan.routers ?? [])
      .filter(has)
      .map((r) => [r.id, routerCard(r, look(r.id), addresses?.get(r.id) ?? [])] as const),
    ...(plan.hosts ?? []).filter(has).map((h) => [h.id, hostCard(h, look(h.id))] as const),
  ]);
}

function drawLines(
  plan: Plan,
  boxes: ReadonlyMap<string, Box>,
  layers: Layers,
  colours: Colours,
  marks: ReadonlyMap<string, Mark>,
  walked: boolean,
) {
  const lanes = linkLanes(plan);
  const routers = new Map((plan.routers ?? []).map((router) => [router.id, router]));
  const members = layers.has('underlay') ? [...(plan.clusters ?? []), ...(plan.hosts ?? [])] : [];
  const attached = members.flatMap(({ id, router }) => {
    const [a, b] = [boxes.get(id), boxes.get(router ?? '')];
    return a && b ? [attachmentLine(a, b, colours)] : [];
  });
  const links = (plan.links ?? []).flatMap((link) => {
    if (!layers.has(linkLayer(link))) return [];
    const [a, b] = [boxes.get(link.ends[0]), boxes.get(link.ends[1])];
    if (!a || !b || link.ends[0] === link.ends[1]) return [];
    // A walk that is shown runs there.
    const session = walked || !layers.has('bgp') ? undefined : bgpSession(link, routers);
    const around = { session, offset: lanes.get(link.id) ?? 0, mark: marks.get(link.id), walked };
    return [linkLine(link, [a, b], around, colours)];
  });
  return [...attached, ...links];
}

const anchorIn = (boxes: ReadonlyMap<string, Box>) => (device: string) => {
  const key = entityOf(device);
  const box = boxes.get(key);
  return box && { key, box, card: box };
};

function drawSite(name: string, box: Box, colours: Colours): string {
  return group(
    {},
    el('rect', {
      ...box,
      rx: 16,
      fill: colours.panel,
      'fill-opacity': 0.45,
      stroke: colours.borderStrong,
      'stroke-width': 1.5,
    }),
    icon('site', box.x + 16, box.y + 14, 14, colours.muted),
    line(siteTitle(name, box.width - 56), box.x + 36, box.y + 26, { size: 13, bold: true }, colours.muted),
  );
}

/** For who cannot see it. */
function inWords(plan: Plan, findings: readonly Finding[]): string {
  const count = (list: readonly unknown[] | undefined, one: string): string[] =>
    list && list.length > 0 ? [`${list.length} ${list.length === 1 ? one : `${one}s`}`] : [];
  const parts = [
    ...count(plan.clusters, 'cluster'),
    ...count(plan.routers, 'router'),
    ...count(plan.links, 'link'),
    ...count(plan.hosts, 'host'),
    ...count(findings, 'finding'),
  ];
  return `A network plan: ${parts.join(', ') || 'empty'}.`;
}
