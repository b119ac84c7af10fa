import { ExternalLink } from 'lucide-react';
import { findingInfo, type Rule } from '#core';
import styles from './Findings.module.css';

/** What a rule says, why it matters, and the document that says so. */
export function Explanation({ rule }: { rule: Rule }) {
  const info = findingInfo[rule];
  return (
    <div className={styles.explanation}>
      <strong>{info.title}</strong>
      <p>{info.summary}</p>
      <p>{info.why}</p>
      <p>
        <strong>Remedy:</strong> {info.remedy}
      </p>
      {/^https:/.test(info.source) ? (
        <a href={info.source} target="_blank" rel="noreferrer">
          {info.source} <ExternalLink size={12} aria-label="(opens another page)" />
        </a>
      ) : (
        <p>{info.source}</p>
      )}
    </div>
  );
}
