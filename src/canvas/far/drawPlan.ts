import type { Severity } from '#core';
import type { Box, Point } from '#core/view';
import type { Item, Picture } from './picture.ts';

/** From canvas to picture: a point is moved, then scaled. */
export interface Projection extends Point {
  readonly zoom: number;
}

export type Colour = 'line' | 'card' | 'border' | 'frame' | 'text' | 'note' | 'selected' | Severity;
export type Colours = Readonly<Record<Colour, string>>;

/** A card is named where its name would be about so high, in pixels of the screen. */
const NAME = 11;
/** Of the corners of cards, in canvas pixels, and the most that the corner of a finding takes, on the screen. */
const RADIUS = 10;
const MOST_CORNER = 8;

/** Draws sites, lines and cards as plain boxes on a surface of so many pixels: thousands in a few milliseconds. */
export function drawPlan(
  pen: CanvasRenderingContext2D,
  { sites, cards, lines, selectedLines }: Picture,
  at: Projection,
  { width, height }: { readonly width: number; readonly height: number },
  colours: Colours,
  names: boolean,
): void {
  const { x, y, zoom } = at;
  const inView = (box: Box): boolean =>
    box.x * zoom + x < width &&
    box.y * zoom + y < height &&
    (box.x + box.width) * zoom + x > 0 &&
    (box.y + box.height) * zoom + y > 0;

  for (const site of sites) {
    if (!inView(site)) continue;
    const box = onPixels(site, at);
    const line = site.selected ? colours.selected : colours.border;
    if (site.filled) bordered(pen, box, 1, line, colours.frame);
    else {
      pen.strokeStyle = line;
      pen.lineWidth = 1;
      pen.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
    }
  }

  // Of thousands of lines one sees where they are dense.
  pen.globalAlpha = Math.min(1, Math.max(0.12, zoom * 6));
  strokeLines(pen, lines, at, width, height, colours.line);
  pen.globalAlpha = 1;
  strokeLines(pen, selectedLines, at, width, height, colours.selected);

  pen.textBaseline = 'middle';
  pen.font = `600 ${NAME}px system-ui, sans-serif`;
  for (const card of cards) {
    if (!inView(card)) continue;
    const { severity, selected } = card;
    const box = onPixels(card, at);
    const told = selected || severity !== undefined;
    if (card.height * zoom < 4 && !told) {
      pen.fillStyle = card.note ? colours.note : colours.border;
      pen.fillRect(box.x, box.y, box.width, box.height);
      continue;
    }
    const border = selected ? colours.selected : severity ? colours[severity] : colours.border;
    // Where cards are large enough to be named they look as they do near.
    const named = names && box.width >= 44 && box.height >= NAME + 2;
    const fill = card.note ? colours.note : colours.card;
    if (named) rounded(pen, box, selected ? 2 : 1, border, fill, Math.min(RADIUS * zoom, RADIUS));
    else bordered(pen, box, told ? 2 : 1, border, fill);
    if (severity === 'error' || severity === 'warning') corner(pen, box, severity, colours);
    if (named) title(pen, card, box, colours);
  }
}

/** Where a picture lies on the surface: all that drawing it can colour. */
export function extentOf({ sites, cards, lines, selectedLines }: Picture, { x, y, zoom }: Projection): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const reach = (atX: number, atY: number): void => {
    left = Math.min(left, atX);
    top = Math.min(top, atY);
    right = Math.max(right, atX);
    bottom = Math.max(bottom, atY);
  };
  for (const box of [...sites, ...cards]) {
    reach(box.x, box.y);
    reach(box.x + box.width, box.y + box.height);
  }
  for (const list of [lines, selectedLines])
    for (let i = 0; i + 1 < list.length; i += 2) reach(list[i] ?? 0, list[i + 1] ?? 0);
  if (left > right) return { x: 0, y: 0, width: 0, height: 0 };
  return {
    x: Math.floor(left * zoom + x) - 2,
    y: Math.floor(top * zoom + y) - 2,
    width: Math.ceil((right - left) * zoom) + 5,
    height: Math.ceil((bottom - top) * zoom) + 5,
  };
}

/** A box on whole pixels: its edges are sharp, and nothing has to be blended. */
function onPixels(box: Box, { x, y, zoom }: Projection): Box {
  const left = Math.round(box.x * zoom + x);
  const top = Math.round(box.y * zoom + y);
  return {
    x: left,
    y: top,
    width: Math.max(1, Math.round((box.x + box.width) * zoom + x) - left),
    height: Math.max(1, Math.round((box.y + box.height) * zoom + y) - top),
  };
}

/** Two filled boxes are drawn sooner than one and a line around it. */
function bordered(
  pen: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  border: number,
  line: string,
  fill: string,
): void {
  pen.fillStyle = line;
  pen.fillRect(x, y, width, height);
  if (width <= 2 * border || height <= 2 * border) return;
  pen.fillStyle = fill;
  pen.fillRect(x + border, y + border, width - 2 * border, height - 2 * border);
}

function rounded(
  pen: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  border: number,
  line: string,
  fill: string,
  radius: number,
): void {
  pen.beginPath();
  pen.roundRect(x + border / 2, y + border / 2, width - border, height - border, radius);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = line;
  pen.lineWidth = border;
  pen.stroke();
}

function strokeLines(
  pen: CanvasRenderingContext2D,
  lines: Float64Array,
  { x, y, zoom }: Projection,
  width: number,
  height: number,
  colour: string,
): void {
  if (lines.length === 0) return;
  pen.beginPath();
  for (let i = 0; i < lines.length; i += 4) {
    const fromX = (lines[i] ?? 0) * zoom + x;
    const fromY = (lines[i + 1] ?? 0) * zoom + y;
    const toX = (lines[i + 2] ?? 0) * zoom + x;
    const toY = (lines[i + 3] ?? 0) * zoom + y;
    // Wholly on one side of what is seen.
    if ((fromX < 0 && toX < 0) || (fromX > width && toX > width)) continue;
    if ((fromY < 0 && toY < 0) || (fromY > height && toY > height)) continue;
    pen.moveTo(fromX, fromY);
    pen.lineTo(toX, toY);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.stroke();
}

/** A shape beside the colour: a filled corner for an error, a small one for a warning. */
function corner(pen: CanvasRenderingContext2D, at: Box, severity: Severity, colours: Colours): void {
  const most = severity === 'error' ? MOST_CORNER * 1.5 : MOST_CORNER;
  const size = Math.min(Math.min(at.width, at.height) * (severity === 'error' ? 0.5 : 0.3), most);
  // It would lie in the border.
  if (size < 3) return;
  pen.fillStyle = colours[severity];
  pen.beginPath();
  pen.moveTo(at.x + at.width, at.y);
  pen.lineTo(at.x + at.width - size, at.y);
  pen.lineTo(at.x + at.width, at.y + size);
  pen.fill();
}

function title(pen: CanvasRenderingContext2D, { name }: Item, box: Box, colours: Colours): void {
  pen.fillStyle = colours.text;
  pen.fillText(fitting(name, box.width - 8), box.x + 4, box.y + Math.min(box.height / 2, 10));
}

/** As much of a name as has room; letters are taken to be 6.5 pixels wide. */
function fitting(name: string, room: number): string {
  const letters = Math.floor(room / 6.5);
  return name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 1))}…`;
}
