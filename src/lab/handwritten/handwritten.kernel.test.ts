import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileNetwork, type Plan, parsePlan, type ServiceProxy, traceRoundTrip } from '#core';
import { storyOfPath } from '../compare.ts';
import { whyNoLabs } from '../oracle/canRun.ts';
import { runByHand } from './runByHand.ts';

const reason = whyNoLabs('handwritten labs');
const LABS = [
  'routed',
  'bgp',
  'overlay',
  'overlay-gateway',
  'overlay-gateway-snat',
  'native',
  'masquerade',
  'vpn-mtu',
  'triangle',
  'ipv6',
];
/** A reply that a busy machine delays is taken for lost; what a kernel does is there every time. */
const PATIENT = { retry: 2 };
const PROXIES: readonly ServiceProxy[] = ['iptables', 'nftables', 'ipvs', 'ebpf', 'routed'];

describe.skipIf(reason !== undefined)(
  `a lab written by hand and the walk say the same${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    it.each(LABS)('%s', PATIENT, (name) => {
      expect(runByHand(name)).toEqual(walked(planOf(name)));
    });

    it.each(PROXIES)('services-%s', PATIENT, (serviceProxy) => {
      const plan = planOf('services');
      const clusters = (plan.clusters ?? []).map((cluster) => ({ ...cluster, serviceProxy }));
      expect(runByHand(`services-${serviceProxy}`)).toEqual(walked({ ...plan, clusters }));
    });
  },
);

function planOf(name: string): Plan {
  const parsed = parsePlan(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

/** By flow: what the walk says of it. */
function walked(plan: Plan) {
  const network = compileNetwork(plan);
  return Object.fromEntries(
    (plan.flows ?? []).map((flow) => {
      const trip = traceRoundTrip(network, flow);
      if ('problem' in trip) throw new Error(trip.problem);
      const [path] = trip.paths;
      return [flow.id, path && storyOfPath(path)];
    }),
  );
}
