import type { ELK, ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Point, Tie, Unit } from '#core/view';

/**
 * The layers of ELK, from left to right: lines are straight where they can be, and cross little. Who stands left of whom now
 * stays so.
 */
export async function layered(
  elk: ELK,
  units: readonly Unit[],
  ties: readonly Tie[],
): Promise<Map<string, Point>> {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const directed = ties.flatMap((tie) => {
    const [from, to] = [byId.get(tie.from), byId.get(tie.to)];
    if (!from || !to) return [];
    const forward = from.now.x < to.now.x || (from.now.x === to.now.x && from.id < to.id);
    return forward ? [tie] : [{ from: tie.to, to: tie.from, fromY: tie.toY, toY: tie.fromY }];
  });
  const graph: ElkNode = {
    id: 'plan',
    layoutOptions: OPTIONS,
    children: [...units]
      .sort((a, b) => a.now.y - b.now.y || a.now.x - b.now.x)
      .map(
        ({ id, width, height }): ElkNode => ({
          id: `unit ${id}`,
          width,
          height,
          layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
          ports: [
            ...directed.flatMap((tie, i) =>
              tie.from === id ? [port(`from ${i}`, width, tie.fromY, 'EAST')] : [],
            ),
            ...directed.flatMap((tie, i) => (tie.to === id ? [port(`to ${i}`, 0, tie.toY, 'WEST')] : [])),
          ],
        }),
      ),
    edges: directed.map(
      (_, i): ElkExtendedEdge => ({ id: `tie ${i}`, sources: [`from ${i}`], targets: [`to ${i}`] }),
    ),
  };
  const { children = [] } = await elk.layout(graph);
  return new Map(children.map(({ id, x = 0, y = 0 }) => [id.slice('unit '.length), { x, y }] as const));
}

const port = (id: string, x: number, y: number, side: 'EAST' | 'WEST') => ({
  id,
  x,
  y,
  width: 0,
  height: 0,
  layoutOptions: { 'elk.port.side': side },
});

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.aspectRatio': '1.6',
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  'elk.spacing.nodeNode': '60',
  'elk.spacing.componentComponent': '80',
  // Room for the label of a link.
  'elk.layered.spacing.nodeNodeBetweenLayers': '240',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};
