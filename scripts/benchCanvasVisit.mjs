import { chromium } from '@playwright/test';
import { byHand, dropPlan, watch } from './benchCanvasHand.mjs';
import { findChromium } from './chromium.mjs';
import { isRoot } from './shell.mjs';

/*
 * Visits to the pages of `bench:canvas`: each is loaded empty, told what to draw, and then panned, zoomed and dragged on.
 */

const FAR = 'canvas[aria-label="The plan from far away"]';
const PANE = '.react-flow__pane';
const VIEW = '.react-flow__viewport';
const CARD = '.react-flow__node';

/** Frames follow each other as fast as the machine makes them. */
export function benchBrowser() {
  const executablePath = findChromium();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
}

/** Our page with a plan, far away: first picture, gestures, heap, and the long tasks of opening, judging, an edit and Tidy. */
export async function visitOurs(browser, address, plan, frames) {
  const { page, context, heap } = await opened(browser, { width: 1440, height: 900 }, watch);
  await page.goto(address);
  await page.getByRole('button', { name: 'Host', exact: true }).first().waitFor();
  await page.waitForTimeout(1_000);
  const host = await page.getByRole('button', { name: 'Host', exact: true }).first().elementHandle();
  let first = 0;
  const opening = await tasks(browser, page, async () => {
    const answers = await page.evaluate(() => window.seen.answered.length);
    const dropped = await page.evaluate(dropPlan, JSON.stringify(plan));
    first =
      (await until(
        page,
        (far) => {
          const canvas = document.querySelector(far);
          return canvas !== null && canvas.width !== 300;
        },
        FAR,
      )) - dropped;
    await answered(page, answers);
  });
  const memory = await heap();
  const area = await page.locator(PANE).boundingBox();
  const tidy = await page.getByRole('button', { name: /^Tidy/ }).first().elementHandle();
  const hand = { frames, surface: PANE, moved: { style: VIEW } };
  const { times, work, measure } = await gestures(browser, page);
  for (const gesture of ['pan', 'zoom']) await measure(gesture, { ...hand, gesture });
  const hold = await selectNear(page, plan.view.positions, area);
  await measure('drag', { ...hand, gesture: 'drag', hold, moved: { pixels: FAR } });
  const edited = await tasks(browser, page, async () => {
    const answers = await page.evaluate(() => window.seen.answered.length);
    await host.evaluate((button) => button.click());
    await answered(page, answers);
  });
  const asked = await page.evaluate(() => performance.now());
  let tidyTook = 0;
  const tidied = await tasks(browser, page, async () => {
    await tidy.evaluate((button) => button.click());
    const notice = await page.waitForFunction(
      () =>
        document.querySelector('[aria-label="Announcements"]').textContent.startsWith('Tidied') &&
        performance.now(),
    );
    tidyTook = (await notice.jsonValue()) - asked;
  });
  await measure('near', await nearCard(page, frames));
  await context.close();
  return { first, times, work, memory, area, opening, edited, tidied, tidyTook };
}

/** A rival's page with the same picture on the same area. */
export async function visitRival(browser, name, address, picture, { area, frames }) {
  const { page, context, heap } = await opened(browser, {
    width: Math.round(area.width),
    height: Math.round(area.height),
  });
  await page.goto(address);
  await page.waitForFunction(() => window.show !== undefined);
  await page.waitForTimeout(300);
  const shown = await page.evaluate((given) => {
    const now = performance.now();
    window.show(given);
    return now;
  }, picture);
  const drawn = await until(
    page,
    (cards) => {
      const all = document.getElementsByClassName('react-flow__node');
      return (
        window.drawn > 0 ||
        (all.length === cards && getComputedStyle(all[cards - 1]).visibility === 'visible')
      );
    },
    picture.boxes.length,
  );
  await page.waitForTimeout(500);
  const memory = await heap();
  const { times, work, measure } = await gestures(browser, page);
  const isFlow = name === 'flow';
  const hand = isFlow
    ? { surface: PANE, moved: { style: VIEW } }
    : { surface: 'canvas', moved: { counter: 'drawn' } };
  for (const gesture of ['pan', 'zoom']) await measure(gesture, { ...hand, frames, gesture });
  const card = isFlow ? await aCard(page) : undefined;
  await measure('drag', { ...hand, frames, gesture: 'drag', ...card });
  await context.close();
  return { first: drawn - shown, times, work, memory };
}

