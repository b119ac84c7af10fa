/** A line of the table: what was measured, how long ours takes, and beside what. */
export const row = (what, milliseconds, more) => ({ what, milliseconds, ...more });

/** Milliseconds of processor time of the best of several runs: on a machine with other work the clock tells of that, too. */
export function best(run, times) {
  let shortest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < times; round++) {
    const start = process.cpuUsage();
    run();
    shortest = Math.min(shortest, spentSince(start));
  }
  return shortest;
}

export function spentSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e3;
}

export const number = (value) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

export function time(milliseconds) {
  if (milliseconds < 0.001) return `${(milliseconds * 1e6).toFixed(0)} ns`;
  if (milliseconds < 1) return `${(milliseconds * 1e3).toFixed(1)} µs`;
  return milliseconds < 1_000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1e3).toFixed(2)} s`;
}
