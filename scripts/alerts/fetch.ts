import { execFile } from 'node:child_process';
import { promisify, stripVTControlCharacters } from 'node:util';

import { ZAPIER_CLI } from '../zapier-cli.ts';

/** Zapier gives no more lines at a time, of all codes together. */
export const MOST_LINES = 50;

/**
 * The latest console logs of the app, as Zapier's CLI prints them.
 *
 * @param args more arguments for `zapier-platform logs`
 * @throws {Error} with what the CLI says against it
 */
export const fetchLogs = async (args: readonly string[]): Promise<string> => {
  const command = ['logs', '--type', 'console', '--limit', String(MOST_LINES), '--format', 'raw'];
  try {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [ZAPIER_CLI, ...command, ...args],
      { maxBuffer: 50_000_000, env: { ...process.env, DISABLE_ZAPIER_ANALYTICS: '1' } },
    );
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(reasonIn(said), { cause: error });
  }
};

/** What the CLI says, without its margin and its spinner, and with commands as they are run here. */
const reasonIn = (said: string): string =>
  stripVTControlCharacters(said)
    .split('\n')
    .filter((line) => !/^- Loading|re-run this command with/.test(line))
    .map((line) => line.replace(/^ ›\s+/, '').trim())
    .filter((line) => line !== '' && line !== '›')
    .join(' ')
    .replace(/^Error: (?:: )?/, '')
    .replaceAll('zapier-platform register', 'npm run register')
    .replace(/`zapier-platform (?=\w)/g, '`npx zapier-platform ');
