import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  beginLesson,
  finishedLesson,
  leaveLesson,
  lessonStore,
  NOTHING_SEEN,
  putLesson,
  read,
} from './lessonStore.ts';

const stored = (text: string) => read({ getItem: () => text });
const record = { lesson: 'black-hole', done: [true, false], seen: NOTHING_SEEN };

beforeEach(() => lessonStore().setState({ byDocument: {}, finished: [] }));

describe('how far lessons are', () => {
  test('is there as soon as the page is', async () => {
    const kept = { byDocument: { d1: record }, finished: ['black-hole'] };
    vi.stubGlobal('localStorage', { getItem: () => JSON.stringify(kept), setItem: () => undefined });
    vi.resetModules();
    const again = await import('./lessonStore.ts');
    expect(again.lessonStore().getState()).toEqual(kept);
    vi.unstubAllGlobals();
  });

  test('is read back as it was written', () => {
    beginLesson('d1', 'black-hole');
    putLesson('d1', record);
    finishedLesson('black-hole');
    finishedLesson('black-hole');
    expect(stored(JSON.stringify(lessonStore().getState()))).toEqual({
      byDocument: { d1: record },
      finished: ['black-hole'],
    });
  });

  test('begins from nothing where what is stored is torn, of another shape, or refused', () => {
    const nothing = { byDocument: {}, finished: [] };
    for (const text of [
      '{',
      'null',
      '[]',
      '{"byDocument":[1],"finished":{}}',
      '{"byDocument":{"d":{"lesson":1}}}',
    ])
      expect(stored(text)).toEqual(nothing);
    const refusing = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
    };
    expect(read(refusing)).toEqual(nothing);
  });

  test('keeps what is whole beside what is not', () => {
    const text = JSON.stringify({
      byDocument: { d1: record, d2: { lesson: 'x', done: [2], seen: {} } },
      finished: [1, 'x'],
    });
    expect(stored(text)).toEqual({ byDocument: { d1: record }, finished: ['x'] });
  });

  test('is not written over by another tab that has a lesson, too', async () => {
    const shelf = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => shelf.get(key) ?? null,
      setItem: (key: string, value: string) => void shelf.set(key, value),
    });
    vi.resetModules();
    const one = await import('./lessonStore.ts');
    vi.resetModules();
    const other = await import('./lessonStore.ts');
    one.putLesson('d1', record);
    other.putLesson('d2', record);
    one.finishedLesson('black-hole');
    other.finishedLesson('return-route');
    one.leaveLesson('d1');
    one.putLesson('d3', record);
    expect(other.read()).toEqual({
      byDocument: { d2: record, d3: record },
      finished: ['black-hole', 'return-route'],
    });
    vi.unstubAllGlobals();
  });

  test('is kept of the documents that were touched last', () => {
    for (let i = 0; i < 30; i++) putLesson(`d${i}`, record);
    putLesson('d11', record);
    const kept = Object.keys(lessonStore().getState().byDocument);
    expect(kept).toHaveLength(20);
    expect(kept.slice(-2)).toEqual(['d29', 'd11']);
  });

  test('is forgotten of a lesson that is left, and of no other', () => {
    beginLesson('d1', 'black-hole');
    beginLesson('d2', 'black-hole');
    leaveLesson('d1');
    expect(Object.keys(lessonStore().getState().byDocument)).toEqual(['d2']);
  });
});
