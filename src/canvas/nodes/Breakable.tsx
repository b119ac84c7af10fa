import { Fragment } from 'react';
import { breakable } from '#core/view';

/** An address or range that may break into lines between its groups, never inside of one: a length stays with the last. */
export const Breakable = ({ text }: { text: string }) =>
  breakable(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the text
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
