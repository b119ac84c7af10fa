import { expect, test } from 'vitest';
import type { Incoming } from '../incoming.ts';
import { inOrder } from './inOrder.ts';

const named = (name: string): Incoming => ({ ok: true, plan: { hopwright: 1, name } });
const damaged: Incoming = { ok: false, problems: [{ path: '', message: 'damaged' }] };

function setUp() {
  const shown: string[] = [];
  const bring = inOrder((incoming) => void shown.push(incoming.ok ? incoming.plan.name : 'problems'));
  return { shown, bring };
}

test('a plan that is sent while the link of the address is still read is what is shown in the end', async () => {
  const { shown, bring } = setUp();
  let read: (incoming: Incoming) => void = () => undefined;
  const link = bring(new Promise((resolve) => (read = resolve)));
  expect(await bring(Promise.resolve(named('sent')))).toEqual(named('sent'));
  read(named('link'));
  await link;
  expect(shown).toEqual(['sent']);
});

test('what cannot be shown does not keep back what was asked for before', async () => {
  const { shown, bring } = setUp();
  let read: (incoming: Incoming) => void = () => undefined;
  const link = bring(new Promise((resolve) => (read = resolve)));
  await bring(Promise.resolve(damaged));
  read(named('link'));
  await link;
  expect(shown).toEqual(['problems', 'link']);
});
