import { joined } from './joined.ts';

/** Bytes, or text as UTF-8, as raw deflate. */
export async function deflate(content: string | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What inflating came to: the bytes, or why there are none. */
export type Inflated =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** It grew past the limit, and reading stopped there. */
  | { readonly kind: 'too-large' }
  /** Cut, or no deflate. */
  | { readonly kind: 'damaged' };

/** Reads raw deflate back, and stops at `limit` bytes: what is small on the wire may be a bomb. */
export async function inflate(bytes: Uint8Array<ArrayBuffer>, limit: number): Promise<Inflated> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { kind: 'bytes', bytes: joined(...parts) };
      size += value.length;
      if (size > limit) {
        await reader.cancel();
        return { kind: 'too-large' };
      }
      parts.push(value);
    }
  } catch {
    return { kind: 'damaged' };
  }
}
