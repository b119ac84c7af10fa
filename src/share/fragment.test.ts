import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS, type Plan } from '#core';
import { anyPlan } from '#core/testing';
import { toBase64url } from './base64url.ts';
import { deflate } from './deflate.ts';
import { fromFragment, toFragment } from './fragment.ts';
import { goldenLinkV1, goldenLinkV2 } from './goldenLinks.testing.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Zwei Standorte – 東京 🛰',
  'x-note': { kept: [1, null, 'x'] },
  clusters: [{ id: 'a', nodes: { cidrs: ['172.16.0.0/24'], count: 3 } }],
  view: { positions: { a: [-10, 20.5] } },
};

async function sentence(text: string): Promise<string> {
  const read = await fromFragment(text);
  if (read.ok) throw new Error('it was read');
  return read.problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message)).join('\n');
}

const packed = async (text: string): Promise<string> => `v1/${toBase64url(await deflate(text))}`;

const DAMAGED = 'the link is cut or damaged; copy it again as a whole, or ask for the plan as a file';

describe('a plan in a link', () => {
  it('comes back as it went', async () => {
    const fragment = await toFragment(plan);
    expect(fragment).toMatch(/^v2\/[\w-]+$/);
    expect(await fromFragment(fragment)).toEqual({ ok: true, plan, view: {}, remarks: [] });
  });

  it('comes back from a whole URL, from lines, and out of a sentence', async () => {
    const fragment = await toFragment(plan);
    for (const text of [
      `https://plans.example/app/?embed=1#${fragment}`,
      `file:///home/me/hopwright.html#${fragment}`,
      `#${fragment}`,
      `  ${fragment}\n`,
      `${fragment.slice(0, 40)}\r\n${fragment.slice(40)}`,
      `https://plans.example/#${fragment}).`,
    ])
      expect(await fromFragment(text), text).toEqual({ ok: true, plan, view: {}, remarks: [] });
  });

  it('comes back when what stands behind it is not understood, and that is said', async () => {
    const fragment = await toFragment(plan);
    for (const [text, remark] of [
      [
        `#${fragment};view=london,3`,
        'What the link points at is not understood ("london,3"); the plan is whole.',
      ],
      [
        `#${fragment}%3Bview=london`,
        'What the link points at is not understood ("london"); the plan is whole.',
      ],
      [
        `#${fragment}&utm_source=mail`,
        'Behind the link stands "&utm_source=mail", which is no part of it; the plan is whole.',
      ],
      [
        `#${fragment};view=finding:a;zoom=3`,
        'Behind the link stands ";zoom=3", which is no part of it; the plan is whole.',
      ],
    ] as const)
      expect(await fromFragment(text), text).toMatchObject({ ok: true, plan, remarks: [remark] });
  });

  it('comes back whatever texts are in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 126 }),
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 5 }).map((key) => `x-${key}`),
          fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__')),
        ),
        async (name, extensions) => {
          const some = JSON.parse(JSON.stringify({ hopwright: 1, name, ...extensions })) as Plan;
          expect(await fromFragment(await toFragment(some))).toMatchObject({ ok: true, plan: some });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('comes back to the same JSON, whatever plan it is, and in columns', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlan(), async (some) => {
        const fragment = await toFragment(some);
        expect(fragment).toMatch(/^v2\//);
        const read = await fromFragment(fragment);
        expect(read.ok && JSON.stringify(read.plan)).toBe(JSON.stringify(some));
      }),
      { numRuns: 200 },
    );
  });

  it('goes as JSON where columns would not give it back', async () => {
    // No plan of today: what a later format may hold.
    const later = { hopwright: 1, name: 'Later', clusters: { a: {} } } as unknown as Plan;
    expect(await toFragment(later)).toMatch(/^v1\//);
    const larger: Plan = {
      hopwright: 1,
      name: 'Larger',
      routers: Array.from({ length: 20_001 }, () => ({ id: 'r' })),
    };
    expect(await toFragment(larger)).toMatch(/^v1\//);
  });

  it('of version 0.1.0 opens for ever', async () => {
    const read = await fromFragment(goldenLinkV1);
    expect(read).toMatchObject({
      ok: true,
      plan: {
        hopwright: 1,
        name: 'Golden sample of format 1',
        clusters: [{ id: 'london' }, { id: 'paris' }, { id: 'rome' }],
        view: { positions: { london: [0, 0], paris: [520, -30] } },
      },
    });
  });

  it('of version 2 opens for ever, to the plan of version 1 with what was drawn since', async () => {
    const first = await fromFragment(goldenLinkV1);
    const second = await fromFragment(goldenLinkV2);
    if (!first.ok || !second.ok) throw new Error('it was not read');
    const { name, view, ...rest } = second.plan;
    const { name: _name, view: firstView, ...firstRest } = first.plan;
    expect(JSON.stringify(rest)).toBe(JSON.stringify(firstRest));
    expect(name).toBe('Golden sample of link version 2');
    expect(view).toEqual({
      ...firstView,
      frames: [{ id: 'west', name: 'West', members: ['london', 'paris', 'remark'] }],
      notes: [{ id: 'remark', text: 'Frozen:\n"as it is" – 東京', position: [12.5, -40] }],
      locked: ['west', 'edge-l'],
    });
    expect(second).toMatchObject({
      view: { walk: { flow: 'ui' }, hop: { leg: 'request', number: 1 } },
      remarks: [],
    });
  });

  it('is not made of a plan that no reader would take', async () => {
    const huge: Plan = { ...plan, 'x-huge': 'x'.repeat(LIMITS.textBytes) };
    await expect(toFragment(huge)).rejects.toThrow('a link carries at most 5 MiB');
  });
});

