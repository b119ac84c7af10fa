import { entitiesOf, type Plan } from '#core';
import {
  addNote,
  type Command,
  connect,
  copyFragment,
  cutSelection,
  drawnIds,
  type Editor,
  findAddresses,
  frameOf,
  pasteFragment,
  planOfList,
  rangeProblem,
  rename,
  run,
  type SurfaceAction,
  setRange,
  setSite,
  tidied,
  tidyTo,
} from '#editor';

/** What is done to the editor; the numbers are taken round where there is a choice. */
export type Deed = (editor: Editor, picks: readonly number[]) => void | Promise<void>;

const state = (editor: Editor) => editor.store.getState();

/** So many of the things that are drawn, by chance. */
export function pickedIds(editor: Editor, picks: readonly number[]): string[] {
  const ids = drawnIds(state(editor).plan);
  return ids.length === 0 ? [] : [...new Set(picks.map((pick) => ids[pick % ids.length] ?? ''))];
}

/** A command that is made when it is its turn; nothing happens where there is none to make. */
export const deedOf =
  (make: (editor: Editor, picks: readonly number[]) => Command | undefined): Deed =>
  (editor, picks) => {
    const command = make(editor, picks);
    if (command) run(editor, command, 'quietly');
  };

const RANGES = ['10.200.0.0/16', '172.30.4.0/24', '2001:db8:77::/64', '198.51.100.7/24'];

/** A design in which most things can be done. */
export const design = (name: string): Plan => ({
  hopwright: 1,
  name,
  routers: [{ id: 'r' }, { id: 's' }],
  links: [{ id: 'l', ends: ['r', 's'], routing: 'bgp' }],
  clusters: ['c', 'd'].map((id) => ({
    id,
    router: 'r',
    nodes: { cidrs: [`172.16.${id === 'c' ? 1 : 2}.0/24`], count: 2 },
    // They collide, and one of them can be moved.
    pods: { cidrs: ['10.0.0.0/16'] },
  })),
  hosts: [{ id: 'h', router: 's', addresses: ['192.168.0.2/24'] }],
  view: { frames: [{ id: 'f', name: 'Site', members: ['c', 'r'] }] },
});

/** Another design takes the place of this one, with its own history. */
const another: Deed = (editor, picks) => editor.open(design(`Design ${picks.length}`), { keep: true });

/** What the page and the canvas do when a command asks for it; undefined where that leaves the plan as it is. */
export const SURFACE: Readonly<Record<SurfaceAction, Deed | undefined>> = {
  rename: deedOf((editor, picks) => {
    const [id] = state(editor).selection;
    return id === undefined ? undefined : rename(id, `Name ${picks.length}`);
  }),
  async 'edit-range'(editor, picks) {
    const { plan, range } = state(editor);
    const text = RANGES[(picks[0] ?? 0) % RANGES.length] ?? '';
    if (range === undefined || (await rangeProblem(plan, range, text)) !== undefined) return;
    run(editor, setRange(range, text), 'quietly');
  },
  'add-note': deedOf((_, picks) => addNote('Ask', { x: (picks[0] ?? 0) * 10, y: 0 })),
  tidy: deedOf((editor) =>
    tidyTo(new Map(tidied(state(editor)).map((id, i) => [id, { x: 250 * i, y: 40 }]))),
  ),
  cut: deedOf(() => cutSelection),
  paste: deedOf((editor, picks) => {
    const { plan } = state(editor);
    const fragment = copyFragment(plan, pickedIds(editor, picks));
    return fragment && pasteFragment(fragment, { x: 0, y: 0 });
  }),
  'paste-text': deedOf((editor, picks) => {
    const lines = findAddresses(`Madrid 10.${(picks[0] ?? 0) % 200}.0.0/16 printer 198.51.100.9`);
    return pasteFragment(planOfList(state(editor).plan, lines), { x: 0, y: 0 });
  }),
  'choose-peer': deedOf((editor, picks) => {
    const [from] = state(editor).selection;
    const [to] = pickedIds(editor, picks);
    return from === undefined || to === undefined ? undefined : connect(from, to);
  }),
  'choose-site': deedOf((editor, picks) => {
    const { plan, selection } = state(editor);
    const frames = entitiesOf(plan, 'frames');
    const sites = [undefined, ...frames.map(({ id }) => id)];
    const site = sites[(picks[0] ?? 0) % sites.length];
    return selection.some((id) => frameOf(plan, id)?.id === site) ? undefined : setSite(selection, site);
  }),
  accept(editor) {
    const { plan, analysis, finding } = state(editor);
    const found = analysis.judgement?.findings.find(({ id }) => id === finding);
    if (!found) return;
    const accept = { rule: found.rule, entities: [...found.entities], reason: 'It is known' };
    editor.change('Accept a finding', [
      { kind: 'set-plan', path: ['accept'], value: [...(plan.accept ?? []), accept] },
    ]);
  },
  inspect(editor, picks) {
    const [id] = state(editor).selection;
    const cluster = entitiesOf(state(editor).plan, 'clusters').find((one) => one.id === id);
    if (cluster)
      editor.change('Change the count', [
        {
          kind: 'set',
          collection: 'clusters',
          id: cluster.id,
          path: ['nodes', 'count'],
          value: 1 + ((picks[0] ?? 0) % 3),
        },
      ]);
  },
  versions(editor, picks) {
    const plan = design(`Yesterday ${picks.length}`);
    editor.change('Restore the version of yesterday', [{ kind: 'replace', plan }]);
  },
  import: another,
  new: another,
  designs: another,
  lessons: another,

  'select-tool': undefined,
  'hand-tool': undefined,
  'focus-card': undefined,
  snapping: undefined,
  grid: undefined,
  minimap: undefined,
  'zoom-in': undefined,
  'zoom-out': undefined,
  'full-size': undefined,
  'fit-all': undefined,
  'fit-selection': undefined,
  'selection-bar': undefined,
  'focus-row': undefined,
  copy: undefined,
  'copy-range': undefined,
  'context-menu': undefined,
  'show-findings': undefined,
  palette: undefined,
  find: undefined,
  'choose-target': undefined,
  explain: undefined,
  theme: undefined,
  'focus-mode': undefined,
  'hide-canvas': undefined,
  'next-landmark': undefined,
  'previous-landmark': undefined,
  'single-keys': undefined,
  share: undefined,
  'copy-link': undefined,
  'copy-finding-link': undefined,
  'copy-hop-link': undefined,
  export: undefined,
  'export-picture': undefined,
  'copy-picture': undefined,
  'export-report': undefined,
  'export-csv': undefined,
  'export-lab': undefined,
  print: undefined,
  help: undefined,
};
