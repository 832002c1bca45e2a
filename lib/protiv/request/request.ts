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

const ORIGIN = 'https://services.leadconnectorhq.com';

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
  const path = (typed.startsWith(`${ORIGIN}/`) ? typed.slice(ORIGIN.length) : typed).replaceAll(
    LOCATION_PLACEHOLDER,
    locationId,
  );
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

/** @throws {InvalidInputError} for what is no JSON object */
export const readBody = (given: unknown, locationId: string): JsonObject | undefined => {
  const text = asText(REQUEST_LABELS.body, given);
  if (text === undefined) return undefined;
  const parsed = parseJson(text);
  if (isRecord(parsed)) return filledIn(parsed, locationId);
  throw new InvalidInputError(
    `“${REQUEST_LABELS.body}” takes a JSON object, such as {"name": "Ana"}, but what it holds cannot be read as one. Nothing was sent.`,
  );
};

/** @throws {InvalidInputError} for a value that is a list or a group */
export const readQuery = (
  given: unknown,
  locationId: string,
): Record<string, string> | undefined => {
  if (!isRecord(given)) return undefined;
  const entries = Object.entries(given).flatMap(([name, value]) => {
    const text = asText(`${REQUEST_LABELS.query}: ${name}`, value);
    return text === undefined || name.trim() === ''
      ? []
      : [[name.trim(), text.trim() === LOCATION_PLACEHOLDER ? locationId : text] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};

const isJson = (value: unknown): value is Json =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (typeof value === 'object' && Object.values(value).every(isJson));

/** The same with the sub-account's ID where its placeholder stands. */
const filledIn = (value: Record<string, unknown>, locationId: string): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, held]): [string, Json][] => {
      if (held === LOCATION_PLACEHOLDER) return [[key, locationId]];
      if (isRecord(held)) return [[key, filledIn(held, locationId)]];
      return isJson(held) ? [[key, held]] : [];
    }),
  );

/** Properties by which HighLevel's requests name a sub-account. */
const LOCATION_KEY = /^(?:location_?id|alt_?id)$/i;

const foreignIn = (value: unknown, locationId: string): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([key, held]) =>
    LOCATION_KEY.test(key) ? held !== locationId : foreignIn(held, locationId),
  );

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
