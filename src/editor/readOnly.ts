/**
 * Why the plan cannot be changed now: a shared link is looked at, the page is embedded in another, another tab has the
 * design open, or somebody wants to look without touching.
 */
const REASONS = {
  preview: 'This is a shared plan: save a copy to change it',
  embed: 'This is an embedded plan: open it on a page of its own to change it',
  elsewhere: 'This design is open in another tab: take over to change it here',
  view: 'This is a read-only view: press Alt+R to change it',
} as const;

export type ReadOnly = keyof typeof REASONS;

/** Reasons that whoever they concern gives and takes back (`Editor.setReadOnly`); a preview comes and goes by itself. */
export type Hold = Exclude<ReadOnly, 'preview'>;

/** Which reason is told where several hold. */
export const foremost = (preview: boolean, holds: ReadonlySet<Hold>): ReadOnly | undefined =>
  preview ? 'preview' : (['embed', 'elsewhere', 'view'] as const).find((hold) => holds.has(hold));

/** The reason as a sentence without its full stop. */
export const whyReadOnly = (readOnly: ReadOnly): string => REASONS[readOnly];
