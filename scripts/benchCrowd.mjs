import { fleet } from './benchPlan.mjs';

/** A plan of so many cards on a grid, so that rivals draw the very same: a hub, routers, as many clusters, and clients. */
export function crowd(cards) {
  const clusters = Math.floor(cards * 0.35);
  const plan = fleet(clusters, cards - 1 - 2 * clusters);
  const ids = [...plan.routers, ...plan.clusters, ...plan.hosts].map(({ id }) => id);
  const columns = Math.ceil(Math.sqrt(cards));
  const positions = Object.fromEntries(
    ids.map((id, i) => [id, [(i % columns) * 340, Math.floor(i / columns) * 200]]),
  );
  return { ...plan, view: { positions } };
}

/** The same as bare boxes and lines: what a page without a model is given. */
export function picture({ view, links, clusters, hosts }) {
  const boxes = Object.entries(view.positions).map(([id, [x, y]]) => ({ id, x, y }));
  const lines = [
    ...links.map(({ id, ends: [source, target] }) => ({ id, source, target })),
    ...[...clusters, ...hosts].map(({ id, router }) => ({ id: `to ${id}`, source: id, target: router })),
  ];
  return { boxes, lines };
}
