import { describe, expect, test, vi } from 'vitest';
import { compileNetwork, type Plan, traceRoundTrip, validate } from '#core';
import { createEditor, type Editor, type EditorServices } from '#editor';
import type { Incoming } from '../incoming.ts';
import { converse } from './conversation.ts';
import { embeddingOf } from './embedding.ts';
import { inOrder } from './inOrder.ts';
import { readMessage, type Said } from './messages.ts';

const plan: Plan = {
  hopwright: 1,
  name: 'Sent',
  clusters: [{ id: 'a', nodes: { cidrs: ['172.16.0.0/24'], count: 1 }, pods: { cidrs: ['172.16.0.0/16'] } }],
};

function setUp() {
  let judged: Plan = plan;
  const core: Pick<EditorServices, 'judge' | 'trace' | 'routes' | 'save'> = {
    judge: async (given) => {
      judged = given;
      const findings = validate(given, compileNetwork(given));
      return { findings, flows: {}, derived: { devices: [], services: [] } };
    },
    trace: async (question) => {
      const answer = traceRoundTrip(compileNetwork(judged), question);
      return 'problem' in answer ? answer : { roundTrip: answer };
    },
    routes: async () => undefined,
    save: async () => undefined,
  };
  const services = { ...core, newId: () => 'embedded' } as unknown as EditorServices;
  const clock = {
    now: () => 0,
    after: (_: number, run: () => void) => {
      const timer = setTimeout(run, 0);
      return () => clearTimeout(timer);
    },
  };
  const editor: Editor = createEditor(services, clock, {
    id: 'embedded',
    plan: { hopwright: 1, name: 'Empty' },
    edited: false,
  });
  const said: Said[] = [];
  let heard: ((data: unknown) => void) | undefined;
  const show = (incoming: Incoming): void => {
    if (incoming.ok) editor.open(incoming.plan);
  };
  const around = {
    say: (message: Said) => void said.push(message),
    hear: (listener: (data: unknown) => void) => {
      heard = listener;
      return () => {
        heard = undefined;
      };
    },
  };
  const end = converse(editor, around, inOrder(show), '0.0.0');
  const send = async (data: unknown): Promise<Said[]> => {
    const before = said.length;
    heard?.(data);
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(before));
    // What follows of it: the plan is judged.
    await new Promise((resolve) => setTimeout(resolve, 30));
    return said.slice(before);
  };
  return { editor, said, send, end, isHearing: () => heard !== undefined };
}

describe('an address asks to be embedded', () => {
  test('by embed=1 alone, with what the frame shows and who may talk to it', () => {
    expect(embeddingOf('?example=x')).toBeUndefined();
    expect(embeddingOf('?embed=0')).toBeUndefined();
    expect(embeddingOf('?embed=1')).toEqual({ minimal: false, origins: [] });
    expect(embeddingOf('?embed=1&ui=min&origin=https://a.example/page&origin=http://b.example:8080')).toEqual(
      {
        minimal: true,
        origins: ['https://a.example', 'http://b.example:8080'],
      },
    );
  });

  test('and nobody may talk to it who cannot be told from others', () => {
    expect(embeddingOf('?embed=1&origin=*&origin=null&origin=file:///a&origin=data:x')?.origins).toEqual([]);
  });
});

describe('an embedded plan and the page around', () => {
  test('ready is said first, with the formats that can be asked for', () => {
    const { said } = setUp();
    expect(said).toEqual([{ type: 'hopwright:ready', version: '0.0.0', formats: ['json', 'link', 'svg'] }]);
  });

  test('a plan that is sent is shown, answered by its id, and what was found is told', async () => {
    const { editor, send } = setUp();
    const said = await send({ type: 'hopwright:load', id: 7, plan });
    expect(editor.store.getState().plan).toEqual(plan);
    expect(said).toContainEqual({ type: 'hopwright:load', id: 7, ok: true, problems: [], remarks: [] });
    const changed = said.filter(({ type }) => type === 'hopwright:changed').at(-1);
    expect(changed).toMatchObject({ name: 'Sent', view: {} });
    expect(changed && 'errors' in changed && changed.errors + changed.warnings).toBeGreaterThan(0);
  });

  test('what is selected is told, once', async () => {
    const { editor, said, send } = setUp();
    await send({ type: 'hopwright:load', plan });
    const finding = editor.store.getState().analysis.judgement?.findings[0]?.id ?? '';
    const before = said.length;
    editor.selectFinding(finding);
    editor.select([]);
    expect(said.slice(before)).toMatchObject([{ type: 'hopwright:changed', view: { finding } }]);
  });

  test.each([
    ['no plan at all', {}, 'needs a link, or a plan'],
    ['text that is no JSON', { plan: '{' }, 'line 1'],
    ['a plan with a mistake', { plan: { hopwright: 1, name: 'x', clusterz: [] } }, 'clusters'],
    ['a link that is damaged', { link: '#v2/abc' }, 'cut or damaged'],
    ['what JSON cannot hold', { plan: 10n }, 'plain JSON'],
  ])('%s is refused in a sentence, and what was shown stays', async (_, message, sentence) => {
    const { editor, send } = setUp();
    const [said] = await send({ type: 'hopwright:load', id: 'x', ...message });
    expect(said).toMatchObject({ type: 'hopwright:load', id: 'x', ok: false });
    expect(JSON.stringify(said)).toContain(sentence);
    expect(editor.store.getState().plan.name).toBe('Empty');
  });

  test('a plan is handed out as JSON and as a link that comes back', async () => {
    const { editor, send } = setUp();
    await send({ type: 'hopwright:load', plan });
    expect(await send({ type: 'hopwright:export', id: 1 })).toEqual([
      { type: 'hopwright:export', id: 1, format: 'json', content: plan },
    ]);
    const [linked] = await send({ type: 'hopwright:export', format: 'link' });
    const link = linked && 'content' in linked ? linked.content : undefined;
    editor.open({ hopwright: 1, name: 'Other' });
    await send({ type: 'hopwright:load', link });
    expect(editor.store.getState().plan).toEqual(plan);
    expect(await send({ type: 'hopwright:export', format: 'pdf' })).toMatchObject([
      { problem: 'There is no format pdf: json, link, svg.' },
    ]);
  });

  test('what is none of these messages is passed over', async () => {
    for (const data of [
      undefined,
      null,
      'hopwright:load',
      5,
      [],
      { type: 'other' },
      { type: 'hopwright:ready' },
    ])
      expect(readMessage(data)).toBeUndefined();
  });

  test('ends when the page goes', async () => {
    const { end, isHearing, editor, said } = setUp();
    end();
    expect(isHearing()).toBe(false);
    const before = said.length;
    editor.open(plan);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(said.length).toBe(before);
  });
});
