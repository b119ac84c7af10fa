import '@xyflow/react/dist/base.css';
import {
  Background,
  type Connection,
  ConnectionMode,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStore as useFlowStore,
  useReactFlow,
  ViewportPortal,
} from '@xyflow/react';
import {
  type DragEvent,
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { Box } from '#core/view';
import {
  add,
  attachedBy,
  connect,
  type Editor,
  GRID,
  isLocked,
  locate,
  lockedReason,
  type NewKind,
  type Point,
  rename,
  run,
  setNote,
} from '#editor';
import styles from './Canvas.module.css';
import { type CanvasActions, CanvasContext } from './CanvasContext.ts';
import { type Decorations, decorate } from './decorate.ts';
import { AttachmentEdgeView, LinkEdgeView } from './edges/LinkEdgeView.tsx';
import { FarView } from './far/FarView.tsx';
import { Minimap } from './far/Minimap.tsx';
import { nodeAt } from './far/nodeAt.ts';
import { useFarDrag } from './far/useFarDrag.ts';
import { GuideLines } from './GuideLines.tsx';
import type { CanvasEdge, CanvasNode, Graph } from './graph.ts';
import { keepSame } from './keepSame.ts';
import { LayerChips } from './layers/LayerChips.tsx';
import { useLayers } from './layers/useLayers.ts';
import { withLayers } from './layers/withLayers.ts';
import { ClusterCard } from './nodes/ClusterCard.tsx';
import { FrameView } from './nodes/FrameView.tsx';
import { HostCard } from './nodes/HostCard.tsx';
import { NoteCard } from './nodes/NoteCard.tsx';
import { NoteField } from './nodes/NoteField.tsx';
import { RouterCard } from './nodes/RouterCard.tsx';
import { OverlapLines } from './OverlapLines.tsx';
import { useToBar } from './selection/useToBar.ts';
import { useTidy } from './tidy/useTidy.ts';
import { toGraph } from './toGraph.ts';
import { useCanvasKeys } from './useCanvasKeys.ts';
import { useCanvasOptions } from './useCanvasOptions.ts';
import { useDraftNote } from './useDraftNote.ts';
import { useDrag } from './useDrag.ts';
import { useFirstLook } from './useFirstLook.ts';
import { useFitted } from './useFitted.ts';
import { useFocusFollows } from './useFocusFollows.ts';
import { useFollowWalk } from './useFollowWalk.ts';
import { useGlide } from './useGlide.ts';
import { useNear } from './useNear.ts';
import { selectAt, useRangeEditing } from './useRangeEditing.ts';
import { useReveal, useRevealOpened } from './useReveal.ts';
import { useShownNodes } from './useShownNodes.ts';
import { useTouch } from './useTouch.ts';
import { useTurns } from './useTurns.ts';
import { useView, ZOOM } from './useView.ts';
import { wholePlan } from './wholePlan.ts';
import { type Tool, ZoomControls } from './ZoomControls.tsx';

const nodeTypes = {
  cluster: ClusterCard,
  router: RouterCard,
  host: HostCard,
  note: NoteCard,
  frame: FrameView,
};
/** Nothing is selected when the page begins. */
const SelectionBar = lazy(async () => ({
  default: (await import('./selection/SelectionBar.tsx')).SelectionBar,
}));
const edgeTypes = { link: LinkEdgeView, attachment: AttachmentEdgeView };
const SPOKEN = {
  'node.a11yDescription.default':
    'Enter renames, arrow keys move, Delete removes, Ctrl+D duplicates what is selected.',
  'node.a11yDescription.keyboardDisabled': 'Enter renames, arrow keys move, Delete removes.',
  'edge.a11yDescription.default': 'Enter renames, Delete removes what is selected.',
} as const;

/** From far away cards cannot be read: they are drawn as boxes, all on one canvas; a crowd, which takes longer, sooner. */
const isFar = (zoom: number, cards: number): boolean =>
  cards > 300 ? zoom < 0.35 : cards >= LEAST_MINIMAP && zoom < 0.2;
/** Keys that add to the selection, and the mouse button that always pans. */
const MULTI = ['Shift', 'Control', 'Meta'];
const MIDDLE = [1];
/** Of more than these only those in view are made. */
const MANY = 150;
/** Fewer are seen at a glance without a minimap. */
const LEAST_MINIMAP = 30;

/** What a dragged palette entry carries. */
export const PALETTE_TYPE = 'application/x-hopwright-kind';

interface CanvasProps {
  readonly editor: Editor;
  /** Drawn over the cards, in the canvas's own coordinates: the walking packet. */
  readonly overlay?: ReactNode;
  /** Stands over the whole canvas; what is dragged from the palette can be dropped there, too. */
  readonly cover?: ReactNode;
}

/** The plan as a picture to draw on. The document is the editor's: React Flow is told what to show, and asks before it changes. */
export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ editor, overlay, cover }: CanvasProps) {
  const plan = useStore(editor.store, (s) => s.plan);
  const selection = useStore(editor.store, (s) => s.selection);
  const opened = useStore(editor.store, (s) => s.opened);
  const judgement = useStore(editor.store, (s) => s.analysis.judgement);
  const readOnly = useStore(editor.store, (s) => s.readOnly !== undefined);
  // A part of another page keeps nothing, and lets the wheel scroll that page.
  const embedded = useStore(editor.store, (s) => s.readOnly === 'embed');
  const walking = useStore(editor.store, (s) => s.playback.question !== undefined);
  const document = useStore(editor.store, (s) => s.shown);
  const flow = useReactFlow<CanvasNode, CanvasEdge>();
  const root = useRef<HTMLDivElement>(null);
  const touch = useTouch();
  const [taken, setTool] = useState<Tool>();
  const tool = taken ?? (touch || embedded ? 'hand' : 'select');
  const [renaming, setRenaming] = useState<string>();
  const ranges = useRangeEditing(editor, root);

  const decorated = useRef<Decorations>(undefined);
  const decorations = useMemo(() => {
    decorated.current = decorate(judgement, decorated.current);
    return decorated.current;
  }, [judgement]);
  const before = useRef<Graph>(undefined);
  const graph = useMemo(() => {
    before.current = keepSame(before.current, toGraph(plan, selection, opened, decorations, before.current));
    return before.current;
  }, [plan, selection, opened, decorations]);
  const layers = useLayers(editor);
  const { drawn } = layers;
  const seen = useMemo(() => withLayers(graph, drawn), [graph, drawn]);
  const [options, turn] = useCanvasOptions(!embedded);
  useTurns(editor, turn);
  const boxes = useRef<ReadonlyMap<string, Box>>(new Map());
  const drag = useDrag(editor, boxes, options.snapping);
  const [gliding, glide] = useGlide();
  const standing = useShownNodes(graph.nodes, drag.offsets ?? gliding);
  const { shown, measure } = standing;
  boxes.current = standing.boxes;
  useEffect(() => editor.surface.measure((id) => boxes.current.get(id)), [editor]);
  const crowd = graph.nodes.length;
  const far = useFlowStore(({ transform: [, , zoom] }) => isFar(zoom, crowd));
  const minimap = useRef(false);
  minimap.current = options.minimap && crowd >= LEAST_MINIMAP;
  const view = useView(minimap);
  const turnMinimap = useCallback(() => void turn('minimap'), [turn]);
  useTidy(editor, boxes, glide, view);
  useFollowWalk(editor, boxes);
  const draft = useDraftNote(editor, root);
  const fitted = useFitted(document, crowd > MANY, boxes, view);
  const fits = useRef(crowd <= MANY);
  const told = useNear(editor, standing, seen.edges, crowd > MANY, far || !fitted);

  useFirstLook(editor, root, boxes, view);
  const toBar = useToBar(editor);

  /** Shows these things; all without any. */
  const showThese = useCallback(
    (ids?: readonly string[]) =>
      view.show(ids ? ids.flatMap((id) => boxesOf(id, boxes.current, editor)) : boxes.current.values()),
    [editor, view],
  );
  useFocusFollows(root, selection);
  useReveal(boxes, graph.nodes, document, view);
  useRevealOpened(root, boxes, opened, view);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      measure(changes);
      drag.take(changes);
      select(editor, changes);
    },
    [editor, measure, drag.take],
  );
  const onEdgesChange = useCallback((changes: EdgeChange<CanvasEdge>[]) => select(editor, changes), [editor]);
  /** From far away there are no cards to click on: a click selects what is drawn there, a double click goes there. */
  const onFarClick = (event: MouseEvent): void => {
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const id = nodeAt({ graph, boxes: standing.boxes }, at);
    editor.select(id === undefined ? [] : [id]);
    if (event.detail > 1) void flow.setCenter(at.x, at.y, { zoom: 0.8 });
  };
  const grip = (at: Point): readonly string[] => {
    const held =
      readOnly || selection.length === 0 ? undefined : nodeAt({ graph, boxes: standing.boxes }, at);
    if (held === undefined || !selection.includes(held) || isLocked(plan, held)) return [];
    return [held, ...selection.filter((id) => id !== held && standing.boxes.has(id))];
  };
  useFarDrag(far, root, grip, drag);
  const onConnect = useCallback(
    ({ source, target }: Connection) => void run(editor, connect(source, target)),
    [editor],
  );
  const onDrop = useCallback(
    (event: DragEvent) => {
      const kind = event.dataTransfer.getData(PALETTE_TYPE);
      if (kind !== 'cluster' && kind !== 'router' && kind !== 'host') return;
      event.preventDefault();
      event.stopPropagation();
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      run(editor, add(kind satisfies NewKind, at));
    },
    [editor, flow],
  );
  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(PALETTE_TYPE)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  }, []);

  const beginRename = useCallback(
    (id: string) => {
      const { plan: now, readOnly: held } = editor.store.getState();
      if (held) return;
      const reason = lockedReason(now, [id]);
      if (reason === undefined) setRenaming(id);
      else editor.announce(`${reason}.`);
    },
    [editor],
  );
  // The very same from frame to frame of a drag: with another, React Flow draws all its cards and lines anew.
  const fitOptions = useMemo(wholePlan, []);
  const onNodeClick = useCallback(
    ({ shiftKey, ctrlKey, metaKey, target }: MouseEvent, { id, type }: CanvasNode) => {
      // A click on one of many selected means this one; React Flow keeps them all. Of sites it knows nothing.
      if (!shiftKey && !ctrlKey && !metaKey) selectAt(editor, target, id);
      else if (type === 'frame') editor.select(toggled(editor.store.getState().selection, id));
    },
    [editor],
  );
  const onNodeDoubleClick = useCallback(
    (_event: MouseEvent, { id }: CanvasNode) => beginRename(id),
    [beginRename],
  );
  const onEdgeDoubleClick = useCallback(
    (_event: MouseEvent, { id, type }: CanvasEdge) => {
      if (type === 'link') beginRename(id);
    },
    [beginRename],
  );
  useCanvasKeys(editor, root, beginRename, ranges.editRange, setTool, showThese);

  const ghosts = drawn.has('ghost');
  const actions: CanvasActions = useMemo(() => {
    /** Who ended it by a key is still in the field, and goes on from the card; who went elsewhere stays there. */
    const ended = (id: string, work?: () => void): void => {
      const here = hasFocus(root.current);
      work?.();
      setRenaming(undefined);
      if (here) focusOn(root.current, id);
    };
    return {
      renaming,
      rename(id, name) {
        const isNote = locate(editor.store.getState().plan, id)?.collection === 'notes';
        ended(id, () => run(editor, isNote ? setNote(id, name) : rename(id, name), 'quietly'));
      },
      endRename: (id) => ended(id),
      ...ranges,
      toggleOpen: (cluster) => editor.toggleOpen(cluster),
      readOnly,
      ghosts,
    };
  }, [editor, renaming, ranges, readOnly, ghosts]);

  return (
    <CanvasContext value={actions}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the drop target around the canvas; the palette's buttons do the same by key */}
      <div
        ref={root}
        className={styles.canvas}
        data-walking={walking}
        data-hidden={layers.hidden}
        data-readonly={readOnly}
        onDrop={onDrop}
        onDragOver={onDragOver}
      >
        <ReactFlow<CanvasNode, CanvasEdge>
          nodes={told.nodes}
          edges={told.edges}
          onlyRenderVisibleElements={crowd > MANY}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeDragStop={drag.end}
          onSelectionDragStop={drag.end}
          nodeDragThreshold={3}
          onConnect={onConnect}
          onPaneClick={far ? onFarClick : undefined}
          onNodeClick={onNodeClick}
          onNodeDoubleClick={onNodeDoubleClick}
          onEdgeDoubleClick={onEdgeDoubleClick}
          connectionMode={ConnectionMode.Loose}
          connectionRadius={28}
          deleteKeyCode={null}
          disableKeyboardA11y
          multiSelectionKeyCode={MULTI}
          selectionKeyCode={null}
          selectionOnDrag={tool === 'select' && !far}
          selectionMode={SelectionMode.Partial}
          panOnDrag={tool === 'hand' || far ? true : MIDDLE}
          panOnScroll={!embedded}
          preventScrolling={!embedded}
          zoomOnDoubleClick={false}
          nodesDraggable={!readOnly}
          nodesConnectable={!readOnly}
          minZoom={ZOOM.min}
          maxZoom={ZOOM.max}
          fitView={fits.current}
          fitViewOptions={fitOptions}
          ariaLabelConfig={SPOKEN}
          aria-label="Plan"
        >
          {far && (
            <FarView graph={seen} rest={standing.rest} boxes={standing.boxes} moving={standing.moving} />
          )}
          {crowd >= LEAST_MINIMAP && (
            <Minimap graph={seen} boxes={standing.rest} shown={options.minimap} onTurn={turnMinimap} />
          )}
          {options.grid && !far && <Background gap={GRID * 2} size={1} color="var(--dots)" />}
          <GuideLines guides={drag.guides} left={drag.left} />
          {draft.at && (
            <ViewportPortal>
              <div
                className={styles.draft}
                style={{ transform: `translate(${draft.at.x}px, ${draft.at.y}px)` }}
              >
                <NoteField text="" onDone={draft.finish} />
              </div>
            </ViewportPortal>
          )}
          {overlay && <ViewportPortal>{overlay}</ViewportPortal>}
          <OverlapLines editor={editor} />
          {!embedded && <LayerChips editor={editor} layers={layers} />}
          {selection.length > 0 && !far && !drag.offsets && !gliding && (
            <Suspense>
              <SelectionBar editor={editor} root={root} boxes={boxes.current} asked={toBar} />
            </Suspense>
          )}
          {shown.length > 0 && (
            <ZoomControls editor={editor} tool={tool} onTool={setTool} onFit={showThese} />
          )}
        </ReactFlow>
        {cover}
      </div>
    </CanvasContext>
  );
}

/** Where a thing is drawn: a link and an attachment where its ends are. */
function boxesOf(id: string, boxes: ReadonlyMap<string, Box>, editor: Editor): Box[] {
  const own = boxes.get(id);
  if (own) return [own];
  const { plan } = editor.store.getState();
  const found = locate(plan, id);
  const member = attachedBy(id);
  const ends = found?.collection === 'links' ? found.entity.ends : member === undefined ? [] : [member];
  return ends.flatMap((end) => boxes.get(end) ?? []);
}

const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id];

const hasFocus = (root: HTMLElement | null): boolean => root?.contains(document.activeElement) === true;

/** Gives the focus back to a card or line, so that keys go on where they were. */
function focusOn(root: HTMLElement | null, id: string): void {
  root?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`)?.focus();
}

/** Takes React Flow's changes of selection over into the editor's. */
function select(editor: Editor, changes: readonly (NodeChange<CanvasNode> | EdgeChange<CanvasEdge>)[]): void {
  const before = editor.store.getState().selection;
  const selected = new Set(before);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) selected.add(change.id);
    else selected.delete(change.id);
  }
  const after = [...selected];
  if (after.length !== before.length || after.some((id, i) => id !== before[i])) editor.select(after);
}
