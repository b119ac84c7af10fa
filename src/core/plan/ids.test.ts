import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeId, ID_PATTERN, idFromName } from './ids.ts';

describe('ids from names', () => {
  it.each([
    ['London & Süd', 'london-sud'],
    ['  Edge 1  ', 'edge-1'],
    ['東京', 'cluster'],
    ['-', 'cluster'],
  ])('%j', (name, id) => {
    expect(idFromName(name, 'cluster')).toBe(id);
  });

  it('a taken id gets the next free number', () => {
    expect(freeId('Edge', new Set())).toBe('edge');
    expect(freeId('Edge', new Set(['edge']))).toBe('edge-2');
    expect(freeId('Edge 2', new Set(['edge', 'edge-2']))).toBe('edge-3');
  });

  it('are always ids, and free', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(3), (name, copies) => {
        const taken = new Set<string>();
        for (let i = 0; i <= copies; i++) {
          const id = freeId(name, taken);
          expect(id).toMatch(ID_PATTERN);
          expect(taken.has(id)).toBe(false);
          taken.add(id);
        }
      }),
    );
  });
});
