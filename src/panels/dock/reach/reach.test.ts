import { describe, expect, test } from 'vitest';
import type { Outcome, Reachability } from '#core';
import { cellText, countCalls, reachCell, stateOf } from './reachCells.ts';
import { reachGroups, reachLines, readEnd } from './reachLines.ts';

const NAMES: Readonly<Record<string, string>> = { london: 'London', paris: 'Paris', laptop: 'Client' };
const IDS = ['pod:london/cb-1', 'node:london/2', 'node:paris/0', 'host:laptop'];
const ends = IDS.map((id, i) => readEnd(id, i, (entity) => NAMES[entity] ?? entity));
const SITE = { id: 'uk', name: 'United Kingdom', members: ['london', 'some-router'] };
const EMPTY = { id: 'empty', name: 'Empty', members: ['some-note'] };

describe('the lines of the matrix', () => {
  test('a cluster speaks twice, for its pods and its nodes; a host for itself', () => {
    expect(ends.map(({ name }) => name)).toEqual(['London pods', 'London nodes', 'Paris nodes', 'Client']);
    expect(ends.map(({ entity }) => entity)).toEqual(['london', 'london', 'paris', 'laptop']);
  });

  test('sites come in their order, those in none last, and sites without ends not at all', () => {
    const groups = reachGroups(ends, [EMPTY, SITE]);
    expect(groups.map((group) => [group.name, group.ends.map(({ index }) => index)])).toEqual([
      ['United Kingdom', [0, 1]],
      ['In no site', [2, 3]],
    ]);
  });

  test('a plan without sites is a flat list', () => {
    const lines = reachLines(reachGroups(ends, []), () => false, '');
    expect(lines.map(({ name, open, inside }) => [name, open, inside])).toEqual(
      ends.map(({ name }) => [name, undefined, false]),
    );
  });

  test('a closed site is one line for all its ends', () => {
    const lines = reachLines(reachGroups(ends, [SITE]), (key) => key === 'no site', '');
    expect(lines.map(({ name, members }) => [name, members])).toEqual([
      ['United Kingdom', [0, 1]],
      ['In no site', [2, 3]],
      ['Paris nodes', [2]],
      ['Client', [3]],
    ]);
  });

  test('a filter opens the site of what it finds, and leaves a site closed that is found by name', () => {
    const found = (filter: string) =>
      reachLines(reachGroups(ends, [SITE]), () => false, filter).map(({ name }) => name);
    expect(found('london pods')).toEqual(['United Kingdom', 'London pods']);
    expect(found('kingdom')).toEqual(['United Kingdom']);
    expect(found('nothing is like this')).toEqual([]);
  });
});

const outcome = (leg: Outcome['leg'], disposition: Outcome['disposition']): Outcome => ({
  verdict: disposition === 'delivered' ? 'delivered' : 'not-delivered',
  leg,
  disposition,
});
const matrix: Reachability = {
  ends: ['host:a', 'host:b', 'host:c'],
  outcomes: [
    undefined,
    outcome('reply', 'delivered'),
    outcome('request', 'no-route'),
    outcome('reply', 'captured'),
  ],
  cells: Uint8Array.from([0, 1, 2, 3, 0, 1, 2, 2, 0]),
  listens: Uint8Array.from([0, 0, 0]),
  walked: 0,
};

describe('the cells of the matrix', () => {
  test('a lost follow-up went the way of the request, a lost answer that of the reply', () => {
    expect(stateOf(outcome('follow-up', 'invalid-dropped'))).toBe('request');
    expect(stateOf(outcome('answer', 'captured'))).toBe('reply');
    expect(stateOf(outcome('answer', 'delivered'))).toBe('delivered');
  });

  test('one call says which way it is lost, and how', () => {
    expect(cellText(reachCell(matrix, [0], [1]))).toBe('delivered');
    expect(cellText(reachCell(matrix, [0], [2]))).toBe('request lost, no-route');
    expect(cellText(reachCell(matrix, [1], [0]))).toBe('reply lost, captured');
  });

  test('nobody calls itself', () => {
    expect(reachCell(matrix, [0], [0])).toMatchObject({ state: 'none', calls: 0, call: undefined });
  });

  test('calls that end alike are one word, others are mixed and counted; the first lost one is played', () => {
    expect(cellText(reachCell(matrix, [2], [0, 1]))).toBe('request lost, 2 of 2 calls are lost');
    const all = reachCell(matrix, [0, 1, 2], [0, 1, 2]);
    expect(all).toMatchObject({ state: 'mixed', calls: 6, lost: 4, call: [0, 2] });
    expect(cellText(all)).toBe('mixed, 4 of 6 calls are lost');
  });

  test('a call to oneself is not counted', () => {
    expect(countCalls(matrix)).toEqual({ calls: 6, lost: 4 });
  });
});
