import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileNetwork, formatPrefix, type Plan } from '#core';
import { type FrrLab, hasFrr, startFrr } from './frr.ts';
import { saySkipped, whyNoLabs } from './oracle/canRun.ts';

const reason =
  whyNoLabs('the comparison with FRR') ??
  (hasFrr()
    ? undefined
    : saySkipped('the comparison with FRR', 'FRR is not installed (apt-get install frr)'));

const router = (index: number) => ({ id: `r${index}`, asn: 64512 + index });
const host = (index: number) => ({
  id: `h${index}`,
  router: `r${index}`,
  addresses: [`192.168.${index}.7/24`],
});
const link = (id: string, a: number, b: number): NonNullable<Plan['links']>[number] => ({
  id,
  ends: [`r${a}`, `r${b}`],
  routing: 'bgp',
  kind: 'direct',
  cidrs: [`10.255.${a * 10 + b}.0/30`],
});

/** Link ids rise with the routers' numbers, so that R5's last tie-break and BGP's (the lower router id) choose alike. */
const plans: Record<string, Plan> = {
  chain: {
    hopwright: 1,
    name: 'Chain',
    routers: [
      router(0),
      router(1),
      { ...router(2), routes: [{ to: '10.50.0.0/16', via: 'blackhole' }] },
      router(3),
    ],
    hosts: [0, 1, 2, 3].map(host),
    links: [link('l01', 0, 1), link('l12', 1, 2), link('l23', 2, 3)],
  },
  triangle: {
    hopwright: 1,
    name: 'Triangle',
    routers: [router(0), { ...router(1), routes: [{ to: '10.50.0.0/16', via: 'blackhole' }] }, router(2)],
    hosts: [0, 1, 2].map(host),
    links: [link('l01', 0, 1), link('l02', 0, 2), link('l12', 1, 2)],
  },
};

describe.skipIf(reason !== undefined)(
  `[R5] zebra and bgpd exchange the routes that the compiler does${reason ? ` (skipped: ${reason})` : ''}`,
  () => {
    describe.each(Object.entries(plans))('over a %s', (_, plan) => {
      let lab: FrrLab;
      beforeAll(() => {
        lab = startFrr(plan);
      });
      afterAll(() => lab.stop());

      it('every router learns the same prefixes through the same links', async () => {
        const network = compileNetwork(plan);
        const expected = Object.fromEntries(
          (plan.routers ?? []).map(({ id }) => [
            id,
            learnedRoutes(network.devices.get(`router:${id}`)?.routes ?? []),
          ]),
        );
        await expect.poll(() => lab.learned(), { timeout: 60_000, interval: 500 }).toEqual(expected);
      }, 90_000);
    });
  },
);

/** `prefix link`, of each prefix that a router knows by BGP alone. */
function learnedRoutes(
  routes: NonNullable<
    ReturnType<typeof compileNetwork>['devices'] extends ReadonlyMap<string, infer D> ? D : never
  >['routes'],
): string[] {
  const best = routes.filter(
    (r, i) => routes.findIndex((o) => formatPrefix(o.prefix) === formatPrefix(r.prefix)) === i,
  );
  return best
    .flatMap((r) =>
      r.source === 'bgp' && r.action.kind === 'link' ? [`${formatPrefix(r.prefix)} ${r.action.link}`] : [],
    )
    .sort();
}
