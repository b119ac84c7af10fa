import type { ExitCode } from './exitCode.ts';

/** Everything that a command may touch of the world; tests hand in their own. */
export interface Io {
  /** Results: standard output. */
  out(text: string): void;
  /** Progress and complaints: standard error. */
  err(text: string): void;
  /** The first `limit` bytes of standard input. */
  readStdin(limit: number): Promise<Uint8Array>;
  /** The first `limit` bytes of a file; rejects as `node:fs` does. */
  readFile(path: string, limit: number): Promise<Uint8Array>;
  /** Writes a file, over one that is there; rejects as `node:fs` does. */
  writeFile(path: string, text: string): Promise<void>;
  /** Whether results may be coloured: a terminal, and no NO_COLOR. */
  readonly colour: boolean;
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** One letter that means the same, as `o` for `-o`. */
  readonly short?: string;
  /** For the help: what stands for the value, as `PORT`. */
  readonly placeholder?: string;
  readonly help: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}

/** Parsed and checked arguments: unknown options, missing values and values outside `choices` never arrive here. */
export interface Invocation {
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
}

/** One verb of the command line; `commands/table.ts` lists them. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Names of the positional arguments, as `PLAN…`. */
  readonly positionals: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** What its exit codes mean, for the help. */
  readonly exits: string;
  run(invocation: Invocation, io: Io): Promise<ExitCode>;
}

/** A bad argument: one sentence that names the place and the remedy. Ends the command with exit code 2. */
export class UsageError extends Error {}

/** The text value of an option, undefined when it was not given. */
export function textOption(invocation: Invocation, name: string): string | undefined {
  const value = invocation.options[name];
  return typeof value === 'string' ? value : undefined;
}

/**
 * The value of a numeric option; throws UsageError when it is not a whole number from `low` to `high`.
 */
export function numberOption(
  invocation: Invocation,
  name: string,
  low: number,
  high: number,
): number | undefined {
  const text = textOption(invocation, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < low || value > high) {
    throw new UsageError(`--${name} is ${JSON.stringify(text)}; give a whole number from ${low} to ${high}.`);
  }
  return value;
}
