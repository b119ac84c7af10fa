import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileNetwork, mustPrefix, type Plan, validate } from '#core';
import { ownershipSentence, whoOwns } from './whoOwns.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'black hole',
  clusters: [
    {
      id: 'london',
      name: 'London',
      router: 'edge',
      nodes: { cidrs: ['172.16.0.0/24'], count: 2 },
      pods: { cidrs: ['10.0.0.0/16'] },
      services: { cidrs: ['10.32.0.0/16'] },
    },
  ],
  routers: [{ id: 'edge', name: 'Edge' }],
  links: [],
  hosts: [{ id: 'laptop', name: 'Client', router: 'edge', addresses: ['10.32.0.7/24'] }],
};
const findings = validate(plan, compileNetwork(plan));

test('an address is found in the longest range first, as a route would be chosen', () => {
  const answer = whoOwns(plan, [], findings, ' 10.32.0.7 ');
  expect(answer?.owners.map(({ name, what, text }) => `${name} ${what} ${text}`)).toEqual([
    'Client host address 10.32.0.7/24',
    'Client host segment 10.32.0.0/24',
    'London service range 10.32.0.0/16',
  ]);
  expect(answer?.findings.map(({ rule }) => rule)).toContain('vip-aliases-address');
});

test('a prefix is told what holds all of it and what shares a part of it', () => {
  const answer = whoOwns(plan, [], [], '10.0.0.0/12');
  expect(answer?.owners.map(({ name, holds }) => `${name} ${holds}`)).toEqual(['London part']);
  expect(whoOwns(plan, [], [], '10.0.4.0/24')?.owners.map(({ holds }) => holds)).toEqual(['all']);
});

test('who bears an address is named, and what nobody has is said', () => {
  const devices = [
    {
      id: 'node:london/0',
      kind: 'node' as const,
      entity: 'london',
      label: 'London node 0',
      addresses: ['172.16.0.2'],
      podPrefixes: [],
      node: undefined,
      routeCount: 3,
    },
  ];
  const text = '172.16.0.2';
  const answer = whoOwns(plan, devices, findings, text);
  expect(answer && ownershipSentence(text, answer)).toMatch(
    /^172\.16\.0\.2: London node 0 has it; 1 range matches/,
  );
  const nobody = whoOwns(plan, devices, findings, '203.0.113.9');
  expect(nobody && ownershipSentence('203.0.113.9', nobody)).toBe('203.0.113.9: nobody in this plan has it.');
});

test('what is no address has no owner, and no text is too odd to ask', () => {
  expect(whoOwns(plan, [], [], 'london')).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      whoOwns(plan, [], findings, text);
    }),
  );
});

test('every owner of an address really overlaps it', () => {
  fc.assert(
    fc.property(fc.ipV4(), (text) => {
      const answer = whoOwns(plan, [], [], text);
      expect(answer).toBeDefined();
      for (const { prefix } of answer?.owners ?? [])
        expect(prefix.length).toBeLessThanOrEqual(mustPrefix(`${text}/32`).length);
    }),
  );
});
