/**
 * Runs inside a page: moves the pointer once a frame and tells how long each frame took. Events are made here, so that the way
 * from Node into the browser is not measured. `moved` tells a state that must not stay as it is. Answers with a list of
 * milliseconds; throws when nothing moved.
 */
export async function byHand({ gesture, frames, surface, hold, card, moved }) {
  const frame = () => new Promise((done) => requestAnimationFrame(() => done(performance.now())));
  const target = document.querySelector(surface);
  const { x: left, y: top, width, height } = target.getBoundingClientRect();
  const held = hold ?? { x: left + width / 2, y: top + height / 2 };
  const on = card ? document.querySelector(card) : hold ? document.elementFromPoint(held.x, held.y) : target;
  const tell = (to, type, at, more) => {
    const given = { bubbles: true, cancelable: true, view: window, clientX: at.x, clientY: at.y, ...more };
    const Kind = type === 'wheel' ? WheelEvent : type.startsWith('pointer') ? PointerEvent : MouseEvent;
    to.dispatchEvent(new Kind(type, given));
  };
  /** A mouse tells everything twice. */
  const mouse = (to, what, at, more) => {
    tell(to, `pointer${what}`, at, { pointerId: 1, isPrimary: true, pointerType: 'mouse', ...more });
    tell(to, `mouse${what}`, at, more);
  };
  const state = () => {
    if (moved.counter) return window[moved.counter];
    if (moved.pixels) {
      // What a hand sees: the picture around where it went.
      const canvas = document.querySelector(moved.pixels);
      const probe = document.createElement('canvas');
      [probe.width, probe.height] = [120, 120];
      const pen = probe.getContext('2d');
      const at = canvas.getBoundingClientRect();
      pen.drawImage(canvas, at.x - held.x + 60, at.y - held.y + 60);
      return probe.toDataURL();
    }
    return document.querySelector(moved.style).style.transform;
  };
  const before = state();
  // The bare canvas takes a box by Alt.
  const keys = { buttons: 1, altKey: moved.counter !== undefined && gesture === 'drag' };
  if (gesture !== 'zoom') mouse(on, 'down', held, keys);
  const times = [];
  let last = await frame();
  for (let i = 0; i < frames; i++) {
    const at = { x: held.x + 15 + 40 * Math.sin(i / 4), y: held.y + 15 + 30 * Math.sin(i / 6) };
    if (gesture === 'zoom') tell(on, 'wheel', held, { ctrlKey: true, deltaY: i % 10 < 5 ? -2 : 2 });
    else mouse(window, 'move', at, keys);
    const now = await frame();
    times.push(now - last);
    last = now;
    if (i !== frames >> 1) continue;
    if (state() === before) throw new Error(`${gesture} moved nothing`);
    // Looking takes time that is not the page's.
    last = await frame();
  }
  if (gesture !== 'zoom') mouse(window, 'up', held, {});
  return times;
}

/** Runs in our page before anything else: notes when the worker answers. */
export function watch() {
  window.seen = { answered: [] };
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', ({ data }) => {
        if (data?.method === 'judge') window.seen.answered.push(performance.now());
      });
    }
  };
}

/** Runs in our page: gives it a plan as somebody does who drops a file, and answers when that was. */
export function dropPlan(plan) {
  const files = new DataTransfer();
  files.items.add(new File([plan], 'plan.json', { type: 'application/json' }));
  const now = performance.now();
  window.dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true }));
  return now;
}
