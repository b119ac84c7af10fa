import type { Severity } from '#core';
import type { Box, Point } from '#core/view';
import type { CanvasNode, Graph } from '../graph.ts';

/** What is drawn of a plan where cards would be too small to read, or too many. */
export interface Scene {
  readonly graph: Graph;
  readonly boxes: ReadonlyMap<string, Box>;
}

/** From canvas to picture: a point is moved, then scaled. */
export interface Projection extends Point {
  readonly zoom: number;
}

export type Colour = 'line' | 'card' | 'border' | 'frame' | 'text' | 'note' | 'selected' | Severity;
export type Colours = Readonly<Record<Colour, string>>;

/** A card is named where its name would be about so high, in pixels of the screen. */
const NAME = 11;

/** Draws sites, lines and cards as plain boxes: thousands in a few milliseconds. */
export function drawPlan(
  pen: CanvasRenderingContext2D,
  { graph, boxes }: Scene,
  { x, y, zoom }: Projection,
  colours: Colours,
  names: boolean,
): void {
  const place = (box: Box) => ({
    x: box.x * zoom + x,
    y: box.y * zoom + y,
    width: box.width * zoom,
    height: box.height * zoom,
  });
  const { width: right, height: bottom } = pen.canvas;
  const inView = (box: Box): boolean =>
    box.x < right && box.y < bottom && box.x + box.width > 0 && box.y + box.height > 0;

  for (const node of graph.nodes) {
    const box = boxes.get(node.id);
    if (node.type !== 'frame' || !box) continue;
    const at = place(box);
    if (!inView(at)) continue;
    pen.fillStyle = colours.frame;
    pen.fillRect(at.x, at.y, at.width, at.height);
    pen.strokeStyle = node.selected ? colours.selected : colours.border;
    pen.strokeRect(at.x, at.y, at.width, at.height);
  }

  for (const selected of [false, true]) {
    pen.beginPath();
    for (const edge of graph.edges) {
      if ((edge.selected ?? false) !== selected) continue;
      const [a, b] = [boxes.get(edge.source), boxes.get(edge.target)];
      if (!a || !b) continue;
      pen.moveTo((a.x + a.width / 2) * zoom + x, (a.y + a.height / 2) * zoom + y);
      pen.lineTo((b.x + b.width / 2) * zoom + x, (b.y + b.height / 2) * zoom + y);
    }
    pen.strokeStyle = selected ? colours.selected : colours.line;
    // Of thousands of lines one sees where they are dense.
    pen.globalAlpha = selected ? 1 : Math.min(1, Math.max(0.12, zoom * 6));
    pen.stroke();
  }
  pen.globalAlpha = 1;

  pen.textBaseline = 'middle';
  pen.font = `600 ${NAME}px system-ui, sans-serif`;
  for (const node of graph.nodes) {
    const box = boxes.get(node.id);
    if (node.type === 'frame' || !box) continue;
    const at = place(box);
    if (!inView(at)) continue;
    const severity = severityOf(node);
    const tiny = at.height < 4;
    pen.fillStyle = node.type === 'note' ? colours.note : tiny ? colours.border : colours.card;
    pen.fillRect(at.x, at.y, at.width, at.height);
    if (tiny && !severity && !node.selected) continue;
    pen.strokeStyle = node.selected ? colours.selected : severity ? colours[severity] : colours.border;
    pen.lineWidth = node.selected || severity ? 2 : 1;
    pen.strokeRect(at.x, at.y, at.width, at.height);
    pen.lineWidth = 1;
    if (severity === 'error' || severity === 'warning') corner(pen, at, severity, colours);
    if (!names || at.width < 44 || at.height < NAME + 2) continue;
    pen.fillStyle = colours.text;
    pen.fillText(fitting(nameOf(node), at.width - 8), at.x + 4, at.y + Math.min(at.height / 2, 10));
  }
}

/** A shape beside the colour: a filled corner for an error, a small one for a warning. */
function corner(pen: CanvasRenderingContext2D, at: Box, severity: Severity, colours: Colours): void {
  const size = Math.min(at.width, at.height) * (severity === 'error' ? 0.5 : 0.3);
  pen.fillStyle = colours[severity];
  pen.beginPath();
  pen.moveTo(at.x + at.width, at.y);
  pen.lineTo(at.x + at.width - size, at.y);
  pen.lineTo(at.x + at.width, at.y + size);
  pen.fill();
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

/** As much of a name as has room; letters are taken to be 6.5 pixels wide. */
function fitting(name: string, room: number): string {
  const letters = Math.floor(room / 6.5);
  return name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 1))}…`;
}
