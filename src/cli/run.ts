import { type Command, type Io, UsageError } from './command.ts';
import { commands } from './commands/table.ts';
import { EXIT, type ExitCode } from './exitCode.ts';
import { commandPage, helpPage } from './help.ts';
import { parseArguments } from './parseArguments.ts';
import { printable } from './render/printable.ts';
import { suggestion } from './suggestion.ts';
import { VERSION } from './version.ts';

/** Carries out one command line (without `node` and the script) and tells the exit code; never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${printable(`hopwright: ${error.message}`)}\n`);
      return EXIT.unreadable;
    }
    // The plan may be confidential, so nothing of it is printed; nor a stack, which helps nobody at a terminal.
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    io.err(
      `hopwright: internal error (${printable(reason)}). This is a bug in Hopwright ${VERSION}; please report it with the command that you ran.\n`,
    );
    return EXIT.internal;
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = argv;
  if (verb === undefined) {
    io.err(helpPage(commands));
    return EXIT.unreadable;
  }
  if (verb === '--help' || verb === '-h' || verb === 'help') {
    const [about] = rest;
    io.out(about === undefined ? helpPage(commands) : commandPage(commandNamed(about)));
    return EXIT.yes;
  }
  if (verb === '--version' || verb === '-V') {
    io.out(`${VERSION}\n`);
    return EXIT.yes;
  }
  const command = commandNamed(verb);
  const invocation = parseArguments(command, rest);
  if (invocation.options.help === true) {
    io.out(commandPage(command));
    return EXIT.yes;
  }
  return command.run(invocation, io);
}

function commandNamed(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const near = suggestion(
    name,
    commands.map((candidate) => candidate.name),
  );
  throw new UsageError(`${JSON.stringify(name)} is not a command.${near} See: hopwright --help`);
}
