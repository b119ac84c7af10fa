import { best, row, time } from './measure.mjs';

/** What an edit touches decides what it costs: each kind of edit of a plan, told one by one. */
const editsOf = (plan) => ({
  'a flow': (i) => ({ ...plan, flows: [{ id: 'f', from: `pod:c${i}/app-0`, to: 'pod:c99/app-1' }] }),
  'an address': (i) => ({
    ...plan,
    hosts: plan.hosts.with(0, { ...plan.hosts[0], addresses: [`100.64.9.${10 + i}/24`] }),
  }),
  'a route': (i) => ({
    ...plan,
    routers: plan.routers.with(7, { ...plan.routers[7], routes: [{ to: `10.201.${i}.0/24`, via: 'l6' }] }),
  }),
  // Either half of the block that its link leads to.
  "a cluster's range": (i) => inCluster(plan, { cidrs: [`10.0.${20 + 2 * (i % 2)}.0/23`], nodeMask: [25] }),
  // A thousand ends have no route there from one edit to the next.
  "a cluster's range, to where no route leads": (i) => inCluster(plan, { cidrs: [`10.200.${i * 4}.0/22`] }),
  'a place on the canvas': (i) => ({ ...plan, view: { positions: { c1: [i, i] } } }),
});

const inCluster = (plan, pods) => ({
  ...plan,
  clusters: plan.clusters.with(5, { ...plan.clusters[5], pods }),
});

const EDITS = 20;

/** Judging the next revision, beside judging it from nothing. */
export function editRows(core, plan) {
  const fresh = best(() => core.validate(plan, core.compileNetwork(plan)), 3);
  return Object.entries(editsOf(plan)).map(([what, edited]) => {
    const judging = new core.Judging();
    judging.judge(plan);
    const { usual, slow } = timesOf((i) => judging.judge(edited(i)));
    return row(`an edit of ${what} in 1,000 clusters + 300 hosts: new findings (p95 ${time(slow)})`, usual, {
      rival: 'judging from nothing',
      theirs: fresh,
      ratio: fresh / usual,
      says: 'faster',
      target: 'at least 20x faster, p95 inside 16 ms',
      holds: fresh >= 20 * usual && slow <= 16,
    });
  });
}

/** The same from the page to the worker and back: what is sent both ways is cloned, as ports do. */
export function roundRows(core, plan) {
  const whole = best(() => new Page(core).judge(plan), 3);
  return Object.entries(editsOf(plan)).map(([what, edited]) => {
    const page = new Page(core);
    page.judge(plan);
    const { usual, slow } = timesOf((i) => page.judge(edited(i)));
    return row(`an edit of ${what}: to the worker, findings back and taken in (p95 ${time(slow)})`, usual, {
      rival: 'the first round of the plan',
      theirs: whole,
      ratio: whole / usual,
      says: 'faster',
    });
  });
}

function timesOf(run) {
  const times = Array.from({ length: EDITS }, (_, i) => best(() => run(i), 1)).sort((a, b) => a - b);
  return { usual: times[EDITS / 2 - 1], slow: times[EDITS - 2] };
}

/** A page and its worker in one process. */
class Page {
  #core;
  #port = { onmessage: null, postMessage: (response) => this.#take(structuredClone(response)) };
  #sent;
  #judgement;
  #revision = 0;

  constructor(core) {
    this.#core = core;
    this.#judgement = core.NO_JUDGEMENT;
    core.serve(this.#port);
  }

  judge({ view: _, ...plan }) {
    const ask = { id: ++this.#revision, method: 'judge', revision: this.#revision };
    const request = this.#sent ? { ...ask, patch: this.#core.planPatch(this.#sent, plan) } : { ...ask, plan };
    this.#sent = plan;
    this.#port.onmessage({ data: structuredClone(request) });
  }

  #take(response) {
    if (response.method !== 'judge') throw new Error(response.message);
    this.#judgement = this.#core.patchedJudgement(this.#judgement, response.result);
  }
}
