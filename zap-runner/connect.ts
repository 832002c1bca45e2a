import { randomBytes } from 'node:crypto';

import type { AuthData } from './connection.ts';
import { Connection } from './connection.ts';
import { readForm } from './consent-form.ts';
import type { ConsentForm } from './consent-form.ts';
import { isFunction } from './definition.ts';
import { Failure } from './failure.ts';
import { asText } from './tokens.ts';
import type { Platform, Trace } from './platform.ts';
import { newTrace } from './platform.ts';
import { isRecord } from './records.ts';

/** Nothing listens here: the runner reads the code from the redirect instead of following it. */
const REDIRECT_URI = 'https://zapier.com/dashboard/auth/oauth/return/App000000CLIAPI/';

export interface ConnectOptions {
  /** What the user chooses in the connection's Access field. */
  access: 'read' | 'write';
  /** What the user chooses in What Zaps May Work With. */
  scopes?: 'contacts' | 'sales' | 'everything';
  /** The sub-account to choose on the consent page; without it, whatever the page offers first. */
  locationId?: string;
  /** What an agency's user puts into Sub-Account. */
  accountId?: string;
}

export interface Connected {
  connection: Connection;
  /** What Zapier shows as the connection's name. */
  label: string;
  trace: Trace;
}

/** The values that pressing Allow submits. */
const filledIn = (form: ConsentForm, locationId: string | undefined): URLSearchParams => {
  const values = new URLSearchParams(form.hidden);
  for (const [name, offered] of Object.entries(form.options)) {
    const choice =
      offered.find(({ value }) => value === locationId) ??
      offered.find(({ chosen }) => chosen) ??
      offered[0];
    if (choice) values.set(name, choice.value);
  }
  const allow = form.buttons.find(({ label }) => /^(allow|accept|authorize|agree)/i.test(label));
  if (allow?.name) values.set(allow.name, allow.value);
  return values;
};

/** Opens the consent page, chooses the sub-account and presses Allow, over plain HTTP. */
const consent = async (authorizeUrl: string, locationId: string | undefined): Promise<URL> => {
  const page = new URL(authorizeUrl);
  const opened = await fetch(page);
  const form = readForm(await opened.text(), page);
  if (!opened.ok || !form) {
    throw new Failure('reconnect', `The consent page could not be read (${opened.status}).`);
  }
  const body = filledIn(form, locationId);
  const pressed =
    form.method === 'POST'
      ? await fetch(form.action, { method: 'POST', body, redirect: 'manual' })
      : await fetch(`${form.action.href}?${body.toString()}`, { redirect: 'manual' });
  const target = pressed.headers.get('location');
  if (!target) {
    throw new Failure('reconnect', `The consent page did not lead back (${pressed.status}).`);
  }
  return new URL(target, form.action);
};

const codeFrom = (redirect: URL, state: string): string => {
  if (redirect.searchParams.get('state') !== state) {
    throw new Failure('reconnect', 'The consent page led back with a foreign state.');
  }
  const code = redirect.searchParams.get('code');
  if (!code) {
    const reason = redirect.searchParams.get('error') ?? 'no code';
    throw new Failure('reconnect', `The connection was not allowed (${reason}).`);
  }
  return code;
};

/**
 * Tests a connection and gives the name that Zapier shows for it.
 *
 * @throws {Failure} when the app's test of the connection fails
 */
export const labelOf = async (connection: Connection, trace: Trace): Promise<string> => {
  const answer = await connection.call('authentication.test', {}, trace);
  const tested = isRecord(answer) ? answer : {};
  const label = connection.platform.definition.authentication?.connectionLabel ?? '';
  if (isFunction(label)) {
    const method = 'authentication.connectionLabel';
    return asText(await connection.call(method, { inputData: tested }, trace));
  }
  const values: AuthData = { ...connection.authData, ...tested };
  return label.replaceAll(/\{\{(?:bundle\.(?:inputData|authData)\.)?(\w+)\}\}/g, (_token, key) =>
    asText(values[String(key)]),
  );
};

/**
 * Connects an account as a user would: through the app's own OAuth methods and the consent page.
 *
 * @throws {Failure} when a step of it fails or the page does not allow the connection
 */
export const connect = async (
  platform: Platform,
  { access, scopes = 'contacts', locationId, accountId }: ConnectOptions,
): Promise<Connected> => {
  const trace = newTrace();
  const state = randomBytes(20).toString('hex');
  const chosen = { access, scopes, ...(accountId !== undefined && { accountId }) };
  const oauth = (method: string, inputData: Record<string, unknown>): Promise<unknown> =>
    platform.call(
      `authentication.oauth2Config.${method}`,
      {
        authData: chosen,
        inputData: { ...inputData, ...chosen, redirect_uri: REDIRECT_URI },
        cleanedRequest: { querystring: inputData },
      },
      trace,
    );

  const authorizeUrl = await oauth('authorizeUrl', { state, response_type: 'code' });
  const code = codeFrom(await consent(asText(authorizeUrl), locationId), state);
  const tokens = await oauth('getAccessToken', { code, state });

  const authData = { ...chosen, ...(isRecord(tokens) ? tokens : {}) };
  const connection = new Connection(platform, authData);
  return { connection, label: await labelOf(connection, trace), trace };
};
