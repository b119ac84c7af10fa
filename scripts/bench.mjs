#!/usr/bin/env node
import ipaddr from 'ipaddr.js';
import { runnerImport } from 'vite';
import { root } from './shell.mjs';

/**
 * `npm run bench`: the core beside its plain rivals, in one run on one machine. Read the ratios, not the times; no
 * test asserts either.
 */

const { module: core } = await runnerImport('/src/core/index.ts', { root, logLevel: 'error' });

console.log(
  'Longest-prefix match: a lookup in a table of N routes, against walking the table over ipaddr.js',
);
for (const size of [100, 1_000, 10_000]) {
  const routes = Array.from({ length: size }, (_, i) => ({
    prefix: core.mustPrefix(`10.${(i >> 8) & 255}.${i & 255}.0/24`),
    source: 'static',
    action: { kind: 'blackhole' },
    pathLength: 0,
    because: '',
  }));
  const targets = Array.from({ length: 256 }, (_, i) => `10.${(i * 7) % (1 + (size >> 8))}.${i}.9`);
  const addresses = targets.map(core.mustAddress);
  const plain = routes.map((route) => ipaddr.parseCIDR(core.formatPrefix(route.prefix)));
  const plainTargets = targets.map((target) => ipaddr.parse(target));
  const ours = perCall(addresses, (address) => core.bestRoute({ routes }, address));
  const rival = perCall(plainTargets, (address) => longestByWalking(plain, address));
  row(`${size} routes`, ours, rival);
}

console.log('\nA plan of N clusters, each with a router, a link to a hub and a flow to its pod');
for (const size of [10, 50, 200]) {
  const plan = starOf(size);
  const compile = once(() => core.compileNetwork(plan));
  const network = core.compileNetwork(plan);
  const walk = once(() => plan.flows.map((flow) => core.traceRoundTrip(network, flow)));
  const judge = once(() => core.validate(plan, network));
  console.log(
    `  ${String(size).padStart(4)} clusters: compile ${ms(compile)}, walk one flow ${ms(walk / size)}, all findings ${ms(judge)} (${ms(judge / size)} a cluster)`,
  );
}

function longestByWalking(table, address) {
  let best;
  for (const [network, length] of table) {
    if (address.match(network, length) && (best === undefined || length > best)) best = length;
  }
  return best;
}

function starOf(size) {
  const ids = Array.from({ length: size }, (_, index) => index);
  return {
    hopwright: 1,
    name: `${size} clusters`,
    clusters: ids.map((i) => ({
      id: `c${i}`,
      router: `r${i}`,
      nodes: { cidrs: [`172.16.${i}.0/24`], count: 3 },
      pods: { cidrs: [`10.${i}.0.0/16`] },
      services: { cidrs: [`192.168.${i}.0/24`] },
      workloads: [{ name: 'app', replicas: 3, port: 80 }],
    })),
    routers: [{ id: 'hub' }, ...ids.map((i) => ({ id: `r${i}` }))],
    links: ids.map((i) => ({ id: `l${i}`, ends: ['hub', `r${i}`], routing: 'bgp' })),
    flows: ids.map((i) => ({ id: `f${i}`, from: 'pod:c0/app-0', to: `pod:c${i}/app-1` })),
  };
}

/** Nanoseconds a call, the best of several rounds. */
function perCall(inputs, call) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const start = process.hrtime.bigint();
    for (const input of inputs) call(input);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / inputs.length);
  }
  return best;
}

/** Nanoseconds of the best of three runs. */
function once(call) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = process.hrtime.bigint();
    call();
    best = Math.min(best, Number(process.hrtime.bigint() - start));
  }
  return best;
}

function row(name, ours, rival) {
  console.log(
    `  ${name.padStart(13)}: ${ours.toFixed(0)} ns, walking ${rival.toFixed(0)} ns, ${(rival / ours).toFixed(1)}x`,
  );
}

function ms(nanoseconds) {
  return `${(nanoseconds / 1e6).toFixed(nanoseconds < 1e7 ? 2 : 0)} ms`;
}
