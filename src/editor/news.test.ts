import { expect, test } from 'vitest';
import type { Finding } from '#core';
import { newsSentence } from './news.ts';

const finding = (id: string, severity: Finding['severity'], accepted?: string): Finding => ({
  id,
  rule: 'vip-aliases-address',
  severity,
  entities: [],
  ranges: [],
  overlap: undefined,
  facts: {},
  witness: undefined,
  repair: undefined,
  accepted,
});

test('what came and what went is told, and what there is now', () => {
  const a = finding('a', 'error');
  const b = finding('b', 'warning');
  expect(newsSentence([], [a])).toBe('1 new error. 1 error, 0 warnings now.');
  expect(newsSentence([a], [b])).toBe('1 new warning, 1 error gone. 0 errors, 1 warning now.');
  expect(newsSentence([a, b], [])).toBe('1 error gone, 1 warning gone. No errors or warnings.');
});

test('one error for another is news, though the count is the same', () => {
  expect(newsSentence([finding('a', 'error')], [finding('b', 'error')])).toBe(
    '1 new error, 1 error gone. 1 error, 0 warnings now.',
  );
});

test('information, and what is accepted, is no news; accepting something is', () => {
  expect(newsSentence([], [finding('a', 'info')])).toBeUndefined();
  expect(newsSentence([], [finding('a', 'error', 'known')])).toBeUndefined();
  expect(newsSentence([finding('a', 'error')], [finding('a', 'error', 'known')])).toBe(
    '1 error gone. No errors or warnings.',
  );
});

test('a flow that is lost elsewhere now is no news: it was not delivered before either', () => {
  const failed = (id: string): Finding => ({
    ...finding(id, 'error'),
    rule: 'expectation-failed',
    facts: { flow: 'f' },
  });
  expect(newsSentence([failed('at-router')], [failed('at-pod')])).toBeUndefined();
});
