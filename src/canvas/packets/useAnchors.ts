import { type InternalNode, useStore, useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useMemo, useState } from 'react';
import { useStore as useEditorStore } from 'zustand';
import { type Anchor, type AnchorOf, type Box, entityOf } from '#core/view';
import type { Editor } from '#editor';

type Boxes = ReadonlyMap<string, Box>;

/** Where each device is drawn: at its own element in an opened cluster, else at its entity's card. Follows every move. */
export function useAnchors(editor: Editor): AnchorOf {
  const cards = useCards();
  const parts = useParts(editor, cards);
  return useMemo(
    () => (device) => {
      const entity = entityOf(device);
      const card = cards.get(entity);
      if (!card) return undefined;
      const part = parts.get(device);
      return part
        ? { key: device, box: { ...part, x: card.x + part.x, y: card.y + part.y }, card }
        : ({ key: entity, box: card, card } satisfies Anchor);
    },
    [cards, parts],
  );
}

/** Where every card stands. */
export const useCards = (): Boxes => useStore((state) => cardBoxes(state.nodeLookup), sameBoxes);

function cardBoxes(nodes: ReadonlyMap<string, InternalNode>): Boxes {
  const boxes = new Map<string, Box>();
  for (const [id, node] of nodes) {
    const { width, height } = node.measured;
    if (width && height) boxes.set(id, { ...node.internals.positionAbsolute, width, height });
  }
  return boxes;
}

const sameBoxes = (a: Boxes, b: Boxes): boolean =>
  a.size === b.size &&
  [...a].every(([key, box]) => {
    const other = b.get(key);
    return (
      other !== undefined &&
      box.x === other.x &&
      box.y === other.y &&
      box.width === other.width &&
      box.height === other.height
    );
  });

/** Boxes of the nodes and pods that opened clusters show, relative to the cluster's card. */
function useParts(editor: Editor, cards: Boxes): Boxes {
  const flow = useStoreApi();
  const opened = useEditorStore(editor.store, (state) => state.opened);
  const derived = useEditorStore(editor.store, (state) => state.analysis.judgement?.derived);
  const [parts, setParts] = useState<Boxes>(new Map());
  // Sizes of cards change when they open and close, after their elements have.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when what is drawn may have changed
  useLayoutEffect(() => {
    const { domNode, transform } = flow.getState();
    const next = new Map<string, Box>();
    for (const cluster of opened) {
      const card = domNode?.querySelector(`.react-flow__node[data-id="${CSS.escape(cluster)}"]`);
      if (!card) continue;
      const origin = card.getBoundingClientRect();
      for (const element of card.querySelectorAll<HTMLElement>('[data-device]')) {
        const box = element.getBoundingClientRect();
        const device = element.dataset.device ?? '';
        const zoom = transform[2];
        next.set(device, {
          x: (box.left - origin.left) / zoom,
          y: (box.top - origin.top) / zoom,
          width: box.width / zoom,
          height: box.height / zoom,
        });
      }
    }
    setParts((before) => (sameBoxes(before, next) ? before : next));
  }, [opened, derived, cards, flow]);
  return parts;
}
