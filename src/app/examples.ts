import { type Example, examples } from '#presets';

/** The example that an address asks for: `?example=black-hole`. */
export function exampleIn(search: string): Example | undefined {
  const id = new URLSearchParams(search).get('example');
  return examples.find((example) => example.id === id);
}
