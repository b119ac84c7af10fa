import { createStore } from 'zustand/vanilla';
import { applyEdits, type Plan, type PlanEdit, PlanEditError } from '#core';
import { LAYERS, USUAL_LAYERS } from '#core/view';
import { createJudge, NO_ANALYSIS, samePlanToTheCore } from './analysis.ts';
import { createAutosave } from './autosave.ts';
import { createDeed, deedSentence, withNews } from './deed.ts';
import type { Beginning, Clock, Editor, EditorServices, EditorState } from './editor.ts';
import { EMPTY_HISTORY, type History, redoLabel, redone, remember, undoLabel, undone } from './history.ts';
import { newsSentence } from './news.ts';
import { unpackHistory } from './packedHistory.ts';
import { NO_PLAYBACK } from './playback.ts';
import { createPlayer } from './player.ts';
import { rangeAt } from './rangeAt.ts';
import { foremost, type Hold, whyReadOnly } from './readOnly.ts';
import { present } from './selection.ts';
import { createSurface } from './surface.ts';

/** Makes the editor over a document. See `Editor` and `EditorState` for what its methods promise. */
export function createEditor(services: EditorServices, clock: Clock, beginning: Beginning): Editor {
  const store = createStore<EditorState>(() => ({
    plan: beginning.plan,
    document: beginning.id,
    edited: beginning.edited,
    shown: 0,
    revision: 0,
    undoLabel: undefined,
    redoLabel: undefined,
    selection: [],
    range: undefined,
    opened: [],
    layers: USUAL_LAYERS,
    analysis: NO_ANALYSIS,
    playback: NO_PLAYBACK,
    finding: undefined,
    save: beginning.trouble === undefined ? { kind: 'none' } : { kind: 'failed', reason: beginning.trouble },
    readOnly: undefined,
    preview: undefined,
    announcement: '',
    notice: undefined,
  }));
  const { getState: get, setState: set } = store;

  let history: History = EMPTY_HISTORY;
  /** Counts the entries that the history was given. */
  let steps = 0;
  /** The document, while a preview is in its place. */
  let aside: { readonly plan: Plan; readonly history: History } | undefined;
  const holds = new Set<Hold>();
  const deed = createDeed();
  /** The finding that was selected until there was no such finding any more. */
  let gone: string | undefined;

  const player = createPlayer(store, services, clock);
  const judge = createJudge(services, clock, (outcome) => {
    const { analysis: before, finding } = get();
    const analysis = outcome(before);
    const has = (id: string | undefined): boolean =>
      id !== undefined && analysis.judgement?.findings.some((one) => one.id === id) === true;
    if (finding !== undefined && !has(finding)) gone = finding;
    // A finding that went while it was selected is selected when it comes back: its repair was undone.
    const back = finding === undefined && has(gone) ? gone : undefined;
    if (back !== undefined) gone = undefined;
    set({ analysis, finding: has(finding) ? finding : back });
    if (analysis.status !== 'ready') return;
    player.ask();
    const news =
      before.judgement && newsSentence(before.judgement.findings, analysis.judgement?.findings ?? []);
    const done = deed.take();
    if (news === undefined) return;
    // With what brought it: "London deleted; 2 errors gone."
    const text = done ? withNews(done.text, news) : news;
    set({ announcement: text });
    if (done?.aloud && get().notice?.text === done.text) set({ notice: { text } });
  });
  const autosave = createAutosave(services, clock, (save) => set({ save }));

  /** Shows a plan: everything that hangs on the document follows. */
  function put(plan: Plan, next: History): void {
    const before = get();
    const unchanged = samePlanToTheCore(before.plan, plan);
    history = next;
    set({
      plan,
      revision: unchanged ? before.revision : before.revision + 1,
      selection: present(plan, before.selection),
      range: before.range !== undefined && rangeAt(plan, before.range) ? before.range : undefined,
      opened: present(plan, before.opened),
      undoLabel: undoLabel(next),
      redoLabel: redoLabel(next),
    });
    if (!unchanged) {
      deed.begin();
      judge.request(plan, get().revision);
    }
    player.follow(before.plan, plan);
  }

  /** Puts a document, or a preview, in place of what is shown. */
  function replace(plan: Plan, next: History, flow: string | undefined): void {
    put(plan, next);
    gone = undefined;
    set(({ shown }) => ({
      shown: shown + 1,
      selection: [],
      range: undefined,
      opened: [],
      finding: undefined,
      analysis: NO_ANALYSIS,
      // What was said about the plan before is no news of this one.
      notice: undefined,
    }));
    // Another plan may look the same to the core; its judgement was dropped all the same.
    judge.request(plan, get().revision);
    const flows = plan.flows ?? [];
    player.show(flows.find(({ id }) => id === flow) ?? flows[0]);
  }

  const say = (text: string, to?: 'ears'): void => {
    deed.say({ text, aloud: to === undefined });
    set({ announcement: text, ...(to === undefined ? { notice: { text } } : {}) });
  };

  function keep(label: string | undefined, fresh = false): void {
    const { document, edited } = get();
    autosave.request(document, {
      ...(aside ?? { plan: get().plan, history }),
      edited,
      label,
      step: steps,
      fresh,
    });
  }

  function keepUnstored({ unstored }: Beginning): void {
    if (unstored) keep(unstored.label, unstored.fresh);
  }

  const restored = ({ plan, history: packed }: Beginning): History =>
    packed ? unpackHistory(packed, plan) : EMPTY_HISTORY;

  /** The door that every change of the plan goes through. */
  function refuses(): boolean {
    const { readOnly } = get();
    if (readOnly) say(`${whyReadOnly(readOnly)}.`);
    return readOnly !== undefined;
  }

  /** What edits make of a plan; undefined, and said, where they do not apply or make more of something than a file may hold. */
  function tried(label: string, plan: Plan, edits: readonly PlanEdit[]): Plan | undefined {
    try {
      return applyEdits(plan, edits);
    } catch (error) {
      if (!(error instanceof PlanEditError)) throw error;
      say(`${label}: ${error.message}.`);
      return undefined;
    }
  }

  /** Shows a preview, or none: what can be changed follows. */
  const setPreview = (preview: EditorState['preview']): void =>
    set({ preview, readOnly: foremost(preview !== undefined, holds) });

  function go(step: typeof undone, label: string | undefined, word: string): void {
    if (refuses()) return;
    const result = step(history, get().plan);
    if (!result) return;
    steps++;
    set({ edited: true });
    put(result.plan, result.history);
    say(`${word}: ${label}.`);
    keep(`${word}: ${label}`);
  }

  const editor: Editor = {
    store,
    surface: createSurface(),
    change(label, edits, options) {
      if (refuses()) return false;
      const before = get().plan;
      const after = tried(label, before, edits);
      if (!after) return false;
      if (after === before) return true;
      const next = remember(history, before, { label, merge: options?.merge, at: clock.now() });
      if (next.past.at(-1) !== history.past.at(-1)) steps++;
      set({ edited: true });
      put(after, next);
      keep(label);
      // What the command says itself comes after.
      say(options?.said ?? deedSentence(label), 'ears');
      return true;
    },
    undo: () => go(undone, undoLabel(history), 'Undone'),
    redo: () => go(redone, redoLabel(history), 'Redone'),
    select: (ids) => set(({ plan }) => ({ selection: present(plan, ids), range: undefined })),
    selectRange(field) {
      const range = rangeAt(get().plan, field);
      if (range) set({ selection: [range.id], range: field });
    },
    setLayers: (layers) => set({ layers: LAYERS.filter((layer) => layers.includes(layer)) }),
    toggleOpen: (cluster) =>
      set(({ opened }) => ({
        opened: opened.includes(cluster) ? opened.filter((id) => id !== cluster) : [...opened, cluster],
      })),
    selectFinding(id) {
      gone = undefined;
      const { analysis, plan } = get();
      const finding = analysis.judgement?.findings.find((candidate) => candidate.id === id);
      set({
        finding: finding?.id,
        ...(finding ? { selection: present(plan, finding.entities), range: undefined } : {}),
      });
    },
    open(plan, options) {
      aside = undefined;
      const { edited, document } = get();
      const another = edited || holds.has('elsewhere');
      steps++;
      set({ document: another ? services.newId() : document, edited: options?.keep ?? false });
      holds.delete('elsewhere');
      setPreview(undefined);
      replace(plan, EMPTY_HISTORY, options?.flow);
      keep(undefined, !another);
    },
    load(stored) {
      const { document, preview } = get();
      const next = restored(stored);
      const same = stored.id === document;
      set({ document: stored.id, edited: stored.edited });
      if (same && preview) aside = { plan: stored.plan, history: next };
      else if (same) put(stored.plan, next);
      else {
        aside = undefined;
        setPreview(undefined);
        replace(stored.plan, next, undefined);
      }
      if (get().save.kind === 'none') set({ save: { kind: 'saved' } });
      keepUnstored(stored);
    },
    continueAs(id, name) {
      // What waits is older than what is here.
      autosave.forget(get().document, 'all');
      set({ document: id });
      steps++;
      const renamed = (plan: Plan): Plan => ({ ...plan, name });
      if (aside) aside = { ...aside, plan: renamed(aside.plan) };
      else put(renamed(get().plan), history);
      keep('Recovered copy');
    },
    setReadOnly(hold, on) {
      if (on) holds.add(hold);
      else holds.delete(hold);
      setPreview(get().preview);
    },
    showPreview(plan) {
      // Whoever opened the link may close or load the page again at any moment.
      void autosave.flush();
      aside ??= { plan: get().plan, history };
      setPreview({ plan });
      replace(plan, EMPTY_HISTORY, undefined);
    },
    acceptPreview() {
      const { preview } = get();
      if (preview) editor.open(preview.plan, { keep: true });
    },
    closePreview() {
      if (!aside) return;
      const { plan, history: before } = aside;
      aside = undefined;
      setPreview(undefined);
      replace(plan, before, undefined);
    },
    show: (question) => player.show(question),
    routes: (device) => services.routes(device, get().analysis.revision),
    survey: () => services.survey(get().analysis.revision),
    reach: (onProgress) => services.reach(get().analysis.revision, onProgress),
    setPath: (index) => player.setPath(index),
    play: () => player.play(),
    pause: () => player.pause(),
    step: (by) => player.seek(get().playback.cursor + by),
    seek: (cursor) => player.seek(cursor),
    setSpeed: (speed) => player.setSpeed(speed),
    announce: say,
    judgeAgain: () => judge.request(get().plan, get().revision),
    forgetUnedited: (id) => autosave.forget(id, 'unedited'),
    storeAgain: () => keep('Stored again'),
    flush: () => autosave.flush(),
    unstored: () => autosave.unstored(),
    dispose() {
      judge.dispose();
      autosave.dispose();
      player.dispose();
    },
  };

  replace(beginning.plan, restored(beginning), undefined);
  keepUnstored(beginning);
  return editor;
}
