/** A request to HighLevel's API as somebody typed it, and what must not be asked for. */
import { isRecord, parseJson } from '../../ghl/client/json.ts';
import type { Json, JsonObject } from '../../ghl/client/json.ts';
import { InvalidInputError } from '../values/invalid-input.ts';
import { asText, requiredLine } from '../values/texts.ts';

export const REQUEST_LABELS = {
  method: 'Method',
  path: 'Path',
  query: 'Query Parameters',
  body: 'JSON Body',
} as const;

/** What stands for the connected sub-account wherever its ID has to be given. */
export const LOCATION_PLACEHOLDER = '{locationId}';

const ORIGIN = /^https:\/\/services\.leadconnectorhq\.com(?=\/)/i;

/** One segment of a path: a word or an ID. Dots alone would lead elsewhere. */
const SEGMENT = /^(?!\.+$)[\w.:~-]+$/;

/** Words of HighLevel's paths; an ID has capitals. */
const WORD = /^[a-z][a-z\d-]{0,30}$/;

/** Zapier forbids it, and nobody should be able to do it by a typing error. */
const MONEY = /pay|invoice|charge|refund|wallet|billing|transaction|saas|estimate|coupon|order/;

const refused = (why: string): InvalidInputError =>
  new InvalidInputError(`“${REQUEST_LABELS.path}” ${why} Nothing was sent.`);

/**
 * A path of plain segments.
 *
 * @param locationId of the connected sub-account
 * @throws {InvalidInputError} for another host, for what could lead to another route, and for what this
 *   app never asks for
 * @example
 * readPath('/contacts/{id}/notes', 'loc1'); // throws: “Path” still holds a placeholder …
 */
export const readPath = (given: unknown, locationId: string): string => {
  const typed = requiredLine(REQUEST_LABELS.path, given);
  const path = typed.replace(ORIGIN, '').replaceAll(LOCATION_PLACEHOLDER, locationId);
  if (/^[a-z][a-z\d+.-]*:|^\/\/|^\\/i.test(path)) {
    throw refused('leads to another place than HighLevel. Give a path such as /contacts/search.');
  }
  if (!path.startsWith('/')) throw refused('must begin with a slash, such as /contacts/search.');
  if (/[?#]/.test(path)) {
    throw refused(
      `holds a question mark or a hash. Put what follows into “${REQUEST_LABELS.query}”.`,
    );
  }
  if (/[{}]/.test(path)) {
    throw refused('still holds a placeholder. Put the ID in its place.');
  }
  const segments = path.slice(1).replace(/\/$/, '').split('/');
  if (!segments.every((segment) => SEGMENT.test(segment))) {
    throw refused(
      'holds more than words and IDs with slashes between. Check what is mapped to it.',
    );
  }
  if (segments[0]?.toLowerCase() === 'oauth') {
    throw refused('is about the connection itself, which Protiv takes care of.');
  }
  if (segments.some((segment) => WORD.test(segment) && MONEY.test(segment))) {
    throw refused('is about money. Protiv never moves any; use HighLevel itself for that.');
  }
  return path;
};

/**
 * @param method by which it is to be sent
 * @throws {InvalidInputError} for what is neither a JSON object nor a list, and for a body that no request
 *   of this method has
 */
export const readBody = (
  given: unknown,
  method: string,
  locationId: string,
): JsonObject | Json[] | undefined => {
  const text = asText(REQUEST_LABELS.body, given);
  if (text === undefined) return undefined;
  if (method === 'GET') {
    throw new InvalidInputError(
      `“${REQUEST_LABELS.body}” is filled in, but GET sends none. Put its values into “${REQUEST_LABELS.query}”, or choose another “${REQUEST_LABELS.method}”. Nothing was sent.`,
    );
  }
  const parsed = parseJson(text);
  if (Array.isArray(parsed)) return parsed.map((item) => filledIn(item, locationId));
  if (isRecord(parsed)) return filledInRecord(parsed, locationId);
  throw new InvalidInputError(
    `“${REQUEST_LABELS.body}” takes a JSON object, such as {"name": "Ana"}, but what it holds cannot be read as one${whereIn(text)}. Nothing was sent.`,
  );
};

/** Where a text ceases to be JSON, as far as the platform says: the place, or the character there. */
const whereIn = (text: string): string => {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    const { position, character } =
      /at position (?<position>\d+)|^SyntaxError: Unexpected token '(?<character>[^\s\w])'/u.exec(
        String(error),
      )?.groups ?? {};
    if (character !== undefined) return `, because of the character ${character}`;
    if (position === undefined) return '';
    const lines = text.slice(0, Number(position)).split('\n');
    return `: look at line ${lines.length}, character ${(lines.at(-1)?.length ?? 0) + 1}`;
  }
};

/** @throws {InvalidInputError} for what is no set of names with values, and for a value that is a list or a group */
export const readQuery = (
  given: unknown,
  locationId: string,
): Record<string, string> | undefined => {
  if (!isRecord(given)) {
    if (given === undefined || given === null || given === '') return undefined;
    throw new InvalidInputError(
      `“${REQUEST_LABELS.query}” takes a name and a value for each parameter, but got something else. Nothing was sent.`,
    );
  }
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const text = asText(`${REQUEST_LABELS.query}: ${name}`, value);
    return text === undefined || name.trim() === ''
      ? []
      : [[name.trim(), text.trim() === LOCATION_PLACEHOLDER ? locationId : text] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};

/** The same with the sub-account's ID where its placeholder stands. */
const filledIn = (value: unknown, locationId: string): Json => {
  if (value === LOCATION_PLACEHOLDER) return locationId;
  if (Array.isArray(value)) return value.map((item) => filledIn(item, locationId));
  if (isRecord(value)) return filledInRecord(value, locationId);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
};

const filledInRecord = (value: Record<string, unknown>, locationId: string): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([key, held]) => [key, filledIn(held, locationId)]));

/** Properties by which HighLevel's requests name a sub-account. */
const LOCATION_KEY = /^location_?id$/i;

/** The same beside `altType`; alone it is the number of a message in another system. */
const ALTERNATIVE_KEY = /^alt_?id$/i;

const foreignIn = (value: unknown, locationId: string): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const hasType = Object.keys(value).some((key) => /^alt_?type$/i.test(key));
  return Object.entries(value).some(([key, held]) =>
    LOCATION_KEY.test(key) || (hasType && ALTERNATIVE_KEY.test(key))
      ? held !== locationId
      : foreignIn(held, locationId),
  );
};

/**
 * Makes sure that a request names no other sub-account than the connected one.
 *
 * @param named the ids that stand in its path, and its query and body
 * @throws {InvalidInputError}
 */
export const checkLocation = (
  locationId: string,
  named: { ids: readonly string[]; query: unknown; body: unknown },
): void => {
  const isForeign =
    named.ids.some((id) => id !== locationId) ||
    foreignIn(named.query, locationId) ||
    foreignIn(named.body, locationId);
  if (!isForeign) return;
  throw new InvalidInputError(
    `This request names another sub-account than the connected one. Write ${LOCATION_PLACEHOLDER} in place of its ID, or choose the connection of the other one. Nothing was sent.`,
  );
};
