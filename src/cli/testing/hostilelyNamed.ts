import fc from 'fast-check';
import { characters, LIMITS, type Plan } from '#core';
import { anyHostileText } from '#core/testing';
import { examples } from '#presets';

type Named = { readonly id: string; readonly name?: string };

/** A valid plan in which everything that people name or write is called something hostile. */
export const hostilelyNamed = (): fc.Arbitrary<Plan> =>
  fc
    .tuple(
      fc.constantFrom(...examples),
      fc.array(
        anyHostileText().filter((text) => characters(text) <= LIMITS.name),
        { minLength: 8, maxLength: 8 },
      ),
    )
    .map(([{ plan }, texts]) => {
      let turn = 0;
      const next = (): string => texts[turn++ % texts.length] ?? '';
      const called = <E extends Named>(list: readonly E[] | undefined): E[] | undefined =>
        list?.map((one) => ({ ...one, name: next() }));
      const workload = (text: string): string => `w${text.replaceAll('/', '')}`.slice(0, 60);
      return JSON.parse(
        JSON.stringify({
          ...plan,
          name: next(),
          notes: `${next()}\n\n# ${next()}\n\n${next()}`,
          clusters: called(plan.clusters)?.map((cluster) => ({
            ...cluster,
            workloads: [...(cluster.workloads ?? []), { name: workload(next()), namespace: next() }],
          })),
          routers: called(plan.routers),
          links: called(plan.links),
          hosts: called(plan.hosts),
          flows: called(plan.flows),
          accept: [{ rule: 'vip-aliases-address', reason: next() }],
          view: {
            ...plan.view,
            frames: called(plan.view?.frames),
            notes: [{ id: 'hostile', text: next(), position: [0, 0] }],
          },
        }),
      );
    });
