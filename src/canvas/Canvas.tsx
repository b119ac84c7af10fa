import '@xyflow/react/dist/base.css';
import {
  applyEdgeChanges,
  applyNodeChanges,
  Background,
  type Connection,
  ConnectionMode,
  type EdgeChange,
  type NodeChange,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useReactFlow,
  ViewportPortal,
} from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { add, connect, deleteSelection, detach, type Editor, GRID, moveTo, type NewKind, type Point, rename, run } from '#editor';
import styles from './Canvas.module.css';
import { type CanvasActions, CanvasContext } from './CanvasContext.ts';
import { AttachmentEdgeView, LinkEdgeView } from './edges/LinkEdgeView.tsx';
import { ClusterCard } from './nodes/ClusterCard.tsx';
import { HostCard } from './nodes/HostCard.tsx';
import { RouterCard } from './nodes/RouterCard.tsx';
import { ATTACHMENT, type CanvasEdge, type CanvasNode, toGraph } from './toGraph.ts';

const nodeTypes = { cluster: ClusterCard, router: RouterCard, host: HostCard };
const edgeTypes = { link: LinkEdgeView, attachment: AttachmentEdgeView };

/** What a dragged palette entry carries. */
export const PALETTE_TYPE = 'application/x-hopwright-kind';

interface CanvasProps {
  readonly editor: Editor;
  /** Drawn over the cards, in the canvas's own coordinates: the walking packet. */
  readonly overlay?: ReactNode;
}

