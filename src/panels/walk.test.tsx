import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { compileNetwork, type FlowQuestion, type Plan, traceRoundTrip } from '#core';
import type { Editor, EditorState } from '#editor';
import { examples } from '#presets';
import { HopList } from './dock/HopList.tsx';
import { Timeline } from './timeline/Timeline.tsx';

/** The editor as these panels see it: a plan, and the core's own answer to one question. */
function showing(plan: Plan, question: FlowQuestion, cursor = 0): Editor {
  const traced = traceRoundTrip(compileNetwork(plan), question);
  const store = createStore<Pick<EditorState, 'plan' | 'playback'>>(() => ({
    plan,
    playback: {
      question,
      answer: 'problem' in traced ? traced : { roundTrip: traced },
      path: 0,
      cursor,
      playing: false,
      speed: 1,
    },
  }));
  return { store } as unknown as Editor;
}

const hole = examples.find((example) => example.id === 'black-hole');
const story = hole?.plan.flows?.find((flow) => flow.id === hole.flow);
if (!hole || !story) throw new Error('the black hole is the first example');

/** What is read: tags away, spaces closed up. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the walk in words', () => {
  test('the black hole: the request is delivered, the reply captured, and the sentence says where and why', () => {
    const text = textOf(renderToStaticMarkup(<HopList editor={showing(hole.plan, story)} />));
    expect(text).toContain('Request delivered');
    expect(text).toContain('Reply captured');
    expect(text).toMatch(
      /node:london\/0 swallows the packet: 10\.32\.0\.7 is captured by the service \(VIP\) range/,
    );
  });

  test('routes that lost are told with the one that won', () => {
    const text = textOf(renderToStaticMarkup(<HopList editor={showing(hole.plan, story)} />));
    expect(text).toMatch(/route 10\.32\.0\.0\/16 .* — not 0\.0\.0\.0\/0 via/);
  });

  test('the hop under the cursor is the current step, and only that', () => {
    const html = renderToStaticMarkup(<HopList editor={showing(hole.plan, story, 2)} />);
    expect(html.match(/aria-current="step"/g)).toHaveLength(1);
  });

  test('a question that makes no walk says why', () => {
    const html = renderToStaticMarkup(
      <HopList editor={showing(hole.plan, { from: 'host:nobody', to: 'pod:london/cb-0' })} />,
    );
    expect(html).toContain('role="alert"');
    expect(html).toContain('nobody');
  });
});

describe('the timeline', () => {
  test('tells the place of the cursor as leg, hop, device and what happens', () => {
    const html = renderToStaticMarkup(<Timeline editor={showing(hole.plan, story, 6)} />);
    expect(html).toContain('aria-valuetext="reply hop 2 of 2, node:london/0, captured"');
  });

  test('its verdict names the leg that is lost', () => {
    const html = renderToStaticMarkup(<Timeline editor={showing(hole.plan, story)} />);
    expect(textOf(html)).toContain('reply captured');
  });

  test('is not there while no walk is shown', () => {
    const editor = showing(hole.plan, story);
    editor.store.setState((state) => ({ playback: { ...state.playback, question: undefined } }));
    const initial = { ...editor.store.getState() };
    const store = createStore(() => initial);
    expect(renderToStaticMarkup(<Timeline editor={{ ...editor, store } as Editor} />)).toBe('');
  });
});
