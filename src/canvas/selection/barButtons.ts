import { attachedBy, commandById, type EditorState, locate } from '#editor';

/** A button of the bar: a command of the registry. */
export type BarButton = 'inspect' | 'connect' | 'link-vpn' | 'walk' | 'duplicate' | 'context-menu';

const OF_KIND: Readonly<Record<string, readonly BarButton[] | undefined>> = {
  clusters: ['inspect', 'connect', 'walk', 'duplicate', 'context-menu'],
  routers: ['inspect', 'connect', 'walk', 'duplicate', 'context-menu'],
  hosts: ['inspect', 'connect', 'walk', 'duplicate', 'context-menu'],
  links: ['inspect', 'context-menu'],
  frames: ['inspect', 'duplicate', 'context-menu'],
  notes: ['inspect', 'duplicate', 'context-menu'],
};
const OF_TWO: readonly BarButton[] = ['link-vpn', 'walk', 'duplicate', 'context-menu'];
const OF_SEVERAL: readonly BarButton[] = ['duplicate', 'context-menu'];

/** What is offered at what is selected: only what applies; nothing where nothing can be changed. */
export function barButtons(state: EditorState): readonly BarButton[] {
  const { plan, selection, readOnly } = state;
  const [only, ...more] = selection;
  if (readOnly !== undefined || only === undefined || attachedBy(only) !== undefined) return [];
  if (more.length > 1) return OF_SEVERAL;
  const wanted = more.length === 1 ? OF_TWO : (OF_KIND[locate(plan, only)?.collection ?? ''] ?? []);
  return wanted.filter(
    (id) => (id !== 'link-vpn' && id !== 'walk') || commandById(id).command(state).applies,
  );
}
