/**
 * Where HighLevel lives and which dated version of its API each group of routes is asked for.
 *
 * Environment variables are read inside functions: under ESM, Zapier sets them after this module is
 * loaded.
 */

const DEFAULT_API_BASE_URL = 'https://services.leadconnectorhq.com';

/** The white-label consent host: it serves HighLevel's own users and agencies' customers alike. */
const DEFAULT_MARKETPLACE_URL = 'https://marketplace.leadconnectorhq.com';

/** The origin of HighLevel's API; `GHL_API_BASE_URL` points it at a sandbox. */
export const apiBaseUrl = (): string => process.env['GHL_API_BASE_URL'] || DEFAULT_API_BASE_URL;

/** The origin of HighLevel's consent page; `GHL_MARKETPLACE_URL` points it at a sandbox. */
export const marketplaceUrl = (): string =>
  process.env['GHL_MARKETPLACE_URL'] || DEFAULT_MARKETPLACE_URL;

/**
 * Value of the `Version` header by group of routes: the one that each group's official OpenAPI file
 * declares. Moving to another version is an edit of this map.
 */
export const API_VERSION = {
  contacts: '2021-07-28',
  locations: '2021-07-28',
  users: '2021-07-28',
  businesses: '2021-07-28',
  /** Forms and surveys. */
  forms: '2021-07-28',
  /** Workflows and campaigns. */
  automations: '2021-07-28',
  opportunities: '2021-07-28',
  calendars: '2021-04-15',
  conversations: '2021-04-15',
  /** Trading tokens; a first token is asked for without a version. */
  oauth: '2021-07-28',
} as const;

export type ApiVersion = (typeof API_VERSION)[keyof typeof API_VERSION];

/**
 * Whether an agency's token may be traded for that of the one sub-account it was meant for
 * (`GHL_AGENCY=1`): off, since it takes a scope that only agencies can grant and nobody has seen it.
 */
export const isForAgencies = (): boolean => process.env['GHL_AGENCY'] === '1';

/** One of the marketplace app's client keys. */
export interface ClientKey {
  id: string;
  secret: string;
}

/** The key that new connections are made with; set by `zapier-platform env:set`. */
export const clientKey = (): ClientKey => ({
  id: process.env['CLIENT_ID'] ?? '',
  secret: process.env['CLIENT_SECRET'] ?? '',
});

/**
 * The key that renews a connection: the one it was made with, while that is still set. During a
 * change of keys the old one is set as `PREVIOUS_CLIENT_ID` and `PREVIOUS_CLIENT_SECRET`, since
 * nobody could verify that HighLevel renews a connection with another key.
 *
 * @param madeWith id of the key that the connection was made with
 */
export const clientKeyFor = (madeWith: string): ClientKey => {
  const previous = process.env['PREVIOUS_CLIENT_ID'];
  return previous && previous === madeWith
    ? { id: previous, secret: process.env['PREVIOUS_CLIENT_SECRET'] ?? '' }
    : clientKey();
};
