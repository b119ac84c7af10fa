import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { Network } from '../network/network.ts';
import type { Plan } from '../plan/plan.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import { planOf } from '../testing/walkHelpers.ts';
import { type Reachability, reachability, reachQuestion } from './reachability.ts';
import { reachEnds } from './reachEnds.ts';
import { outcomeOf, traceRoundTrip } from './roundTrip.ts';

function finished(network: Network, ids: readonly string[]): Reachability {
  const steps = reachability(network, ids);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    expect(step.value).toBeGreaterThanOrEqual(0);
    expect(step.value).toBeLessThanOrEqual(1);
  }
}

/** Every cell is what walking its pair says. */
function expectWalks(plan: Plan): Reachability {
  const network = compileNetwork(plan);
  const ids = [...network.devices.keys()];
  const matrix = finished(network, ids);
  const { ends, cells, outcomes, listens } = matrix;
  expect(ends).toEqual(ids);
  for (const [i, from] of ids.entries()) {
    for (const [j, to] of ids.entries()) {
      const outcome = outcomes[cells[i * ids.length + j] ?? 0];
      const [caller, called] = [network.devices.get(from), network.devices.get(to)];
      if (i === j || !caller || !called) {
        expect(outcome).toBeUndefined();
        continue;
      }
      const answer = traceRoundTrip(network, reachQuestion(caller, called));
      if ('problem' in answer) throw new Error(answer.problem);
      expect([from, to, outcome]).toEqual([from, to, outcomeOf(answer)]);
      expect(listens[j] === 0).toBe(answer.flow.protocol === 'icmp');
    }
  }
  return matrix;
}

/** Two routed clusters and a client behind two routers. */
const sites: Plan = planOf({
  clusters: ['a', 'b'].map((id, i) => ({
    id,
    router: `r${id}`,
    nodes: { cidrs: [`172.16.${i}.0/24`], count: 2 },
    pods: { cidrs: [`10.${i}.0.0/16`] },
    services: { cidrs: [`10.${96 + i}.0.0/24`] },
    workloads: [{ name: 'w', replicas: 2, port: 80 }],
  })),
  routers: [{ id: 'ra' }, { id: 'rb' }],
  links: [{ id: 'l', ends: ['ra', 'rb'], routing: 'bgp' }],
  hosts: [{ id: 'h', router: 'ra', addresses: ['192.168.0.7/24'] }],
});

describe('reachability', () => {
  it('is what walking each pair says, on any plan', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => void expectWalks(plan)),
      { numRuns: 150 },
    );
  });

  it('walks nobody where nothing but forwarding happens', () => {
    const { walked, cells } = expectWalks(sites);
    expect(walked).toBe(0);
    expect(cells.length).toBe(11 * 11);
  });

  it('walks only the pairs to or from whoever has an address twice', () => {
    const twice = {
      ...sites,
      hosts: [...(sites.hosts ?? []), { id: 'i', router: 'rb', addresses: ['10.0.0.2/24'] }],
    };
    const { walked, cells } = expectWalks(twice);
    expect(walked).toBeGreaterThan(0);
    expect(walked).toBeLessThan(cells.length / 2);
  });

  it('lets a pod off the first node and the last node speak for a cluster, and each host for itself', () => {
    expect(reachEnds(compileNetwork(sites))).toEqual([
      'pod:a/w-1',
      'node:a/1',
      'pod:b/w-1',
      'node:b/1',
      'host:h',
    ]);
  });

  it('leaves out what the plan does not have', () => {
    expect(finished(compileNetwork(sites), ['host:h', 'host:none']).ends).toEqual(['host:h']);
  });
});
