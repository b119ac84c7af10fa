import type { Column } from './column.ts';
import { Damaged, Unfit } from './damaged.ts';
import { text } from './text.ts';

/** In the order of their numbers, which are for ever. 0 is a text that is none of them. */
const KINDS = ['pod', 'node', 'service', 'host', 'router', 'ip', 'key'];

const plain = text();

/** Endpoints, `pod:london/cb-0`, in three columns: kind, whose, which. */
export const endpoint: Column = {
  write(values, sheet) {
    const parts = values.map(partsOf);
    for (const { kind, which } of parts) sheet.numbers.put(2 * kind + (which === undefined ? 0 : 1));
    plain.write(
      parts.map(({ whose }) => whose),
      sheet,
    );
    plain.write(
      parts.flatMap(({ which }) => which ?? []),
      sheet,
    );
  },
  read(count, sheet) {
    const codes = Array.from({ length: count }, () => sheet.numbers.take());
    const whose = plain.read(count, sheet);
    const which = plain.read(codes.filter((code) => code % 2 === 1).length, sheet);
    let at = 0;
    return codes.map((code, row) => {
      const kind = Math.floor(code / 2);
      if (kind > KINDS.length) throw new Damaged();
      const head = kind === 0 ? whose[row] : `${KINDS[kind - 1]}:${whose[row]}`;
      return code % 2 === 1 ? `${head}/${which[at++]}` : head;
    });
  },
};

function partsOf(value: unknown): { kind: number; whose: string; which: string | undefined } {
  if (typeof value !== 'string') throw new Unfit();
  const [, word = '', whose = '', which] = /^([a-z]+):([^/]*)(?:\/(.*))?$/s.exec(value) ?? [];
  const kind = KINDS.indexOf(word) + 1;
  return kind === 0 ? { kind, whose: value, which: undefined } : { kind, whose, which };
}
