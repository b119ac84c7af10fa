import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { anyPlan } from '#core/testing';
import { LAYERS, type Layer, USUAL_LAYERS } from '#core/view';
import { pictureWalk } from '../pictureWalk.ts';
import { readPicture } from '../readPicture.ts';
import { planSvg } from './planSvg.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Two sites',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge-l',
      nodes: { cidrs: ['172.16.0.0/24'], count: 3 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.32.0.0/16'] },
      workloads: [{ name: 'cb', replicas: 1, port: 8091 }],
    },
  ],
  routers: [{ id: 'edge-l' }, { id: 'edge-p', name: 'Paris edge' }],
  links: [
    {
      id: 'vpn',
      ends: ['edge-l', 'edge-p'],
      routing: 'static',
      prefixes: [['10.32.0.0/24'], ['172.16.0.0/24', '10.0.0.0/16']],
      cidrs: ['10.255.0.0/30'],
    },
  ],
  hosts: [{ id: 'laptop', router: 'edge-p', addresses: ['10.32.0.7/24'] }],
  view: {
    positions: { 'edge-l': [0, 300], 'edge-p': [700, 300] },
    frames: [{ id: 'site', name: 'Site L', members: ['london'] }],
    notes: [{ id: 'n', text: 'first line\nsecond line', position: [0, 600] }],
  },
};
const findings = validate(plan, compileNetwork(plan));
const called = (name: string): Plan => ({ ...plan, name, hosts: [{ ...host, name }] });
const host = { id: 'laptop', router: 'edge-p', addresses: ['10.32.0.7/24'] };

/** What a reader of XML would complain of: characters that it does not know, and elements that do not close. */
function complaints(svg: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  const found = [...svg.matchAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu)].map(
    ([c]) => `U+${c.charCodeAt(0).toString(16)}`,
  );
  const open: string[] = [];
  const body = svg.slice(svg.indexOf('?>') + 2);
  for (const [whole, text] of body.matchAll(/<[^>]*>|([^<]+)/g)) {
    if (text !== undefined) {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) found.push(`loose & in ${text}`);
      continue;
    }
    const tag = /^<(\/?)([a-z]+)((?: [a-zA-Z0-9:-]+="[^"<]*")*)(\/?)>$/.exec(whole);
    if (!tag) found.push(`no tag: ${whole}`);
    else if (tag[1] === '/') {
      if (open.pop() !== tag[2]) found.push(`closes too early: ${whole}`);
    } else if (tag[4] !== '/') open.push(tag[2] ?? '');
  }
  return [...found, ...open.map((name) => `never closes: ${name}`)];
}

const utf8 = (text: string): Uint8Array =>
  Uint8Array.from(unescaped(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));
const unescaped = (text: string): string =>
  text.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const reopened = (svg: string) => readPicture(utf8(svg), () => svg);

