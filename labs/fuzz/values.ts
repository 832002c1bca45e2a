/** What fields are given: what fits them, and what nobody should give them. */
import * as fc from 'fast-check';

import { hostileText, oddValue } from '../../harness/arbitraries.ts';
import type { InputField } from '../../zap-runner/definition.ts';
import { isRecord } from '../../zap-runner/records.ts';
import type { KnownInput } from './fields.ts';
import { NOW } from './stage.ts';

/** The id of no record. Texts that try to leave their route lead to it, and nothing else does. */
export const DECOY = 'decoyOfNobody0000001';

/** Where personal data of inputs can be told from the app's own examples. */
const PERSONAL_DOMAIN = 'personal.example';
const PERSONAL_PHONES = ['+1 202 555 0143', '(415) 555-0186', '030 5550199', '2025550171'];

/** Whether a text holds an address or a phone number of an input. */
export const isPersonal = (text: string): boolean =>
  [PERSONAL_DOMAIN, ...PERSONAL_PHONES].some((one) => text.toLowerCase().includes(one));

const DAY_MS = 86_400_000;

const iso = (days: number): string => new Date(NOW + days * DAY_MS).toISOString();

/** Moments as platforms and people write them. */
const dates = fc
  .integer({ min: -40, max: 400 })
  .chain((days) =>
    fc.constantFrom(
      iso(days),
      iso(days).slice(0, 10),
      iso(days).slice(0, 19),
      `${iso(days).slice(0, 19)}+05:30`,
      iso(days).slice(0, 16).replace('T', ' '),
    ),
  );

const oddDates = fc.constantFrom(
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '0000-00-00',
  '9999-12-31T23:59:59-12:00',
  '0000-01-01T00:00:00+14:00',
  '+275760-09-13T00:00:00Z',
  '2026-03-29T02:30:00',
  '2026-03-08T02:30:00',
  '1772463600',
  1_772_463_600_000,
  8.64e15 + 1,
  '03/02/2026',
  '02.03.2026',
  '2. März 2026',
  'tomorrow at 5pm',
  '2026-03-02T24:00:00Z',
  '2026-03-02T09:30:00+99:99',
  '٢٠٢٦-٠٣-٠٢',
  'Invalid Date',
);

const oddNumbers = fc.oneof(
  fc.constantFrom<unknown>(
    '1e400',
    '-0',
    '0x10',
    '1,250.50',
    '1.250,50',
    '９９',
    '١٢',
    '1e21',
    'Infinity',
    Number.MAX_SAFE_INTEGER + 2,
    -1,
    0.1,
    '9'.repeat(400),
    '$ 70',
  ),
  fc.double({ noNaN: true }),
  fc.maxSafeInteger().map(String),
);

const emails = fc.oneof(
  fc.constantFrom(
    `ana@${PERSONAL_DOMAIN}`,
    `ANA@${PERSONAL_DOMAIN.toUpperCase()}`,
    `o'neil+tag@${PERSONAL_DOMAIN}`,
    'dana.reyes@example.com',
  ),
  fc.nat({ max: 20 }).map((n) => `person${n}@${PERSONAL_DOMAIN}`),
);

const phones = fc.constantFrom(...PERSONAL_PHONES, '+4930555019', '0049 30 5550199');

const words = fc.constantFrom(
  'a',
  'Call back',
  'Ana',
  'Lindqvist-O’Neil',
  'vip',
  'Website form',
  'Call the customer about the offer',
);

/** Words of fields that are texts by type, and want something of a certain form. */
const BY_KEY: readonly [RegExp, fc.Arbitrary<unknown>][] = [
  [/e-?mail/i, emails],
  [/phone/i, phones],
  [/time_?zone/i, fc.constantFrom('America/New_York', 'Europe/Berlin', 'UTC')],
  [/colou?r/i, fc.constantFrom('#FFAA00', '#1a2b3c')],
  [/country/i, fc.constantFrom('US', 'de', 'Canada')],
  [/website|url|link/i, fc.constant('https://shop.example/')],
  [/number|amount|minutes|value|limit|count|before|after/i, fc.nat({ max: 60 }).map(String)],
  [/date|time|day|due|start|end|from|until/i, dates],
];

