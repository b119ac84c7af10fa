import { parseArgs } from 'node:util';
import { type Command, type Invocation, UsageError } from './command.ts';
import { suggestion } from './suggestion.ts';

/**
 * Reads what stands behind the verb. Throws UsageError for an unknown option, a missing or superfluous value
 * and a value outside the option's choices. `node:util` only splits; the sentences are ours, because its own
 * name neither the command nor the remedy.
 */
export function parseArguments(command: Command, argv: readonly string[]): Invocation {
  const spec = { ...command.options, help: { type: 'boolean', short: 'h', help: '' } } as Command['options'];
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(spec).map(([name, option]) => [
        name,
        option.short === undefined ? { type: option.type } : { type: option.type, short: option.short },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Record<string, string | boolean | undefined> = {};
  for (const [name, option] of Object.entries(spec)) options[name] = option.default;
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = spec[token.name];
    const where = `${command.name}: ${token.rawName}`;
    if (option === undefined) {
      const names = Object.keys(spec).map((name) => `--${name}`);
      throw new UsageError(
        `${where} is not an option of this command.${suggestion(token.rawName, names)} See: hopwright ${command.name} --help`,
      );
    }
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new UsageError(`${where} takes no value; leave it away.`);
      options[token.name] = true;
      continue;
    }
    const followedByOption = token.inlineValue === false && /^-./.test(token.value ?? '');
    if (token.value === undefined || token.value === '' || followedByOption) {
      throw new UsageError(
        `${where} needs a value; write ${token.rawName} ${option.choices?.join('|') ?? option.placeholder ?? 'VALUE'}.`,
      );
    }
    if (option.choices !== undefined && !option.choices.includes(token.value)) {
      throw new UsageError(
        `${where} is ${JSON.stringify(token.value)}; give one of ${option.choices.join(', ')}.${suggestion(token.value, option.choices)}`,
      );
    }
    options[token.name] = token.value;
  }
  return { options, positionals };
}