describe('a picture', () => {
  test('is well-formed, whatever things are called', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('<b>&amp;"\'', ']]>', '\u0000\u0007', '\ud800x', 'مركز', '\u202eabc', '-->', '🛰️👩‍💻'),
    );
    fc.assert(
      fc.property(names, (name) => {
        expect(complaints(planSvg(called(name), { theme: 'light', findings }))).toEqual([]);
      }),
    );
  });

  test('is well-formed for any plan, and opens again as that plan', () => {
    fc.assert(
      fc.property(anyPlan(), (any) => {
        const svg = planSvg(any, { theme: 'dark' });
        expect(complaints(svg)).toEqual([]);
        expect(reopened(svg)).toEqual({ ok: true, plan: any });
      }),
      { numRuns: 40 },
    );
  });

  test('has the same bytes each time', () => {
    const options = { theme: 'light', findings } as const;
    expect(planSvg(structuredCloneOf(plan), options)).toBe(planSvg(plan, options));
  });

  test('shows every name, range, address, site and note', () => {
    const svg = planSvg(plan, { theme: 'light' });
    for (const text of [
      'London',
      '172.16.0.0/24',
      '10.0.0.0/16',
      '10.32.0.0/16',
      'Paris edge',
      '10.32.0.7/24',
      '10.255.0.1',
      '10.255.0.2',
      'Site L',
      'first line',
      'second line',
    ])
      expect(svg).toContain(`>${text}</text>`);
  });

  test('draws a direct link solid, IPsec and WireGuard dashed, GRE double, and BGP as dots beside it', () => {
    const linked = (link: object): string =>
      planSvg(
        { ...plan, links: [{ id: 'l', ends: ['edge-l', 'edge-p'], routing: 'static', ...link }] },
        { theme: 'light', withPlan: false },
      );
    const dashes = (svg: string) => [...svg.matchAll(/stroke-dasharray="([^"]*)"/g)].map(([, d]) => d);
    expect(dashes(linked({ kind: 'direct' }))).toEqual([]);
    expect(dashes(linked({}))).toEqual(['8 5']);
    expect(dashes(linked({ encapsulation: 'wireguard' }))).toEqual(['8 5']);
    expect(dashes(linked({ encapsulation: 'gre' }))).toEqual([]);
    expect(linked({ encapsulation: 'gre' })).toContain('stroke-width="6"');
    expect(dashes(linked({ routing: 'bgp' }))).toEqual(['0.1 5.9', '8 5']);
  });

  test('asks for nothing outside of itself', () => {
    const svg = planSvg(plan, { theme: 'light', findings });
    expect(svg).not.toMatch(/href|url\(|<style|<script|@import|<image|<foreignObject/);
  });

  test('tells the findings below, accepted ones not', () => {
    expect(findings.length).toBeGreaterThan(0);
    const [first, ...rest] = findings;
    if (!first) throw new Error('no finding');
    const svg = planSvg(plan, { theme: 'light', findings: [{ ...first, accepted: 'it is meant so' }] });
    expect(svg).not.toContain(first.rule);
    expect(planSvg(plan, { theme: 'light', findings })).toContain(`>${first.rule}</text>`);
    expect(rest).toEqual(findings.slice(1));
  });

  test('draws the walk of a flow, and says how it ends', () => {
    const flow = { from: 'host:laptop', to: 'pod:london/cb-0' };
    const answer = traceRoundTrip(compileNetwork(plan), flow);
    if ('problem' in answer) throw new Error(answer.problem);
    const svg = planSvg(plan, { theme: 'light', walk: pictureWalk(plan, flow, answer) });
    expect(svg).toContain('>host:laptop calls pod:london/cb-0: not delivered</text>');
    expect(svg).toContain('>captured at node:london/0</text>');
    expect(svg).toContain('Reply: captured.');
  });

  test('of a selection shows that and the lines between', () => {
    const svg = planSvg(plan, { theme: 'light', only: ['edge-l', 'edge-p'], withPlan: false });
    expect(svg).toContain('>Paris edge</text>');
    expect(svg).toContain('>vpn</text>');
    expect(svg).not.toContain('London');
    expect(svg).not.toContain('10.32.0.7');
  });

  test('of a chosen site shows its members', () => {
    const svg = planSvg(plan, { theme: 'light', only: ['site'], withPlan: false });
    expect(svg).toContain('>London</text>');
    expect(svg).not.toContain('Paris edge');
  });

  test('may have no background, and no plan inside', () => {
    const svg = planSvg(plan, { theme: 'light', transparent: true, withPlan: false });
    expect(svg).not.toContain('#f5f7fa" width');
    expect(svg).not.toContain('<metadata');
    expect(reopened(svg)).toMatchObject({ ok: false });
  });

  test('of an empty plan says so', () => {
    expect(planSvg({ hopwright: 1, name: '' }, { theme: 'light' })).toContain('Nothing is drawn yet');
  });
});

const structuredCloneOf = (value: Plan): Plan => JSON.parse(JSON.stringify(value)) as Plan;

