import type { Column } from './column.ts';
import { Damaged, Unfit } from './damaged.ts';
import { unzigzag, zigzag } from './numbers.ts';
import type { Vocabulary } from './vocabulary.ts';

const NEW = 0;
const NEXT = 1;
const DERIVED = 2;
const KNOWN = 3;

/**
 * Texts. One that the document had before is its place there, told by the distance from where the last one was; one that
 * counts on from the text before it (`c1`, `c2`) or follows from what stands beside it (an id from a name) is a mark.
 */
export function text(
  derive: (beside: unknown, vocabulary: Vocabulary) => string | undefined = () => undefined,
): Column {
  return {
    write(values, sheet, beside = []) {
      const known = sheet.vocabulary.texts;
      let last = known.size - 1;
      let before = '';
      values.forEach((value, row) => {
        if (typeof value !== 'string') throw new Unfit();
        const place = known.placeOf(value);
        if (place !== undefined) {
          sheet.numbers.put(KNOWN + zigzag(place - last - 1));
          last = place;
        } else {
          const code =
            value === derive(beside[row], sheet.vocabulary)
              ? DERIVED
              : value === successor(before)
                ? NEXT
                : NEW;
          sheet.numbers.put(code);
          if (code === NEW) sheet.text(value);
          last = known.add(value);
        }
        before = value;
      });
    },
    read(count, sheet, beside = []) {
      const known = sheet.vocabulary.texts;
      let last = known.size - 1;
      let before = '';
      return Array.from({ length: count }, (_, row) => {
        const code = sheet.numbers.take();
        const value =
          code >= KNOWN
            ? known.at(last + 1 + unzigzag(code - KNOWN))
            : code === NEW
              ? sheet.text()
              : code === NEXT
                ? successor(before)
                : derive(beside[row], sheet.vocabulary);
        if (value === undefined) throw new Damaged();
        last = code >= KNOWN ? last + 1 + unzigzag(code - KNOWN) : known.add(value);
        before = sheet.paid(value);
        return value;
      });
    },
  };
}

/** The text with the next number at its end: `Cluster 9` //=> `Cluster 10`; undefined where it ends with none. */
function successor(before: string): string | undefined {
  const number = /(?:^|\D)(0|[1-9]\d{0,8})$/.exec(before)?.[1];
  return number === undefined ? undefined : `${before.slice(0, -number.length)}${Number(number) + 1}`;
}