/**
 * Gestures on a page: how long each frame took, and how much processor time of all the browser's processes a frame took, which
 * tells the same whatever else the machine does.
 */
async function gestures(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const spent = async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0);
  };
  const [times, work] = [{}, {}];
  const measure = async (name, hand) => {
    const before = await spent();
    times[name] = await page.evaluate(byHand, hand);
    work[name] = ((await spent()) - before) / hand.frames;
  };
  return { times, work, measure };
}

async function opened(browser, viewport, before) {
  const context = await browser.newContext({ serviceWorkers: 'block', viewport });
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  const session = await context.newCDPSession(page);
  /** Of scripts and of elements. */
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize = 0 } = await session.send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize;
  };
  return { page, context, heap };
}

/** When this holds and a frame has shown it, on the page's clock. */
async function until(page, holds, given) {
  await page.waitForFunction(holds, given, { polling: 'raf', timeout: 120_000 });
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(performance.now()))));
}

/** Selects what is drawn nearest to the middle of an area, and tells where that is. */
async function selectNear(page, positions, { x, y, width, height }) {
  const style = await page.locator(VIEW).evaluate((element) => element.style.transform);
  const [right, down, zoom] = style.match(/-?[\d.]+(?=px|\))/g).map(Number);
  const [best] = Object.values(positions)
    .map(([left, top]) => ({ x: x + right + (left + 60) * zoom, y: y + down + (top + 30) * zoom }))
    .map((at) => ({ at, far: Math.hypot(at.x - x - width / 2, at.y - y - height / 2) }))
    .sort((a, b) => a.far - b.far);
  await page.mouse.click(best.at.x, best.at.y);
  await page
    .getByRole('complementary', { name: 'Inspector' })
    .getByText(/^(Cluster|Router|Host)$/)
    .first()
    .waitFor();
  return best.at;
}

/** The card of React Flow nearest to the middle of the page: its own middle, for at its edge one draws lines; as `byHand` takes it. */
const aCard = (page) =>
  page.evaluate((selector) => {
    const middles = [...document.querySelectorAll(selector)].map((card) => {
      const { x, y, width, height } = card.getBoundingClientRect();
      return { id: card.dataset.id, at: { x: x + width / 2, y: y + height / 2 } };
    });
    const far = ({ at }) => Math.hypot(at.x - innerWidth / 2, at.y - innerHeight / 2);
    const { id, at } = middles.reduce((best, card) => (far(card) < far(best) ? card : best));
    const card = `${selector}[data-id="${id}"]`;
    return { hold: at, card, moved: { style: card } };
  }, CARD);

/** Zooms in until cards are cards, and tells how to drag one. */
async function nearCard(page, frames) {
  await page.evaluate(async (surface) => {
    const pane = document.querySelector(surface);
    const { x, y, width, height } = pane.getBoundingClientRect();
    const at = { clientX: x + width / 2, clientY: y + height / 2 };
    const zoom = () =>
      Number(/scale\((.*)\)/.exec(document.querySelector('.react-flow__viewport').style.transform)[1]);
    while (zoom() < 0.5) {
      pane.dispatchEvent(
        new WheelEvent('wheel', {
          bubbles: true,
          cancelable: true,
          view: window,
          ctrlKey: true,
          deltaY: -5,
          ...at,
        }),
      );
      await new Promise(requestAnimationFrame);
    }
    await new Promise((done) => setTimeout(done, 300));
  }, PANE);
  return { frames, surface: PANE, gesture: 'drag', ...(await aCard(page)) };
}

const answered = (page, before) =>
  page.waitForFunction((count) => window.seen.answered.length > count, before, { timeout: 120_000 });

/**
 * The longest task of the page's own thread in what this does and the second after it, in milliseconds of processor time: what else
 * the machine does is not counted.
 */
async function tasks(browser, page, run) {
  await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
  await run();
  await page.waitForTimeout(1_500);
  const { traceEvents } = JSON.parse(await browser.stopTracing());
  const threadOf = ({ pid, tid }) => `${pid} ${tid}`;
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  const own = traceEvents.filter((event) => event.name === 'RunTask' && main.has(threadOf(event)));
  return Math.max(0, ...own.map(({ tdur = 0 }) => tdur / 1_000));
}
