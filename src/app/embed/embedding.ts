/** How an address asks to be shown inside another page: `?embed=1&ui=min&theme=dark&origin=https://wiki.example`. */
export interface Embedding {
  /** Only the canvas, the timeline and the way out are shown. */
  readonly minimal: boolean;
  /** Pages that may talk to this one; none, when the address names none. */
  readonly origins: readonly string[];
}

/** Undefined where the address does not ask for it. */
export function embeddingOf(search: string): Embedding | undefined {
  const asked = new URLSearchParams(search);
  if (asked.get('embed') !== '1') return undefined;
  return {
    minimal: asked.get('ui') === 'min',
    origins: asked.getAll('origin').flatMap((text) => originOf(text) ?? []),
  };
}

/** `https://wiki.example/a/page` //=> `https://wiki.example`; undefined for what no page can come from. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin } = new URL(text);
  return origin === 'null' ? undefined : origin;
}
