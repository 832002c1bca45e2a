import type { KeyObject } from 'node:crypto';

import { HIGHLEVEL_PUBLIC_KEY, readPublicKeys } from './http/signatures.ts';

/** What a relay is told by its environment and its command line. */
export interface Settings {
  host: string;
  /** 0 for any free one. */
  port: number;
  dataDir: string;
  databaseUrl?: string;
  /** What the app signs with; two while it is rotated. */
  secrets: readonly string[];
  /** What HighLevel signs with; two while it is rotated. */
  publicKeys: readonly KeyObject[];
  /** Where Zaps are called. */
  hookOrigin: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = 8787;
const SHORTEST_SECRET = 32;

const wholeNumber = (name: string, text: string, most: number): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= most) return value;
  throw new Error(`${name} is a whole number from 0 to ${most}, not "${text}".`);
};

/** Where the store is: all that the commands which look into it have to know. */
export const readStoreSettings = (
  environment: Environment,
  dataDir = 'relay-data',
): Pick<Settings, 'dataDir' | 'databaseUrl'> => {
  const { DATABASE_URL: databaseUrl } = environment;
  return { dataDir, ...(databaseUrl !== undefined && databaseUrl !== '' && { databaseUrl }) };
};

/**
 * Reads the settings of a relay.
 *
 * @throws {Error} for a setting that is missing or that cannot be, in words for whoever set it
 */
export const readSettings = (
  environment: Environment,
  options: { port?: string; host?: string; data?: string },
): Settings => {
  const secrets = (environment['RELAY_SECRET'] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter((secret) => secret !== '');
  if (secrets.length === 0) {
    throw new Error('RELAY_SECRET is missing: the secret that the app signs with.');
  }
  if (secrets.length > 2 || secrets.some(({ length }) => length < SHORTEST_SECRET)) {
    throw new Error(
      `RELAY_SECRET is one secret of at least ${SHORTEST_SECRET} letters, or two separated by a comma.`,
    );
  }
  const hookOrigin = environment['RELAY_HOOK_ORIGIN'] ?? 'https://hooks.zapier.com';
  if (!URL.canParse(hookOrigin) || new URL(hookOrigin).origin !== hookOrigin) {
    throw new Error('RELAY_HOOK_ORIGIN is an origin, such as https://hooks.zapier.com.');
  }
  const port = options.port ?? environment['PORT'];
  return {
    ...readStoreSettings(environment, options.data),
    host: options.host ?? '0.0.0.0',
    port: port === undefined ? DEFAULT_PORT : wholeNumber('The port', port, 65_535),
    secrets,
    publicKeys: readPublicKeys(environment['GHL_WEBHOOK_PUBLIC_KEY'] ?? HIGHLEVEL_PUBLIC_KEY),
    hookOrigin,
  };
};
