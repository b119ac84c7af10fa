import { classNames } from './classNames.ts';
import { lazily } from './lazily.tsx';
import styles from './Markdown.module.css';

/** The reader of Markdown comes when there is something to read. */
const MarkdownText = lazily(async () => (await import('./MarkdownText.tsx')).MarkdownText);

/** A text of Markdown, safe whatever it says. `headings`: the level that its first heading gets on the page. */
export function Markdown({
  text,
  headings = 3,
  className,
}: {
  text: string;
  headings?: number;
  className?: string;
}) {
  return (
    <div className={classNames(styles.markdown, className)}>
      <MarkdownText text={text} headings={headings} />
    </div>
  );
}
