export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type CardKind = 'cluster' | 'router' | 'host';

/** Space that is kept for a device where nothing places it, in canvas pixels. */
export const CARD: Readonly<Record<CardKind, Size>> = {
  cluster: { width: 280, height: 170 },
  router: { width: 200, height: 60 },
  host: { width: 240, height: 60 },
};

/** Devices stand on this grid. */
export const GRID = 10;

export const snap = ({ x, y }: Point): Point => ({
  x: Math.round(x / GRID) * GRID,
  y: Math.round(y / GRID) * GRID,
});
