import type { Command, OptionSpec } from './command.ts';

/** The page of `hopwright --help`. */
export function helpPage(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length + command.positionals.length)) + 3;
  const lines = commands.map(
    (command) => `  ${`${command.name} ${command.positionals}`.padEnd(width)}${command.summary}`,
  );
  return `Usage: hopwright COMMAND [ARGUMENTS] [OPTIONS]

Finds out what an address plan for Kubernetes networks really does.
PLAN is a file, - for standard input, or a share link.

Commands
${lines.join('\n')}

  hopwright COMMAND --help    what a command takes
  hopwright --version         prints the version

Results go to standard output, everything else to standard error.
Exit codes: 0 yes, 1 no, 2 unreadable plan or bad argument, 3 a bug in Hopwright.
`;
}

/** The page of `hopwright COMMAND --help`. */
export function commandPage(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => optionLine(name, option));
  return `Usage: hopwright ${command.name} ${command.positionals} [OPTIONS]

${command.summary}

Options
${[...options, optionLine('help', { type: 'boolean', help: 'prints this page' })].join('\n')}

Exit codes: ${command.exits}
`;
}

function optionLine(name: string, option: OptionSpec): string {
  const value =
    option.type === 'boolean' ? '' : ` ${option.choices?.join('|') ?? option.placeholder ?? 'VALUE'}`;
  const head = `  ${option.short === undefined ? '' : `-${option.short}, `}--${name}${value}`;
  const preset = option.default === undefined ? '' : ` (default: ${option.default})`;
  const gap = head.length < 30 ? ' '.repeat(30 - head.length) : `\n${' '.repeat(30)}`;
  return `${head}${gap}${option.help}${preset}`;
}