describe('a hostile or broken link gets a sentence', () => {
  it('cut anywhere', async () => {
    const fragment = await toFragment(plan);
    for (let length = 4; length < fragment.length; length += 7)
      expect(await sentence(fragment.slice(0, length))).toBe(DAMAGED);
    expect(await sentence('v1/')).toBe(DAMAGED);
  });

  it('garbage of any kind', async () => {
    expect(await sentence(`v1/${'A'.repeat(200_000)}`)).toBe(DAMAGED);
    expect(await sentence('v1/äöü')).toBe(DAMAGED);
    expect(await sentence(`v1/${toBase64url(new Uint8Array([1, 2, 3, 255, 254]))}`)).toBe(DAMAGED);
    expect(await sentence('')).toContain('this is no Hopwright link');
    expect(await sentence('hello')).toContain('this is no Hopwright link');
    expect(await sentence('#top')).toContain('this is no Hopwright link');
    expect(await sentence('https://plans.example/')).toContain('the part from # on is missing');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await fromFragment(`v1/${toBase64url(bytes)}`)).ok).toBe(false);
      }),
    );
  });

  it('of a newer version names it', async () => {
    expect(await sentence('#v3/abc')).toBe(
      'the link has version v3/, this program reads up to v2/; open it with a newer Hopwright',
    );
    expect(await sentence('v0/abc')).toBe('there never was a link of version v0/; copy the link again');
  });

  it('with a plan of a newer format names that', async () => {
    expect(await sentence(await packed('{"hopwright":9,"name":"n"}'))).toContain('format version 9');
  });

  it('that is a bomb: unpacking stops at 5 MiB', async () => {
    const bomb = await packed(' '.repeat(300_000_000));
    expect(bomb.length).toBeLessThan(500_000);
    expect(await sentence(bomb)).toBe('the link unpacks to more than 5 MiB; no plan does');
  });

  it('longer than any plan is not even unpacked', async () => {
    expect(await sentence(`v1/${'A'.repeat(7_000_001)}`)).toContain("longer than any plan's");
  });

  it('with a text that is no plan', async () => {
    expect(await sentence(await packed('{"hopwright":1'))).toContain('line 1, column 15');
    expect(await sentence(await packed('[]'))).toBe(
      'a plan is a JSON object, with "hopwright": 1 and a name',
    );
    expect(await sentence(await packed('{"hopwright":1,"name":"n","hosts":[{}]}'))).toBe(
      'hosts[0].id: a host needs id: a text\nhosts[0].addresses: a host needs addresses: a list [ … ]',
    );
    const many = `{"hopwright":1,"name":"n","routers":[${'{},'.repeat(1_000_000)}{}]}`;
    expect(await sentence(await packed(many))).toContain(
      'routers[999996]: the document holds more than 1000000 values',
    );
    const notUtf8 = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    const stream = new Blob([notUtf8]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(await sentence(`v1/${toBase64url(bytes)}`)).toBe(DAMAGED);
  });
});
