/** The version of the plan format that this program writes. */
export const FORMAT_VERSION = 1;

export type Document = Readonly<Record<string, unknown>>;

/** One step of the chain: from version `from` to `from + 1`. Frozen once a release has shipped it. */
export interface Migration {
  readonly from: number;
  readonly up: (document: Document) => Document;
}

/** Every step there is, oldest first. Version 1 is the first format: there is none yet. */
export const migrations: readonly Migration[] = [];

/**
 * Brings a document up to `target`, one step a version, and sets `hopwright` after each. A version that no step
 * starts from is a gap in the chain: undefined.
 */
export function migrate(
  document: Document,
  version: number,
  chain: readonly Migration[] = migrations,
  target: number = FORMAT_VERSION,
): Document | undefined {
  let current = document;
  for (let at = version; at < target; at++) {
    const step = chain.find((migration) => migration.from === at);
    if (!step) return undefined;
    current = { ...step.up(current), hopwright: at + 1 };
  }
  return current;
}
