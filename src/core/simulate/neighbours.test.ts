import { describe, expect, it } from 'vitest';
import { compileNetwork } from '../network/compileNetwork.ts';
import type { PlanPart } from '../testing/builders.ts';
import { host, plan, router } from '../testing/index.ts';
import { traceRoundTrip } from './roundTrip.ts';

const hub = (...others: readonly PlanPart[]) =>
  compileNetwork(
    plan(
      router('hub'),
      ...Array.from({ length: 100 }, (_, i) => host(`h${i}`, `10.0.${i}.5/24`, { router: 'hub', port: 80 })),
      ...others,
    ),
  );

const last = (network: ReturnType<typeof compileNetwork>, from: string, to: string) => {
  const answer = traceRoundTrip(network, { from, to });
  return 'problem' in answer ? answer.problem : answer.paths[0]?.legs.at(-1);
};

describe('who takes a packet on a segment', () => {
  it('[A10] a router with a hundred segments is found on each, also by the address that it has on another', () => {
    expect(last(hub(), 'host:h3', 'host:h97')).toMatchObject({ leg: 'answer', disposition: 'delivered' });
    expect(last(hub(), 'host:h3', 'ip:10.0.97.1')).toMatchObject({ leg: 'answer', disposition: 'delivered' });
  });

  it('[A10] two answer where a host of a segment has an address that the router has on another one', () => {
    // The host's wide segment covers 10.0.7.1, which the router answers for there too.
    const network = hub(
      host('wide', '10.0.7.1/8', { router: 'hub' }),
      host('caller', '10.0.200.9/8', { router: 'hub' }),
    );
    expect(last(network, 'host:caller', 'ip:10.0.7.1')).toMatchObject({
      disposition: 'ambiguous',
      ending: { devices: ['router:hub', 'host:wide'] },
    });
  });
});
