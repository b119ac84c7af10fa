import { describe, expect, it } from 'vitest';
import v1 from '../golden/v1.json' with { type: 'json' };
import { parsePlanValue } from '../parsePlan.ts';
import { FORMAT_VERSION, type Migration, migrate, migrations } from './migrate.ts';

/** A frozen sample of every released version of the format, oldest first. A new version adds its own here. */
const golden: readonly unknown[] = [v1];

describe('every released version of the format opens for ever', () => {
  it('there is a golden sample of each', () => {
    expect(golden.map((sample) => (sample as { hopwright: number }).hopwright)).toEqual(
      Array.from({ length: FORMAT_VERSION }, (_, i) => i + 1),
    );
  });

  it.each(golden.map((sample, i) => [i + 1, sample] as const))('version %i', (_, sample) => {
    const parsed = parsePlanValue(sample);
    expect(parsed).toMatchObject({ ok: true, plan: { hopwright: FORMAT_VERSION } });
  });

  it('there is one step from each version to the next, and the samples exercise each of them', () => {
    expect(migrations.map((step) => step.from)).toEqual(
      Array.from({ length: FORMAT_VERSION - 1 }, (_, i) => i + 1),
    );
    const ran = new Set<number>();
    const watched = migrations.map(
      (step): Migration => ({
        from: step.from,
        up: (document) => {
          const after = step.up(document);
          if (JSON.stringify(after) !== JSON.stringify(document)) ran.add(step.from);
          return after;
        },
      }),
    );
    golden.forEach((sample, i) => {
      migrate(sample as Record<string, unknown>, i + 1, watched);
    });
    expect([...ran]).toEqual(migrations.map((step) => step.from));
  });
});

describe('the chain of migrations', () => {
  const chain: Migration[] = [
    { from: 1, up: ({ old, ...rest }) => ({ ...rest, newer: old }) },
    { from: 2, up: (document) => ({ ...document, added: true }) },
  ];

  it('takes one step a version and says which version it came to', () => {
    expect(migrate({ hopwright: 1, old: 'x' }, 1, chain, 3)).toEqual({
      hopwright: 3,
      newer: 'x',
      added: true,
    });
    expect(migrate({ hopwright: 2 }, 2, chain, 3)).toEqual({ hopwright: 3, added: true });
  });

  it('has no way over a gap', () => {
    expect(migrate({ hopwright: 1 }, 1, chain.slice(1), 3)).toBeUndefined();
  });
});
