import model from '../../../docs/network-model.md?raw';

const pages: Readonly<Record<string, string>> = import.meta.glob('../../../docs/rules/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The page of a finding's rule as docs/rules has it, without its first line, which is the rule's name. */
export const rulePage = (rule: string): string | undefined =>
  pages[`../../../docs/rules/${rule}.md`]?.replace(/^# .*\n+/, '');

/** The network model, whose numbered rules the steps of a walk cite. */
export const networkModel: string = model;