/** The plan as a picture to draw on. The document is the editor's: React Flow is told what to show, and asks before it changes. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ editor, overlay }: CanvasProps) {
  const plan = useStore(editor.store, (s) => s.plan);
  const selection = useStore(editor.store, (s) => s.selection);
  const opened = useStore(editor.store, (s) => s.opened);
  const judgement = useStore(editor.store, (s) => s.analysis.judgement);
  const readOnly = useStore(editor.store, (s) => s.preview !== undefined);
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const root = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string>();

  const graph = useMemo(() => toGraph({ plan, selection, opened, judgement }), [plan, selection, opened, judgement]);
  const [nodes, setNodes] = useState<CanvasNode[]>(graph.nodes);
  const [edges, setEdges] = useState<CanvasEdge[]>(graph.edges);
  useEffect(() => {
    setNodes((shown) => carryOver(graph.nodes, shown));
    setEdges((shown) => graph.edges.map((edge) => (edge.type === 'attachment' ? { ...edge, selected: shown.find((s) => s.id === edge.id)?.selected ?? false } : edge)));
  }, [graph]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      setNodes((shown) => applyNodeChanges(changes.filter((change) => change.type !== 'remove' && change.type !== 'select'), shown));
      select(editor, changes);
      // Arrow keys move without a drag: the model hears of them here.
      const nudged = changes.flatMap((change) => (change.type === 'position' && change.dragging === false && change.position ? [[change.id, change.position] as const] : []));
      if (nudged.length > 0) run(editor, moveTo(new Map(nudged)));
    },
    [editor],
  );
  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      setEdges((shown) => applyEdgeChanges(changes.filter((change) => change.type === 'select' && change.id.startsWith(ATTACHMENT)), shown));
      select(editor, changes);
    },
    [editor],
  );
  const onConnect = useCallback(({ source, target }: Connection) => void run(editor, connect(source, target)), [editor]);
  const onBeforeDelete = useCallback(
    async ({ edges: doomed }: { edges: CanvasEdge[] }) => {
      const members = doomed.flatMap((edge) => (edge.id.startsWith(ATTACHMENT) && edge.selected ? [edge.id.slice(ATTACHMENT.length)] : []));
      for (const member of members) run(editor, detach(member));
      if (editor.store.getState().selection.length > 0) run(editor, deleteSelection);
      // The model has spoken: React Flow removes nothing by itself.
      return false;
    },
    [editor],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = event.dataTransfer.getData(PALETTE_TYPE);
      if (kind !== 'cluster' && kind !== 'router' && kind !== 'host') return;
      event.preventDefault();
      event.stopPropagation();
      run(editor, add(kind satisfies NewKind, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })));
    },
    [editor, flow],
  );
  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(PALETTE_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }, []);

  const beginRename = useCallback(() => {
    const { selection: selected, preview } = editor.store.getState();
    const [only] = selected;
    if (selected.length === 1 && only !== undefined && !preview) setRenaming(only);
  }, [editor]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLButtonElement;
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'F2' || (event.key === 'Enter' && editor.store.getState().selection.length === 1)) {
        event.preventDefault();
        beginRename();
      }
    },
    [editor, beginRename],
  );

  const actions: CanvasActions = useMemo(
    () => ({
      renaming,
      rename(id, name) {
        setRenaming(undefined);
        run(editor, rename(id, name));
        root.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
      },
      endRename: () => setRenaming(undefined),
      toggleOpen: (cluster) => editor.toggleOpen(cluster),
      readOnly,
    }),
    [editor, renaming, readOnly],
  );

  return (
    <CanvasContext value={actions}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: drop target and key catcher of the canvas inside */}
      <div ref={root} className={styles.canvas} onDrop={onDrop} onDragOver={onDragOver} onKeyDown={onKeyDown}>
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeDragStop={(_event, _node, dragged) => void run(editor, moveTo(placesOf(dragged)))}
          onSelectionDragStop={(_event, dragged) => void run(editor, moveTo(placesOf(dragged)))}
          onConnect={onConnect}
          onBeforeDelete={onBeforeDelete}
          onNodeDoubleClick={beginRename}
          connectionMode={ConnectionMode.Loose}
          deleteKeyCode={readOnly ? null : ['Backspace', 'Delete']}
          multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
          selectionOnDrag
          selectionMode={SelectionMode.Partial}
          panOnDrag={[1]}
          panOnScroll
          snapToGrid
          snapGrid={[GRID, GRID]}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          minZoom={0.1}
          maxZoom={2}
          fitView
          fitViewOptions={{ padding: 0.12, maxZoom: 1 }}
          aria-label="Canvas"
        >
          <Background gap={20} size={1} color="var(--border)" />
          {overlay && <ViewportPortal>{overlay}</ViewportPortal>}
          <Panel position="bottom-left" className={styles.zoom ?? ''}>
            <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => void flow.zoomOut()}>
              <Minus size={16} aria-hidden />
            </button>
            <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => void flow.zoomIn()}>
              <Plus size={16} aria-hidden />
            </button>
            <button type="button" aria-label="Fit the design" title="Fit the design" onClick={() => void flow.fitView({ padding: 0.12, maxZoom: 1 })}>
              <Maximize size={16} aria-hidden />
            </button>
          </Panel>
        </ReactFlow>
      </div>
    </CanvasContext>
  );
}

/** The new picture, with what React Flow has measured of the old one; a card in mid-drag stays under the pointer. */
function carryOver(next: readonly CanvasNode[], shown: readonly CanvasNode[]): CanvasNode[] {
  const known = new Map(shown.map((node) => [node.id, node]));
  return next.map((node) => {
    const old = known.get(node.id);
    if (!old) return node;
    const position = old.dragging ? old.position : node.position;
    return { ...node, position, ...(old.dragging ? { dragging: true } : {}), ...(old.measured ? { measured: old.measured } : {}) } as CanvasNode;
  });
}

const placesOf = (nodes: readonly CanvasNode[]): Map<string, Point> => new Map(nodes.map((node) => [node.id, node.position]));

/** Takes React Flow's changes of selection over into the editor's. */
function select(editor: Editor, changes: readonly (NodeChange<CanvasNode> | EdgeChange<CanvasEdge>)[]): void {
  const before = editor.store.getState().selection;
  const selected = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select' || change.id.startsWith(ATTACHMENT)) continue;
    if (change.selected) selected.add(change.id);
    else selected.delete(change.id);
  }
  const after = [...selected];
  if (after.length !== before.length || after.some((id, i) => id !== before[i])) editor.select(after);
}
