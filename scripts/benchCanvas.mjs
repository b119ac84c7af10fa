#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { servedPages } from './benchCanvasPages.mjs';
import { benchBrowser, visitOurs, visitRival } from './benchCanvasVisit.mjs';
import { crowd, picture } from './benchCrowd.mjs';
import { overlapping, wireRows } from './benchWire.mjs';

/*
 * `npm run bench:canvas`: our page with thousands of cards in view, beside React Flow with all of them mounted and a bare 2D
 * canvas of the same size, in one browser. Read the ratios; frames are not held to a screen's rate. Devices are routers, clusters
 * and hosts in one hub and spoke: of 10,000, 3,500 are clusters (a plan has 5,000 at most). Numbers given name crowds: `1000 5000`.
 * Tasks of the page's thread are told in processor time.
 */

/** Cards in view, how often each page is visited, and frames of a gesture. */
const CROWDS = [
  { cards: 1_000, rounds: 3, frames: 100 },
  { cards: 5_000, rounds: 2, frames: 60 },
  { cards: 10_000, rounds: 2, frames: 20 },
];

/** One row for each target; of some crowds only, where they are given. */
export async function benchCanvas(only = []) {
  // Built first: what imports sources makes builds after it ones for development.
  const { addresses, stop } = await servedPages();
  const browser = await benchBrowser();
  const rows = [];
  try {
    for (const { cards, rounds, frames } of CROWDS) {
      if (only.length > 0 && !only.includes(cards)) continue;
      const plan = crowd(cards);
      const given = picture(plan);
      const seen = { ours: [], flow: [], bare: [] };
      // In turns, so that what else the machine does falls on all.
      for (let round = 0; round < rounds; round++) {
        const ours = await visitOurs(browser, addresses.ours, plan, frames);
        seen.ours.push(ours);
        for (const name of ['flow', 'bare'])
          seen[name].push(
            await visitRival(browser, name, addresses[name], given, { area: ours.area, frames }),
          );
      }
      rows.push(...crowdRows(cards, seen));
    }
  } finally {
    await browser.close();
    await stop();
  }
  const overlaps = await overlapping(crowd(5_000));
  return [
    ...rows,
    {
      what: 'pairs of cards that overlap when 5,000 are tidied',
      ours: overlaps,
      target: 'none',
      holds: overlaps === 0,
    },
    {
      what: '1,000 packets at once: not measured, the page plays one walk at a time',
      target: 'at most 1/40 of CSS-animated edges',
    },
    ...(await wireRows()),
  ];
}

function crowdRows(cards, seen) {
  const crowd = `${cards.toLocaleString('en')} in view`;
  const many = cards === 10_000;
  /** The best round: what else the machine does only ever makes it worse. */
  const of = (name, pick) => Math.min(...seen[name].map(pick));
  const three = (what, pick, targets, pickOurs = pick) => {
    const [ours, rival, floor] = [of('ours', pickOurs), of('flow', pick), of('bare', pick)];
    return { what: `${crowd}: ${what}`, ...against(ours, rival, floor, targets) };
  };
  const frame = { least: 3, most: 2 };
  const rows = [
    three('first picture, from the plan as text, ms', ({ first }) => first, many ? { least: 30 } : {}),
  ];
  for (const gesture of ['drag', 'pan', 'zoom'])
    for (const share of many ? [0.5] : [0.95]) {
      const targets = !many ? frame : gesture === 'drag' ? { least: 12 } : {};
      rows.push(
        three(
          `${gesture}, p${share * 100} ms a frame`,
          ({ times }) => quantile(times[gesture], share),
          targets,
        ),
      );
    }
  // The same without what else the machine does.
  for (const gesture of ['drag', 'pan', 'zoom'])
    rows.push(
      three(
        `${gesture}, ms of processor time a frame`,
        ({ work }) => work[gesture],
        many ? (gesture === 'drag' ? { least: 12 } : {}) : frame,
      ),
    );
  rows.push(
    three(
      'drag of a card near, p95 ms (rivals: all in view)',
      ({ times }) => quantile(times.drag, 0.95),
      {},
      ({ times }) => quantile(times.near, 0.95),
    ),
    three(
      'drag of a card near, ms of processor time a frame',
      ({ work }) => work.drag,
      {},
      ({ work }) => work.near,
    ),
    three('heap, MB', ({ memory }) => memory / 1e6, many ? { least: 20 } : {}),
  );
  const task = (what, pick) => {
    const ours = of('ours', pick);
    return { what: `${crowd}: ${what}`, ours, target: 'none over 50 ms', holds: ours <= 50 };
  };
  rows.push(
    task('longest task while it is opened and judged, ms', ({ opening }) => opening),
    task('longest task while a host is added and judged, ms', ({ edited }) => edited),
    task('longest task of Tidy, ms', ({ tidied }) => tidied),
  );
  if (cards === 5_000) {
    const ours = of('ours', ({ tidyTook }) => tidyTook);
    rows.push({ what: `${crowd}: Tidy, ms`, ours, target: 'under 1,000', holds: ours < 1_000 });
  }
  return rows;
}

/** Beside React Flow, and the bare canvas: how often ours is better, and what it is of the floor. */
function against(ours, rival, floor, { least, most } = {}) {
  const target = [
    least && `at least ${least}x better than React Flow`,
    most && `at most ${most}x the bare canvas`,
  ]
    .filter(Boolean)
    .join(', ');
  const holds = (!least || rival >= least * ours) && (!most || ours <= most * floor);
  const told = target ? { target, holds } : {};
  return { ours, rival, floor, ratio: rival / ours, ofFloor: ours / floor, ...told };
}

const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)];

function print(rows) {
  console.log('Canvas: ours | React Flow, all mounted (x better) | bare 2D canvas (x of it) | target');
  const beside = (value, ratio) => (value === undefined ? '' : ` | ${number(value)} (${number(ratio)}x)`);
  for (const { what, ours, rival, floor, ratio, ofFloor, target, holds } of rows) {
    const verdict = target ? ` | ${target}${holds === undefined ? '' : holds ? ': holds' : ': MISSED'}` : '';
    const own = ours === undefined ? '' : number(ours);
    console.log(
      `  ${what.padEnd(66)} ${own.padStart(7)}${beside(rival, ratio)}${beside(floor, ofFloor)}${verdict}`,
    );
  }
}

const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await benchCanvas(process.argv.slice(2).map(Number).filter(Boolean));
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows, undefined, 2));
  else print(rows);
}
