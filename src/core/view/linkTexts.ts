import { endLabels, isBent } from './endLabels.ts';
import type { Line } from './floatingEdge.ts';
import type { Point } from './point.ts';
import type { Session } from './session.ts';

/** A text near one end of a link. */
export interface EndText {
  readonly at: Point;
  readonly text: string;
  readonly of: 'address' | 'system';
  /** It stands on a line of dots, which it must not be mixed up with. */
  readonly boxed: boolean;
}

/** The addresses of a link's ends and the AS numbers of its session, where there is room for them beside its line. */
export function linkTexts(
  line: Line,
  addresses: readonly [string, string] | undefined,
  session: Session | undefined,
): readonly EndText[] {
  const ends = addresses && endLabels(line, addresses);
  // Of links side by side both stand on the outer side: there is room for one of them, and cards tell the AS, too.
  const outside = isBent(line);
  const systems = session && !(ends && outside) ? endLabels(line, session.ends, 'session') : undefined;
  const texts = (
    places: readonly Point[] | undefined,
    words: readonly string[] | undefined,
    look: Pick<EndText, 'of' | 'boxed'>,
  ): EndText[] => (places ?? []).map((at, end) => ({ at, text: words?.[end] ?? '', ...look }));
  return [
    ...texts(systems, session?.ends, { of: 'system', boxed: true }),
    ...texts(ends, addresses, { of: 'address', boxed: session !== undefined && outside }),
  ];
}