const choiceKeys = ({ choices }: InputField): string[] => {
  if (Array.isArray(choices)) {
    return choices.map((choice: unknown) =>
      isRecord(choice) ? String(choice['value']) : String(choice),
    );
  }
  return isRecord(choices) && !('perform' in choices) ? Object.keys(choices) : [];
};

/** One value of a kind that the field is for. */
const fittingItem = (field: InputField, known: KnownInput): fc.Arbitrary<unknown> => {
  const offered = [...choiceKeys(field), ...(known.choices.get(field.key) ?? [])];
  if (offered.length > 0) return fc.constantFrom(...offered);
  if (field.type === 'boolean') {
    return fc.constantFrom<unknown>('true', 'false', 'yes', 'No', true, false);
  }
  if (field.type === 'integer' || field.type === 'number') {
    return fc.nat({ max: 60 }).chain((n) => fc.constantFrom<unknown>(n, String(n)));
  }
  if (field.type === 'datetime') return dates;
  const names = `${field.key} ${field.label ?? ''}`;
  return BY_KEY.find(([pattern]) => pattern.test(names))?.[1] ?? words;
};

/** A value as the field wants it. */
const fittingValue = (field: InputField, known: KnownInput): fc.Arbitrary<unknown> => {
  const item = fittingItem(field, known);
  if (!field.list) return item;
  return fc.oneof(
    fc.array(item, { minLength: 1, maxLength: 3 }),
    fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(', ')),
  );
};

/** Texts that mean something in a path, a URL or a header. */
const PATH_TEXTS = [
  '..',
  '.',
  '/',
  '//',
  '%2e%2e',
  '..%2f',
  '..\\',
  // Literals that stand where ids do in HighLevel's routes.
  'search',
  'upsert',
  'business',
  'groups',
  'events',
  'resources',
  `../${DECOY}`,
  `../../contacts/${DECOY}`,
  `../locations/${DECOY}`,
  `x/../${DECOY}`,
  `%2e%2e/${DECOY}`,
  `%2e%2e%2f${DECOY}`,
  `..\\${DECOY}`,
  `..;/${DECOY}`,
  `\\\\evil.example\\${DECOY}`,
  `//evil.example/${DECOY}`,
  `https://evil.example/${DECOY}`,
  `@evil.example/${DECOY}`,
  `${DECOY}/tasks`,
  `${DECOY}?deleted=${DECOY}`,
  `${DECOY}#tasks`,
  `${DECOY}%00`,
  `${DECOY}\r\nHost: evil.example`,
  `${DECOY}\tx`,
  `${DECOY.slice(0, 5)}\n${DECOY.slice(5)}`,
] as const;

const isPathText = (text: string): boolean =>
  PATH_TEXTS.some((hostile) => hostile === text) || text.includes(`/../${DECOY}`);

/** Whether an input tries to leave its route. */
export const triesToLeave = (value: unknown): boolean => {
  if (typeof value === 'string') return isPathText(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(triesToLeave);
};

/** The same input, with plain ids in place of what tries to leave. */
export const staying = (
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, plain(value)]));

const plain = (value: unknown): unknown => {
  if (typeof value === 'string') return isPathText(value) ? 'plainIdOfNobody00001' : value;
  if (Array.isArray(value)) return value.map(plain);
  return isRecord(value) ? staying(value) : value;
};

const nearMiss = (id: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    id.slice(1),
    `${id}x`,
    id.toLowerCase(),
    id.toUpperCase(),
    ` ${id}\n`,
    `"${id}"`,
    `${id},${id}`,
    `${id}_1772463600000_3600`,
    `${id}/../${DECOY}`,
    encodeURIComponent(`${id} `),
    `\u202E${id}`,
  );

const texts = fc.oneof(
  hostileText,
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
  fc.constantFrom(
    '\uD800',
    'a\uDFFFb',
    '\0',
    'a\0b',
    'hydrate|||{"type":"method"}|||hydrate',
    'hydrate|||eyJ0eXBlIjoibWV0aG9kIn0=:AAAAAAAAAAAAAAAAAAAAAAAAAAA=|||hydrate',
    '{{bundle.authData.access_token}}',
    '{{bundle.inputData.email}} {{process.env.CLIENT_SECRET}}',
    '{{process.env.CLIENT_SECRET}}',
    '{{curly}} }} {{',
    '$HOIST$',
    'toString',
    'prototype',
    ',,,',
    '%',
    '%E0%A4%A',
    '<!--',
    '<'.repeat(5000),
    '@'.repeat(5000),
    `${'a.'.repeat(20_000)}@`,
    '1 '.repeat(20_000),
    `${' '.repeat(20_000)}x`,
    'x'.repeat(200_000),
    '👍'.repeat(15_000),
    `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`,
  ),
  emails,
  phones,
);

