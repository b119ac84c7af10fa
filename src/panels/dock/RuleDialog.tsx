import { ExternalLink } from 'lucide-react';
import { describeStep, type Finding, findingInfo, sourceOf } from '#core';
import type { HopPlace } from '#core/view';
import { Markdown } from '../ui/Markdown.tsx';
import { Modal } from '../ui/Modal.tsx';
import styles from './RuleDialog.module.css';
import { networkModel, rulePage } from './rulePages.ts';
import { citedRules, ruleText } from './ruleText.ts';

/** What can be explained: a finding, or what happened on one device of a walk. */
export type Explained =
  | { readonly kind: 'finding'; readonly finding: Finding }
  | { readonly kind: 'hop'; readonly place: HopPlace };

/** The text of the rules behind a finding or a hop, as the documentation has it. */
export function RuleDialog({ about, onClose }: { about: Explained | undefined; onClose: () => void }) {
  const title = !about
    ? ''
    : about.kind === 'finding'
      ? findingInfo[about.finding.rule].title
      : `What decided on ${about.place.hop.device}`;
  return (
    <Modal title={title} open={about !== undefined} onClose={onClose}>
      {about?.kind === 'finding' && <FindingRule finding={about.finding} />}
      {about?.kind === 'hop' && <HopRules place={about.place} />}
    </Modal>
  );
}

function FindingRule({ finding }: { finding: Finding }) {
  const { rule } = finding;
  const page = rulePage(rule);
  const info = findingInfo[rule];
  const source = sourceOf(finding);
  return (
    <>
      <p className={styles.rule}>{rule}</p>
      <Markdown text={page ?? `${info.summary}\n\n${info.why}\n\n**Remedy:** ${info.remedy}`} />
      {source !== info.source && /^https:/.test(source) && (
        <p className={styles.source}>
          This very finding:{' '}
          <a href={source} target="_blank" rel="noreferrer">
            {source} <ExternalLink size={12} aria-label="(opens another page)" />
          </a>
        </p>
      )}
    </>
  );
}

function HopRules({ place }: { place: HopPlace }) {
  const sentences = place.hop.steps.map(describeStep);
  const rules = [...new Set(sentences.flatMap(citedRules))];
  return (
    <>
      <ul className={styles.steps}>
        {sentences.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a hop never change their order
          <li key={index}>{sentence}</li>
        ))}
      </ul>
      {rules.length === 0 && (
        <p className={styles.source}>No numbered rule decided here: the packet was passed on.</p>
      )}
      {rules.map((rule) => (
        <section key={rule} aria-label={`Rule ${rule}`} className={styles.numbered}>
          <h3>{rule}</h3>
          <Markdown text={ruleText(networkModel, rule) ?? ''} headings={4} />
        </section>
      ))}
    </>
  );
}
