import type { Editor } from '#editor';
import { lazilyOpened } from '../ui/lazily.tsx';
import { useExplained } from './useExplained.ts';

const RuleDialog = lazilyOpened(
  async () => (await import('./RuleDialog.tsx')).RuleDialog,
  ({ about }) => about !== undefined,
);

/** The rule text for the hop that is shown, or the selected finding, where there are no results below the canvas. */
export function Explaining({ editor }: { editor: Editor }) {
  const [about, setAbout] = useExplained(editor, 'paths');
  return <RuleDialog about={about} onClose={() => setAbout(undefined)} />;
}
