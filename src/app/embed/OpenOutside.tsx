import { ArrowUpRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Plan } from '#core';
import type { Editor } from '#editor';
import { addressOf } from '#panels';
import styles from './Embed.module.css';

/** The way out: the same plan on a page of its own, where a copy of it can be changed. */
export function OpenOutside({ editor }: { editor: Editor }) {
  const plan = useStore(editor.store, (s) => s.plan);
  const [made, setMade] = useState<{ readonly plan: Plan; readonly link: string }>();
  useEffect(() => {
    let current = true;
    void import('#share')
      .then(({ toFragment }) => toFragment(plan))
      .then(
        (fragment) => current && setMade({ plan, link: `${addressOf(location.href)}#${fragment}` }),
        // Too large for a link: there is no way out but the page that sent it.
        () => current && setMade(undefined),
      );
    return () => {
      current = false;
    };
  }, [plan]);
  if (!made) return null;
  return (
    <a className={styles.out} href={made.link} target="_blank" rel="noopener">
      Open in Hopwright <ArrowUpRight size={14} aria-hidden />
    </a>
  );
}
