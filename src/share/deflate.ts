/** Text as raw deflate over UTF-8. */
export async function deflate(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What inflating came to: the text, or why there is none. */
export type Inflated =
  | { readonly kind: 'text'; readonly text: string }
  /** It grew past the limit, and reading stopped there. */
  | { readonly kind: 'too-large' }
  /** Cut, or no deflate, or no UTF-8. */
  | { readonly kind: 'damaged' };

/** Reads raw deflate back to text, and stops at `limit` bytes: what is small on the wire may be a bomb. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'text', text: text + decoder.decode() };
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return { kind: 'too-large' };
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return { kind: 'damaged' };
  }
}
