/** A link taken apart: `v2/PAYLOAD;view=…`. */
export interface LinkParts {
  /** Undefined where what stands behind the # is no Hopwright link at all. */
  readonly version: number | undefined;
  readonly payload: string;
  /** The text of the suffix `;view=…`, when there is one. */
  readonly view: string | undefined;
  /** What else stands behind the plan: nothing that belongs to a link. */
  readonly junk: string;
}

/**
 * Takes a link apart: a whole URL, or a fragment with or without `#`. Line breaks of mail programs are passed over, and so
 * is the full stop or bracket that a sentence puts behind it. Undefined for an address without a fragment.
 */
export function linkParts(text: string): LinkParts | undefined {
  const hash = text.indexOf('#');
  if (hash < 0 && /^\s*[a-z][a-z0-9+.-]*:\/\//i.test(text)) return undefined;
  const bare = text.slice(hash + 1).replace(/\s+/g, '');
  const head = /^v(\d{1,6})\/([\w-]*)/.exec(bare);
  if (!head) return { version: undefined, payload: '', view: undefined, junk: '' };
  const behind = bare.slice(head[0].length).replace(/[).,:;!?>\]"'*]+$/, '');
  const view = /^(?:;|%3B)view(?:=|%3D)([^;]*)/i.exec(behind);
  return {
    version: Number(head[1]),
    payload: head[2] ?? '',
    view: view?.[1],
    junk: behind.slice(view?.[0].length ?? 0),
  };
}
