import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers } from '../address/prefix.ts';
import { compileNetwork } from '../network/compileNetwork.ts';
import { entityIds } from '../plan/ids.ts';
import { traceRoundTrip } from '../simulate/roundTrip.ts';
import { anyPlan } from '../testing/anyPlan.ts';
import {
  cluster,
  findingsIn,
  host,
  judge,
  link,
  plan,
  properties,
  router,
  workload,
} from '../testing/index.ts';
import { describeFinding } from './describe.ts';
import { RULES, SEVERITIES } from './finding.ts';
import { findingInfo, sourceOf } from './findingInfo.ts';
import { rules } from './rules/index.ts';
import { validate } from './validate.ts';

const blackHole = [
  router('ra', { name: 'Edge A' }),
  router('rb'),
  link('l', ['ra', 'rb'], { mtu: 1577 }),
  cluster('a', {
    name: 'London',
    router: 'ra',
    pods: '10.0.0.0/16',
    services: '10.32.0.0/16',
    ...workload('cb'),
  }),
  host('laptop', '10.32.0.7/24', { name: 'Client', router: 'rb' }),
];

describe('validate', () => {
  it('has one rule for each name of the table, and a row of words for each', () => {
    expect(rules.map(({ rule }) => rule)).toEqual(RULES);
    for (const rule of RULES) {
      const { source, ...words } = findingInfo[rule];
      expect(source).toMatch(/^https:\/\//);
      for (const text of Object.values(words)) expect(text).not.toBe('');
    }
  });

  it('keeps an accepted finding, with the reason', () => {
    const accepted = (entities?: string[]) =>
      findingsIn(
        ...blackHole,
        properties({
          accept: [
            { rule: 'vip-aliases-address', reason: 'moving in May', ...(entities ? { entities } : {}) },
          ],
        }),
      ).map((finding) => finding.accepted);
    expect(accepted()).toEqual(['moving in May']);
    expect(accepted(['laptop'])).toEqual(['moving in May']);
    expect(accepted(['laptop', 'a', 'b'])).toEqual(['moving in May']);
    expect(accepted(['b'])).toEqual([undefined]);
  });

  it('gives a finding the same id after edits that do not touch it', () => {
    const [before] = findingsIn(...blackHole);
    const after = findingsIn(router('rc'), ...blackHole, host('other', '10.9.0.7/24', { router: 'rc' }));
    expect(after.map((finding) => finding.id)).toContain(before?.id);
  });

  it('says it in one sentence with both owners by name and the exact common block', () => {
    const document = plan(...blackHole);
    const [finding] = judge(document);
    expect(finding && describeFinding(finding, document)).toBe(
      'The service range 10.32.0.0/16 of London covers 10.32.0.7/32, the host address 10.32.0.7/32 of Client: on nodes of London an undecided service proxy may take what goes there for a service.',
    );
    expect(finding && describeFinding(finding)).toContain('of laptop');
    expect(finding && sourceOf(finding)).toBe(findingInfo['vip-aliases-address'].source);
  });

  it('keeps the case of a name at the head of a sentence', () => {
    const oneWay = link('l', ['ra', 'rb'], { prefixes: [['10.9.0.0/24'], []] });
    const hosts = [host('h', '10.8.0.7/24', { router: 'ra' }), host('i', '10.9.0.7/24', { router: 'rb' })];
    const finding = findingsIn(router('ra'), router('rb'), oneWay, ...hosts).find(
      ({ rule }) => rule === 'missing-return-route',
    );
    expect(finding && describeFinding(finding)).toBe(
      'Host h has an IPv4 route to host i and gets no answer: router:rb does not know the way back to 10.8.0.7.',
    );
  });

  it('does not say what a thing is twice where its name says it', () => {
    const oneWay = link('l', ['ra', 'rb'], { prefixes: [['10.9.0.0/24'], []] });
    const document = plan(
      ...[router('ra'), router('rb'), oneWay],
      host('h', '10.8.0.7/24', { router: 'ra', name: 'Host 1' }),
      host('i', '10.9.0.7/24', { router: 'rb', name: 'Hosting' }),
    );
    const finding = judge(document).find(({ rule }) => rule === 'missing-return-route');
    expect(finding && describeFinding(finding, document)).toMatch(
      /^Host 1 has an IPv4 route to host Hosting and /,
    );
  });

  it('lists a thousand of one rule and says how many more there are', () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      cluster(`c${i}`, { router: 'r', nodes: `172.16.${i}.0/24`, count: 0, services: '10.96.0.0/16' }),
    );
    const found = findingsIn(router('r'), ...many);
    expect(found).toHaveLength(1000);
    const last = found.find((finding) => finding.facts.more !== undefined);
    expect(last && describeFinding(last)).toContain('There are 225 more of this kind');
  });

  it('stops counting what would take too long to count', () => {
    const many = Array.from({ length: 330 }, (_, i) =>
      cluster(`c${i}`, {
        router: 'r',
        nodes: `172.16.${i % 256}.${(i >> 8) * 128}/25`,
        count: 0,
        services: '10.96.0.0/16',
      }),
    );
    const found = findingsIn(router('r'), ...many);
    const last = found.find((finding) => finding.facts.more !== undefined);
    expect(last && describeFinding(last)).toContain('There are at least 50,000 more of this kind');
  });

  it('says of any plan only what is true', () => {
    fc.assert(
      fc.property(anyPlan(), (document) => {
        const network = compileNetwork(document);
        const found = validate(document, network);
        const known = entityIds(document);
        expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
        const order = found.map(({ severity }) => SEVERITIES.indexOf(severity));
        expect(order).toEqual([...order].sort());
        const said = new Set(found.map(({ rule, entities }) => `${rule} ${entities[0]}`));
        for (const { rule, entity } of network.addressProblems) expect(said).toContain(`${rule} ${entity}`);
        for (const finding of found) {
          expect(finding.entities.length).toBeGreaterThan(0);
          for (const entity of finding.entities) expect(known).toContain(entity);
          const { overlap, witness } = finding;
          if (overlap)
            for (const { prefix } of finding.ranges.slice(0, 2)) expect(covers(prefix, overlap)).toBe(true);
          if (witness)
            expect(traceRoundTrip(network, witness.flow)).toMatchObject({ verdict: witness.verdict });
          const sentence = describeFinding(finding, document);
          expect(sentence).toMatch(/^[A-Za-z].*\.$/);
          expect(sentence).not.toMatch(/undefined|somebody|a range /);
        }
      }),
      { numRuns: 150 },
    );
  });
});
