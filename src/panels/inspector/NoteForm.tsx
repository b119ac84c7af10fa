import { NotesProperty } from './NotesProperty.tsx';
import { Section } from './Section.tsx';
import { SiteField } from './SiteField.tsx';
import type { Scope } from './scope.ts';

/** A note on the canvas: its text. */
export function NoteForm({ scope }: { scope: Scope }) {
  return (
    <Section title="Note">
      <NotesProperty scope={scope} path={['text']} label="Text" required />
      {scope.target.kind === 'entity' && <SiteField editor={scope.editor} ids={[scope.target.id]} />}
    </Section>
  );
}
