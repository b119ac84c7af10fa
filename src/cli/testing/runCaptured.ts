import { readFile } from 'node:fs/promises';
import type { ExitCode } from '../exitCode.ts';
import { run } from '../run.ts';

export interface World {
  /** Files by name; a name that is not here is looked for on disk. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly colour?: boolean;
  /** Takes the files that the command writes. */
  readonly written?: Map<string, string>;
}

/** Carries out a command line in a world of its own, and tells what it printed. */
export async function runCaptured(
  argv: readonly string[],
  world: World = {},
): Promise<{ exit: ExitCode; out: string; err: string }> {
  let out = '';
  let err = '';
  const bytes = (value: string | Uint8Array) =>
    typeof value === 'string' ? new TextEncoder().encode(value) : value;
  const exit = await run(argv, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readStdin: async (limit) => bytes(world.stdin ?? '').subarray(0, limit),
    readFile: async (path, limit) => {
      const file = world.files?.[path];
      return (file === undefined ? await readFile(path) : bytes(file)).subarray(0, limit);
    },
    writeFile: async (path, text) => {
      world.written?.set(path, text);
    },
    colour: world.colour ?? false,
  });
  return { exit, out, err };
}
