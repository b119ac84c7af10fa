import { locate, nameOf } from '#editor';
import { useEditor } from '../useEditor.ts';
import styles from './Inspector.module.css';
import { Identity } from './identity.tsx';
import { Section } from './Section.tsx';
import type { Scope } from './scope.ts';

/** A site: its name, and what stands in it. */
export function FrameForm({
  scope,
  onRenamed,
}: {
  scope: Scope;
  onRenamed: (from: string, to: string) => void;
}) {
  const plan = useEditor(scope.editor, (state) => state.plan);
  const found = scope.target.kind === 'entity' ? locate(plan, scope.target.id) : undefined;
  const members = found?.collection === 'frames' ? found.entity.members : [];
  return (
    <>
      <Section title="Site">
        <Identity scope={scope} onRenamed={onRenamed} />
      </Section>
      <Section title="In this site">
        <ul className={styles.members}>
          {members.flatMap((id) => {
            const member = locate(plan, id);
            return member
              ? [
                  <li key={id}>
                    <button type="button" className={styles.member} onClick={() => scope.editor.select([id])}>
                      {nameOf(member.entity)}
                    </button>{' '}
                    <span className={styles.kind}>{member.collection.slice(0, -1)}</span>
                  </li>,
                ]
              : [];
          })}
        </ul>
      </Section>
    </>
  );
}
