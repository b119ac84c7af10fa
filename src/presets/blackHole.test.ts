import { describe, expect, it } from 'vitest';
import { applyEdit, compileNetwork, type Disposition, type ServiceProxy, traceRoundTrip } from '#core';
import { examples } from './examples.ts';

/** What becomes of the reply to 10.32.0.7, and of a new connection to it, under each service proxy (S1 to S6). */
const PROXIES: Record<ServiceProxy, { reply: Disposition; fresh: Disposition }> = {
  any: { reply: 'captured', fresh: 'captured' },
  routed: { reply: 'captured', fresh: 'captured' },
  iptables: { reply: 'delivered', fresh: 'delivered' },
  nftables: { reply: 'delivered', fresh: 'captured' },
  ipvs: { reply: 'delivered', fresh: 'delivered' },
  ebpf: { reply: 'delivered', fresh: 'delivered' },
};

const plan = examples.find(({ id }) => id === 'black-hole')?.plan;

describe.each(Object.entries(PROXIES))(
  'the black hole of 10.32.0.7 with serviceProxy %s',
  (proxy, expected) => {
    const network = () => {
      if (!plan) throw new Error('there is no example black-hole');
      return compileNetwork(
        applyEdit(plan, {
          kind: 'set',
          collection: 'clusters',
          id: 'london',
          path: ['serviceProxy'],
          value: proxy,
        }),
      );
    };
    const legs = (from: string, to: string) => {
      const answer = traceRoundTrip(network(), { from, to });
      return 'problem' in answer ? [] : (answer.paths[0]?.legs ?? []);
    };

    it(`[S] the client's request is delivered, and the reply is ${expected.reply}`, () => {
      const [request, reply] = legs('host:laptop', 'pod:london/cb-0');
      expect([request?.disposition, reply?.disposition]).toEqual(['delivered', expected.reply]);
    });

    it(`[S] a new connection from the pod to the client is ${expected.fresh}`, () => {
      expect(legs('pod:london/cb-0', 'host:laptop').at(-1)?.disposition).toBe(expected.fresh);
    });
  },
);
