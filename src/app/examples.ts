import type { Example } from '#presets';

/** The example of that id, for an address with `?example=black-hole`; fetched, since most pages begin without one. */
export async function exampleOf(id: string): Promise<Example | undefined> {
  const { examples } = await import('#presets');
  return examples.find((example) => example.id === id);
}