const structures = fc.oneof(
  oddValue,
  fc.constantFrom<unknown>(
    JSON.parse('{"__proto__": {"polluted": "yes"}}'),
    JSON.parse('{"constructor": {"prototype": {"polluted": "yes"}}}'),
    JSON.parse('[["a", ["b", {"c": "d"}]]]'),
    { id: DECOY },
    [`ana@${PERSONAL_DOMAIN}`, null, 7, { length: -1 }],
    { length: 3, 0: 'a' },
    { toString: 'x', valueOf: 'y', toJSON: 'z' },
    JSON.parse('{"then": "x"}'),
    true,
    false,
  ),
);

const blanks = fc.constantFrom<unknown>('', ' ', '\u00A0', '\u200B', 'null', null, [], {}, ['']);

/** A value that nobody should give. */
const hostileValue = (known: KnownInput): fc.Arbitrary<unknown> => {
  const ids = [...new Set([...known.choices.values()].flat())].slice(0, 30);
  const near = [...ids, DECOY];
  return fc.oneof(
    { weight: 5, arbitrary: texts },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(...PATH_TEXTS) },
    { weight: 2, arbitrary: fc.constantFrom(...near).chain(nearMiss) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<unknown>(...known.foreign, DECOY.toLowerCase(), ...ids),
    },
    { weight: 2, arbitrary: fc.oneof(dates, oddDates) },
    { weight: 2, arbitrary: oddNumbers },
    { weight: 2, arbitrary: structures },
    { weight: 1, arbitrary: blanks },
  );
};

/** The same as text, for what can hold nothing else. */
export const hostileLine = (known: KnownInput): fc.Arbitrary<string> =>
  hostileValue(known).map((value) =>
    typeof value === 'string' ? value : (JSON.stringify(value) ?? ''),
  );

/** Keys that no operation has, or had better not have. */
const STRANGE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'length',
  'customField_',
  'customField___proto__',
  `customField_${DECOY}`,
  'customField_constructor_x',
] as const;

/** What reaches a prototype where objects are merged carelessly. */
const POLLUTING: readonly [string, unknown][] = [
  ['__proto__', { polluted: 'yes' }],
  ['constructor', { prototype: { polluted: 'yes' } }],
];

const asSent = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> => {
  // Zapier's event is JSON, and so are the values that can be in it.
  const sent: unknown = JSON.parse(JSON.stringify(Object.fromEntries(entries)));
  return isRecord(sent) ? sent : {};
};

/** Optional fields that one input fills in. */
const MOST_OPTIONAL = 5;

/**
 * Inputs of an operation: what it wants in most of its fields, and something else in up to three.
 */
export const inputs = (known: KnownInput): fc.Arbitrary<Record<string, unknown>> => {
  const fields = known.fields.filter(({ type }) => type !== 'copy');
  const optional = fields.filter(({ required }) => required !== true).map(({ key }) => key);
  const fitting = fc
    .tuple(
      fc.record(Object.fromEntries(fields.map((field) => [field.key, fittingValue(field, known)]))),
      // With all of them filled in, some always contradict each other.
      fc.subarray(optional, { maxLength: Math.min(optional.length, MOST_OPTIONAL) }),
    )
    .map(([values, filledIn]) =>
      Object.entries(values).filter(([key]) => !optional.includes(key) || filledIn.includes(key)),
    );
  const pair = fc.constantFrom(...(known.pairs.length > 0 ? known.pairs : [{}]));
  const entry = fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(
        fc.constantFrom(...(fields.length > 0 ? fields.map(({ key }) => key) : STRANGE_KEYS)),
        hostileValue(known),
      ),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...STRANGE_KEYS), hostileValue(known)) },
    { weight: 1, arbitrary: fc.constantFrom(...POLLUTING) },
  );
  const hostile = fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(entry, { minLength: 1, maxLength: 3 }) },
  );
  return fc
    .tuple(fitting, pair, hostile)
    .map(([wanted, together, strange]) =>
      asSent([...wanted, ...Object.entries(together), ...strange]),
    );
};
