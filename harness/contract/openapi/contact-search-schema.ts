import {
  boolean,
  instant,
  list,
  number,
  object,
  oneOfTexts,
  ref,
  string,
  stringOrNull,
  textLike,
} from './schema-builders.ts';
import type { OpenApiSchema } from './schema-builders.ts';

/*
 * `POST /contacts/search`, which the official file leaves empty. Operators and fields are those
 * of the page that it links to (https://doc.clickup.com/8631005/d/h/87cpx-158396/6e629989abe7fad).
 */

const TEXT_FIELDS = [
  'address',
  'businessName',
  'city',
  'companyName',
  'firstNameLowerCase',
  'lastNameLowerCase',
  'phone',
  'postalCode',
  'source',
  'state',
  'tags',
] as const;
const EXACT_FIELDS = [
  'assignedTo',
  'country',
  'dnd',
  'email',
  'followers',
  'isValidWhatsapp',
  'timezone',
  'type',
  'validEmail',
  'website',
  'activeWorkflows',
  'finishedWorkflows',
] as const;
const DATE_FIELDS = [
  'dateAdded',
  'dateUpdated',
  'lastEmailClickedDate',
  'lastEmailOpenedDate',
  'lastAppointment',
  // Newer copies of that page have it, older ones do not.
  'dateOfBirth',
] as const;
const SORT_FIELDS = [
  'firstNameLowerCase',
  'lastNameLowerCase',
  'businessName',
  'dateAdded',
  'dateUpdated',
  'email',
  'dnd',
  'source',
] as const;

/** By the field's id, never its name (GoHighLevel/highlevel-api-docs#42); a text box list goes one level further down. */
const customField = textLike(
  /^customFields\.[A-Za-z0-9]{8,}(\.[A-Za-z0-9-]+)?$/,
  'customFields.6dvNaf7VhkQ9snc5vnjJ',
);

const condition = (
  field: OpenApiSchema,
  operators: readonly string[],
  value?: OpenApiSchema,
): OpenApiSchema => {
  const operator = oneOfTexts(...operators);
  return value === undefined
    ? object({ field, operator }, ['field', 'operator'])
    : object({ field, operator, value }, ['field', 'operator', 'value']);
};

const anyValue = { anyOf: [string, number, boolean, list(string)] };
const rangeOf = (bound: OpenApiSchema): OpenApiSchema => ({
  ...object({ gt: bound, gte: bound, lt: bound, lte: bound }),
  minProperties: 1,
});

/** The component `SearchFilter`: a group of filters or one condition. */
export const SEARCH_FILTER: OpenApiSchema = {
  anyOf: [
    condition(oneOfTexts('id', ...TEXT_FIELDS, ...EXACT_FIELDS), ['eq', 'not_eq'], anyValue),
    condition(oneOfTexts(...TEXT_FIELDS), ['contains', 'not_contains'], string),
    condition(oneOfTexts(...TEXT_FIELDS, ...EXACT_FIELDS, ...DATE_FIELDS), [
      'exists',
      'not_exists',
    ]),
    condition(oneOfTexts(...DATE_FIELDS), ['range'], rangeOf(instant)),
    condition(customField, ['eq', 'not_eq', 'contains', 'not_contains'], anyValue),
    condition(customField, ['exists', 'not_exists']),
    condition(customField, ['range'], rangeOf({ anyOf: [number, string] })),
    object(
      { group: oneOfTexts('AND', 'OR'), filters: { ...list(ref('SearchFilter')), minItems: 1 } },
      ['group', 'filters'],
    ),
  ],
};

/** `page` and `searchAfter` exclude each other; one of `locationId, pageLimit` absent is a 422 (GoHighLevel/highlevel-api-docs#31). */
export const SEARCH_BODY: OpenApiSchema = {
  ...object(
    {
      locationId: string,
      pageLimit: { type: 'integer', minimum: 1, maximum: 500 },
      page: { type: 'integer', minimum: 1 },
      searchAfter: { ...list({ anyOf: [number, stringOrNull] }), minItems: 1 },
      query: { type: 'string', maxLength: 75 },
      filters: list(ref('SearchFilter')),
      sort: {
        ...list(
          object({ field: oneOfTexts(...SORT_FIELDS), direction: oneOfTexts('asc', 'desc') }, [
            'field',
            'direction',
          ]),
        ),
        maxItems: 2,
      },
    },
    ['locationId', 'pageLimit'],
  ),
  not: { required: ['page', 'searchAfter'] },
};

/** One row: what is empty is an explicit `null`, the street is `address` (a contact read by id has `address1`). */
const SEARCH_ROW = object(
  {
    id: string,
    locationId: string,
    firstName: stringOrNull,
    lastName: stringOrNull,
    firstNameLowerCase: stringOrNull,
    lastNameLowerCase: stringOrNull,
    email: stringOrNull,
    phone: stringOrNull,
    phoneLabel: stringOrNull,
    additionalEmails: list({}),
    additionalPhones: list({}),
    validEmail: { type: 'boolean', nullable: true },
    companyName: stringOrNull,
    businessName: stringOrNull,
    businessId: stringOrNull,
    address: stringOrNull,
    city: stringOrNull,
    state: stringOrNull,
    country: stringOrNull,
    postalCode: stringOrNull,
    website: stringOrNull,
    timezone: stringOrNull,
    source: stringOrNull,
    type: stringOrNull,
    assignedTo: stringOrNull,
    dateOfBirth: stringOrNull,
    gender: stringOrNull,
    dnd: boolean,
    tags: list(string),
    followers: list(string),
    customFields: list(ref('CustomFieldSchema')),
    opportunities: list({}),
    attributions: list(ref('AttributionSource')),
    dateAdded: instant,
    dateUpdated: instant,
    searchAfter: { ...list({ anyOf: [number, stringOrNull] }), minItems: 1 },
  },
  [
    'id',
    'locationId',
    'firstName',
    'lastName',
    'email',
    'phone',
    'businessId',
    'source',
    'assignedTo',
    'tags',
    'customFields',
    'dateAdded',
    'dateUpdated',
    'searchAfter',
  ],
);

export const SEARCH_ANSWER: OpenApiSchema = object(
  { contacts: list(SEARCH_ROW), total: number, traceId: string },
  ['contacts', 'total'],
);