describe('a picture that is opened gets a sentence when', () => {
  const sentence = (bytes: Uint8Array, text = ''): string => {
    const read = readPicture(bytes, () => text);
    if (!read || read.ok) throw new Error('no sentence');
    return read.problems.map(({ message }) => message).join();
  };

  test('it is an SVG of somebody else', () => {
    const svg = '<?xml version="1.0"?><!-- drawn --><svg xmlns="http://www.w3.org/2000/svg"><g/></svg>';
    expect(sentence(utf8(svg), svg)).toContain('this SVG has no plan inside');
  });

  test('it is a photograph', () => {
    expect(sentence(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toContain('this is a JPEG picture');
  });

  test('its plan is none', () => {
    const svg = planSvg(plan, { theme: 'light' }).replace(
      '&quot;hopwright&quot;:1',
      '&quot;hopwright&quot;:99',
    );
    expect(sentence(utf8(svg), svg)).toContain('format version 99');
  });
});

test('what is no picture is left to others', () => {
  for (const text of ['{"hopwright":1}', '', '<html></html>', 'v1/abc'])
    expect(readPicture(utf8(text), () => text)).toBeUndefined();
});

test('a picture that another program has saved again opens, too', () => {
  const svg = planSvg(plan, { theme: 'light' })
    .replace('<hopwright xmlns=', '<hw:hopwright xmlns:hw=')
    .replace('</hopwright>', '</hw:hopwright>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '&apos;');
  expect(reopened(svg)).toEqual({ ok: true, plan });
});

describe('layers of a picture', () => {
  const wide: Plan = {
    ...plan,
    clusters: (plan.clusters ?? []).map((cluster) => ({
      ...cluster,
      platform: 'openshift',
      network: { mode: 'overlay' },
    })),
    links: [{ id: 'vpn', name: 'The tunnel', ends: ['edge-l', 'edge-p'], routing: 'bgp' }],
    routers: [
      { id: 'edge-l', asn: 64512 },
      { id: 'edge-p', asn: 64513 },
    ],
  };
  const drawn = (...layers: Layer[]) => planSvg(wide, { theme: 'light', withPlan: false, layers });

  test('nobody chose: everything that the plan says is drawn, and nothing that its platform uses besides', () => {
    const usual = planSvg(wide, { theme: 'light', withPlan: false });
    expect(usual).toBe(drawn(...USUAL_LAYERS));
    for (const text of ['The tunnel', '10.0.0.0/16', '10.32.0.0/16', 'AS 64512'])
      expect(usual).toContain(text);
    expect(usual).not.toContain('100.64.0.0/16');
    expect(usual).not.toContain('Not drawn');
  });

  test('ghost ranges are drawn as assumed', () => {
    const all = drawn(...LAYERS);
    expect(all).toContain('100.64.0.0/16');
    expect(all).toContain('assumed: OpenShift uses');
    expect(complaints(all)).toEqual([]);
  });

  test('what is hidden is not drawn, and the picture says so', () => {
    const bare = drawn();
    for (const text of ['The tunnel', '10.0.0.0/16', '10.32.0.0/16', 'AS 64512'])
      expect(bare).not.toContain(text);
    expect(bare).toContain('172.16.0.0/24');
    expect(bare).toContain('Not drawn: Underlay');
  });

  test('a walk brings the layers that it runs through', () => {
    const network = compileNetwork(plan);
    const question = { from: 'host:laptop', to: 'pod:london/cb-0', port: 8091 };
    const answer = traceRoundTrip(network, question);
    if ('problem' in answer) throw new Error(answer.problem);
    const walk = pictureWalk(plan, question, answer);
    const svg = planSvg(plan, { theme: 'light', withPlan: false, layers: [], walk });
    // The reply is captured by the service range.
    expect(svg).toContain('10.32.0.0/16');
    expect(svg).not.toContain('Not drawn: Underlay');
  });
});
