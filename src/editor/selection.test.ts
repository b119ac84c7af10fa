import { expect, test } from 'vitest';
import type { Plan } from '#core';
import { atHead, attachmentId, listing, naming } from './selection.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Words',
  clusters: ['London', 'Paris', 'Rome'].map((name, i) => ({
    id: name.toLowerCase(),
    name,
    nodes: { cidrs: [`172.16.${i}.0/24`], count: 1 },
  })),
  routers: [{ id: 'edge-l' }, { id: 'edge-p' }],
  links: [
    { id: 'vpn', name: 'VPN', ends: ['edge-l', 'edge-p'], routing: 'bgp' },
    { id: 'line', name: 'Line', ends: ['edge-l', 'edge-p'], routing: 'bgp' },
  ],
  view: { notes: [{ id: 'n', text: 'To do\nsoon', position: [0, 0] }] },
};

test('one and two are called by name, more are counted as they are seen: what stands, and the lines between', () => {
  expect(naming(plan, ['london'])).toBe('London');
  expect(naming(plan, ['london', 'n'])).toBe('London and note “To do”');
  expect(naming(plan, ['london', 'paris', 'rome'])).toBe('3 clusters');
  expect(naming(plan, ['london', 'edge-l', 'n'])).toBe('3 things');
  expect(naming(plan, ['london', 'paris', 'edge-l', 'vpn', 'line'])).toBe('3 things and 2 links');
  expect(naming(plan, ['edge-l', 'edge-p', 'vpn', attachmentId('london')])).toBe(
    '2 routers, 1 link and 1 attachment',
  );
});

test('where it matters who they are, the first are called by name', () => {
  expect(listing(plan, ['london', 'paris', 'edge-l'])).toBe('London, Paris and edge-l');
  expect(listing(plan, ['london', 'paris', 'rome', 'edge-l'])).toBe('London, Paris and 2 more');
  expect(listing(plan, [])).toBe('');
});

test('words of ours begin a sentence with a capital, names stay as they are', () => {
  expect(atHead('note “To do”')).toBe('Note “To do”');
  expect(atHead('the attachment of London')).toBe('The attachment of London');
  expect(atHead('edge-l')).toBe('edge-l');
  expect(atHead('theatre')).toBe('theatre');
});
