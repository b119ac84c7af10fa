import { Search, X } from 'lucide-react';
import { type Finding, SEVERITIES, type Severity } from '#core';
import { IconButton } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import controls from '../ui/controls.module.css';
import { SeverityGlyph } from '../ui/Glyphs.tsx';
import styles from './Findings.module.css';
import { type FindingFilter, NO_FILTER } from './filterFindings.ts';

const WORDS = { error: 'errors', warning: 'warnings', info: 'notes' } as const;

/** Narrows the list of findings by words and by severity. */
export function FindingFilterBar({
  findings,
  filter,
  shown,
  onFilter,
}: {
  findings: readonly Finding[];
  filter: FindingFilter;
  /** How many the filter lets through. */
  shown: number;
  onFilter: (filter: FindingFilter) => void;
}) {
  const toggle = (severity: Severity) => {
    const on = filter.severities.includes(severity);
    onFilter({
      ...filter,
      severities: on
        ? filter.severities.filter((other) => other !== severity)
        : [...filter.severities, severity],
    });
  };
  const narrowed = filter.text.trim() !== '' || filter.severities.length > 0;
  return (
    <search className={styles.filter} aria-label="Filter of the findings">
      <label className={styles.find}>
        <Search size={14} aria-hidden />
        <span className={controls.hidden}>Filter findings</span>
        <input
          type="text"
          className={controls.input}
          placeholder="Filter by name, range or rule"
          spellCheck={false}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter.text === '') return;
            event.stopPropagation();
            onFilter({ ...filter, text: '' });
          }}
        />
      </label>
      {SEVERITIES.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length;
        const on = filter.severities.includes(severity);
        return (
          <button
            key={severity}
            type="button"
            aria-pressed={on}
            aria-label={`Only ${WORDS[severity]} (${count})`}
            title={`Only ${WORDS[severity]}`}
            disabled={count === 0 && !on}
            className={classNames(controls.button, styles.severity, on && controls.pressed)}
            onClick={() => toggle(severity)}
          >
            <SeverityGlyph severity={severity} size={14} /> {count}
          </button>
        );
      })}
      <output className={styles.matches}>{narrowed ? `${shown} of ${findings.length}` : ''}</output>
      {narrowed && (
        <IconButton label="Clear the filter" onClick={() => onFilter(NO_FILTER)}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </search>
  );
}
