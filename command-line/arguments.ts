/** How every command of package.json reads what was typed behind it. */
import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';

/** Misuse ends with this, as in most command lines; 1 is for what a command found out. */
const MISUSED = 2;

export interface Command<Options extends ParseArgsOptionsConfig> {
  /** As people type it, such as `npm run bench`. */
  name: string;
  /** What it does, and each way to use it. */
  help: string;
  options?: Options;
  /** The words that may follow it; none where absent. */
  words?: readonly string[] | 'any';
}

interface Arguments<Options extends ParseArgsOptionsConfig> {
  values: ReturnType<typeof parseArgs<{ options: Options }>>['values'];
  words: string[];
}

/** Says in one sentence what is wrong with what was typed, and ends the command with 2. */
export const misused = (command: { name: string }, problem: string): never => {
  process.stderr.write(`${problem} All that there is: ${command.name} -- --help\n`);
  process.exit(MISUSED);
};

/** In one sentence, what Node says of an argument in several. */
const problemOf = (error: unknown): string => {
  const { code, message }: { code?: unknown; message?: unknown } = Object(error);
  const said = String(message);
  const [, flag] = /'(-[^' ]*)/.exec(said) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && flag) return `There is no ${flag}.`;
  if (said.includes('argument missing') && flag) return `${flag} needs a value.`;
  return `${said.split(/[.\n]/)[0] ?? said}.`;
};

/** Prints the help of a command and ends it with 0, where that is asked for. */
export const helpIfAsked = ({ help }: { help: string }, args: readonly string[]): void => {
  if (!args.includes('--help') && !args.includes('-h')) return;
  process.stdout.write(`${help.trim()}\n`);
  process.exit(0);
};

/**
 * Reads what was typed behind a command. `--help` prints its help and ends it with 0; what it does not
 * know is one sentence, and ends it with 2.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  command: Command<Options>,
  args?: readonly string[],
): Arguments<Options>;
export function readArguments(
  command: Command<ParseArgsOptionsConfig>,
  args: readonly string[] = process.argv.slice(2),
): Arguments<ParseArgsOptionsConfig> {
  helpIfAsked(command, args);
  try {
    const { values, positionals: words } = parseArgs({
      args: [...args],
      options: command.options ?? {},
      allowPositionals: true,
    });
    const known = command.words ?? [];
    if (known === 'any') return { values, words };
    const stray = words.find((word) => !known.includes(word));
    if (stray === undefined) return { values, words };
    const offered = known.length > 0 ? ` There are ${known.join(', ')}.` : '';
    return misused(command, `“${stray}” means nothing here.${offered}`);
  } catch (error) {
    return misused(command, problemOf(error));
  }
}

/**
 * A whole number that was typed behind a flag; absent when it was not given. Anything else is one sentence,
 * and ends the command with 2.
 */
export const wholeNumber = (
  command: { name: string },
  flag: string,
  given: string | undefined,
  { least = 0, most = Number.MAX_SAFE_INTEGER } = {},
): number | undefined => {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `${least} on` : `${least} to ${most}`;
  return misused(command, `--${flag} takes a whole number from ${bounds}, but got "${given}".`);
};

/** Why a server did not start, in words for whoever started it. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && error.code === 'EADDRINUSE'
    ? 'the port is taken. Choose another one with --port, or 0 for any free one.'
    : error.message;
};
