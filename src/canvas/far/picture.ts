import type { Severity } from '#core';
import type { Box } from '#core/view';
import type { CanvasNode, Graph } from '../graph.ts';

/** A plan as what is drawn of it from far away: made once for as long as it stands, each frame only runs through it. */
export interface Picture {
  readonly sites: readonly Item[];
  /** Notes and cards, in the order in which they lie over each other. */
  readonly cards: readonly Item[];
  /** Four numbers a line: from x, from y, to x, to y. */
  readonly lines: Float64Array;
  readonly selectedLines: Float64Array;
}

export interface Item extends Box {
  readonly name: string;
  readonly note: boolean;
  /** A site that only some of its members are drawn with is drawn as a line, or it would cover the others. */
  readonly filled: boolean;
  readonly selected: boolean;
  readonly severity: Severity | undefined;
}

/** What stands still while some things move: those, and sites of which some members do not move. */
export function stillPicture(
  graph: Graph,
  rest: ReadonlyMap<string, Box>,
  moving: ReadonlySet<string>,
): Picture {
  if (moving.size === 0) return pictureOf(graph, rest);
  const around = new Set(
    graph.nodes.flatMap((node) =>
      node.type === 'frame' && node.data.frame.members.some((id) => !moving.has(id)) ? [node.id] : [],
    ),
  );
  const picture = pictureOf(graph, rest, (id) => !moving.has(id) || around.has(id));
  return { ...picture, sites: picture.sites.map((site) => ({ ...site, filled: true })) };
}

/** Those things of a graph that move, and the lines that end at one: each frame of a drag runs through these only. */
export function movingPart({ nodes, edges }: Graph, moving: ReadonlySet<string>): Graph {
  return {
    nodes: nodes.filter(({ id }) => moving.has(id)),
    edges: edges.filter(({ source, target }) => moving.has(source) || moving.has(target)),
  };
}

/** The picture of those things that `has` says are in it; of lines, those that have an end there where `either` is set, else both. */
export function pictureOf(
  graph: Graph,
  boxes: ReadonlyMap<string, Box>,
  has: (id: string) => boolean = () => true,
  either = false,
): Picture {
  const sites: Item[] = [];
  const cards: Item[] = [];
  for (const node of graph.nodes) {
    const box = boxes.get(node.id);
    if (!box || !has(node.id)) continue;
    const { x, y, width, height } = box;
    const item: Item = {
      x,
      y,
      width,
      height,
      name: nameOf(node),
      note: node.type === 'note',
      filled: node.type !== 'frame' || node.data.frame.members.every(has),
      selected: node.selected ?? false,
      severity: severityOf(node),
    };
    (node.type === 'frame' ? sites : cards).push(item);
  }
  const lines: number[] = [];
  const selectedLines: number[] = [];
  for (const { source, target, selected } of graph.edges) {
    const [a, b] = [boxes.get(source), boxes.get(target)];
    if (!a || !b || !(either ? has(source) || has(target) : has(source) && has(target))) continue;
    (selected ? selectedLines : lines).push(
      a.x + a.width / 2,
      a.y + a.height / 2,
      b.x + b.width / 2,
      b.y + b.height / 2,
    );
  }
  return {
    sites,
    cards,
    lines: new Float64Array(lines),
    selectedLines: new Float64Array(selectedLines),
  };
}

const severityOf = (node: CanvasNode): Severity | undefined =>
  node.type === 'cluster' || node.type === 'router' || node.type === 'host'
    ? node.data.mark?.severity
    : undefined;

function nameOf(node: CanvasNode): string {
  switch (node.type) {
    case 'cluster':
      return node.data.cluster.name ?? node.id;
    case 'router':
      return node.data.router.name ?? node.id;
    case 'host':
      return node.data.host.name ?? node.id;
    case 'note':
      return node.data.note.text;
    case 'frame':
      return node.data.frame.name;
  }
}
