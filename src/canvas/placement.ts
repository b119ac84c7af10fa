import type { Plan } from '#core';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Space that a device takes where nothing better is known, in canvas pixels. */
export const CARD: Record<'cluster' | 'router' | 'host', Size> = {
  cluster: { width: 280, height: 170 },
  router: { width: 180, height: 64 },
  host: { width: 180, height: 64 },
};

const GAP = 60;
const LEVEL = 160;

/**
 * Where every cluster, router and host stands: where the plan says, else in a plain tree. Routers stand side by side in
 * the order of the plan, what hangs on one below it, what hangs on none at the end. The same plan gives the same picture.
 */
export function placements(plan: Plan): Map<string, Point> {
  const placed = new Map<string, Point>();
  for (const [id, [x, y]] of Object.entries(plan.view?.positions ?? {})) placed.set(id, { x, y });
  const given = [...placed.values()];
  // New things stand below what was placed by hand, so that they cover nothing.
  const top = given.length > 0 ? Math.max(...given.map((p) => p.y)) + LEVEL * 2 : 0;
  let left = given.length > 0 ? Math.min(...given.map((p) => p.x)) : 0;
  const row = (members: readonly { id: string; kind: 'cluster' | 'host' }[], y: number): number => {
    let x = left;
    for (const { id, kind } of members) {
      placed.set(id, { x, y });
      x += CARD[kind].width + GAP;
    }
    return x;
  };
  const loose = (router: string | undefined) => [
    ...(plan.clusters ?? [])
      .filter((c) => c.router === router && !placed.has(c.id))
      .map((c) => ({ id: c.id, kind: 'cluster' as const })),
    ...(plan.hosts ?? [])
      .filter((h) => h.router === router && !placed.has(h.id))
      .map((h) => ({ id: h.id, kind: 'host' as const })),
  ];
  for (const router of plan.routers ?? []) {
    const members = loose(router.id);
    const own = placed.get(router.id);
    const end = row(members, top + LEVEL);
    const width = Math.max(end - left - GAP, CARD.router.width);
    if (!own) placed.set(router.id, { x: left + (width - CARD.router.width) / 2, y: top });
    if (!own || members.length > 0) left += width + GAP;
  }
  row(loose(undefined), top + LEVEL);
  return placed;
}
