import { type Layer, linkLayer } from '#core/view';
import type { CanvasEdge, Graph } from '../graph.ts';

/** The graph without the lines of layers that are not drawn; the very same where all are. */
export function withLayers(graph: Graph, drawn: { has(layer: Layer): boolean }): Graph {
  if (drawn.has('underlay') && drawn.has('overlay')) return graph;
  return { nodes: graph.nodes, edges: graph.edges.filter((edge) => drawn.has(layerOf(edge))) };
}

const layerOf = ({ data, type }: CanvasEdge): Layer =>
  type === 'link' && data ? linkLayer(data.link) : 'underlay';
