import { expect, test } from 'vitest';
import { draftOf, EMPTY_DRAFT, flowOf, readDraft, sameQuestion } from './flowDraft.ts';

test('what the form leaves at its default does not burden the question', () => {
  expect(readDraft({ ...EMPTY_DRAFT, from: 'host:laptop', to: ' pod:london/cb-0 ' })).toEqual({
    question: { from: 'host:laptop', to: 'pod:london/cb-0' },
  });
});

test('a question and its form are the same thing', () => {
  const question = {
    from: 'host:a',
    to: 'ip:10.0.0.7',
    port: 53,
    protocol: 'udp',
    bytes: 1500,
    family: 4,
  } as const;
  expect(readDraft(draftOf(question))).toEqual({ question });
});

test('every wrong field says so by itself', () => {
  expect(
    readDraft({ ...EMPTY_DRAFT, from: 'ip:10.0.0.1', to: 'nobody', port: '70000', bytes: 'many' }),
  ).toMatchObject({
    problems: {
      from: expect.stringContaining('can only be called'),
      to: expect.any(String),
      port: expect.any(String),
      bytes: expect.any(String),
    },
  });
});

test('a saved flow gets an id of its own', () => {
  const question = { from: 'host:laptop', to: 'pod:london/cb-0' };
  const first = flowOf(question, { hopwright: 1, name: 'x' });
  expect(first).toEqual({ id: 'cb-0-from-laptop', ...question });
  expect(flowOf(question, { hopwright: 1, name: 'x', flows: [first] }).id).toBe('cb-0-from-laptop-2');
  expect(flowOf({ from: 'host:x', to: 'ip:fd00::1' }, { hopwright: 1, name: 'x' }).id).toBe('fd00-1-from-x');
});

test('an address may be called as it is written', () => {
  expect(readDraft({ ...EMPTY_DRAFT, from: 'host:a', to: ' 10.0.0.7 ' })).toEqual({
    question: { from: 'host:a', to: 'ip:10.0.0.7' },
  });
  expect(readDraft({ ...EMPTY_DRAFT, from: 'host:a', to: '2001:db8::7' })).toMatchObject({
    question: { to: 'ip:2001:db8::7' },
  });
});

test('a question is the same, whatever defaults it spells out', () => {
  const question = { from: 'host:a', to: 'host:b' };
  expect(sameQuestion(question, { ...question, protocol: 'tcp' })).toBe(true);
  expect(sameQuestion(question, { ...question, port: 80 })).toBe(false);
});
