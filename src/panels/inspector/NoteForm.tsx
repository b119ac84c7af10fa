import { Section } from './Section.tsx';
import type { Scope } from './scope.ts';
import { TextProperty } from './TextProperty.tsx';

/** A note on the canvas: its text. */
export function NoteForm({ scope }: { scope: Scope }) {
  return (
    <Section title="Note">
      <TextProperty scope={scope} path={['text']} label="Text" required area />
    </Section>
  );
}
