import {
  boolean,
  instant,
  list,
  number,
  object,
  oneOfTexts,
  ref,
  string,
  textLike,
} from './schema-builders.ts';
import type { OpenApiSchema } from './schema-builders.ts';

/*
 * `POST /opportunities/search`, of which the official file has neither filters nor sort: "due to
 * complexity of the filters, its not possible" (GoHighLevel/highlevel-api-docs#256). They are those of
 * the page that it links to (https://doc.clickup.com/8631005/d/h/87cpx-424216/7bf11bc9b94f80f).
 */

const EXACT_FIELDS = [
  'pipeline_id',
  'pipeline_stage_id',
  'status',
  'lost_reason_id',
  'source',
  'assigned_to',
  'contact_id',
] as const;
const TEXT_FIELDS = ['name', 'followers', 'company_name', 'email', 'phone'] as const;
const DATE_FIELDS = [
  'date_added',
  'date_updated',
  'last_status_change_date',
  'last_stage_change_date',
] as const;
const SORT_FIELDS = ['name', 'monetary_value', ...DATE_FIELDS] as const;

const customField = textLike(
  /^custom_fields\.[A-Za-z0-9]{8,}$/,
  'custom_fields.OBj007JIEmLP0IEHdV1l',
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

const anyValue = { anyOf: [string, number, boolean] };
const rangeOf = (bound: OpenApiSchema): OpenApiSchema => ({
  ...object({ gt: bound, gte: bound, lt: bound, lte: bound }),
  minProperties: 1,
});

/** The component `OpportunityFilter`: a group of filters or one condition. */
export const OPPORTUNITY_FILTER: OpenApiSchema = {
  anyOf: [
    condition(
      oneOfTexts('id', 'monetary_value', ...TEXT_FIELDS, ...EXACT_FIELDS),
      ['eq', 'not_eq'],
      anyValue,
    ),
    condition(oneOfTexts(...TEXT_FIELDS), ['contains', 'not_contains'], string),
    condition(oneOfTexts('monetary_value', ...TEXT_FIELDS, ...EXACT_FIELDS, ...DATE_FIELDS), [
      'exists',
      'not_exists',
    ]),
    condition(oneOfTexts(...DATE_FIELDS), ['range'], rangeOf(instant)),
    condition(oneOfTexts('monetary_value'), ['range'], rangeOf(number)),
    condition(customField, ['eq', 'not_eq', 'contains', 'not_contains'], anyValue),
    condition(customField, ['exists', 'not_exists']),
    object(
      {
        group: oneOfTexts('AND', 'OR'),
        filters: { ...list(ref('OpportunityFilter')), minItems: 1 },
      },
      ['group', 'filters'],
    ),
  ],
};

/** `page` and `searchAfter` exclude each other. */
export const OPPORTUNITY_SEARCH_BODY: OpenApiSchema = {
  ...object(
    {
      locationId: string,
      limit: { type: 'integer', minimum: 1, maximum: 500 },
      page: { type: 'integer', minimum: 1 },
      searchAfter: { ...list({ anyOf: [number, string] }), minItems: 1 },
      query: { type: 'string', maxLength: 75 },
      filters: list(ref('OpportunityFilter')),
      sort: list(
        object({ field: oneOfTexts(...SORT_FIELDS), direction: oneOfTexts('asc', 'desc') }, [
          'field',
          'direction',
        ]),
      ),
      additionalDetails: object({ notes: boolean, tasks: boolean, calendarEvents: boolean }),
    },
    ['locationId', 'limit'],
  ),
  not: { required: ['page', 'searchAfter'] },
};
