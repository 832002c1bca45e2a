import { SEARCH_ANSWER, SEARCH_BODY, SEARCH_FILTER } from './contact-search-schema.ts';
import type { Change } from './json.ts';
import type { OfficialFile } from './official-files.ts';
import { OPPORTUNITY_FILTER, OPPORTUNITY_SEARCH_BODY } from './opportunity-search-schema.ts';
import {
  boolean,
  instant,
  jsonAnswer,
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

/** A place where the official files are empty or wrong, and what takes its place. */
export interface ContractException {
  readonly id: string;
  /** The routes that it concerns, for the reader. */
  readonly route: string;
  /** What the official files say. */
  readonly official: string;
  /** What holds instead. */
  readonly instead: string;
  /** `#n` is an issue of GoHighLevel/highlevel-api-docs; "observed" is recorded live traffic. */
  readonly source: string;
  readonly changes: readonly Change[];
}

const component = (file: OfficialFile, name: string, property?: string): readonly string[] => [
  file,
  'components',
  'schemas',
  name,
  ...(property === undefined ? [] : ['properties', property]),
];
const answer = (
  file: OfficialFile,
  method: 'get' | 'post' | 'put' | 'delete',
  path: string,
  status: number,
): readonly string[] => [file, 'paths', path, method, 'responses', String(status)];

/** One schema for a property that several components have. */
const propertyOf = (
  file: OfficialFile,
  names: readonly string[],
  property: string,
  to: OpenApiSchema,
): Change[] => names.map((name) => ({ at: component(file, name, property), to }));

/** One answer for every route of every file. */
const everyAnswer = (status: number, schema: OpenApiSchema): Change => ({
  at: ['*', 'paths', '*', '*', 'responses', String(status)],
  to: jsonAnswer(schema),
});

const errorBody = (
  message: OpenApiSchema,
  more: Readonly<Record<string, OpenApiSchema>> = {},
): OpenApiSchema =>
  object(
    {
      statusCode: number,
      status: number,
      message,
      error: string,
      name: string,
      traceId: string,
      ...more,
    },
    ['message'],
  );

const duplicateMeta = object({ contactId: string, matchingField: oneOfTexts('email', 'phone') }, [
  'contactId',
  'matchingField',
]);

const epochMilliseconds = textLike(/^\d{13}$/, '1680373800000');

/** A row of `GET /contacts/`, which is older than the other contact routes. */
const CONTACT_LIST_ROW = object(
  {
    ...Object.fromEntries(
      [
        'id',
        'locationId',
        'contactName',
        'firstName',
        'firstNameRaw',
        'lastName',
        'lastNameRaw',
        'companyName',
        'email',
        'phone',
        'type',
        'source',
        'assignedTo',
        'address1',
        'city',
        'state',
        'country',
        'postalCode',
        'website',
        'timezone',
        'dateOfBirth',
        'businessId',
      ].map((name) => [name, stringOrNull]),
    ),
    dnd: boolean,
    dndSettings: ref('DndSettingsSchema'),
    tags: list(string),
    followers: list(string),
    customFields: list(ref('CustomFieldSchema')),
    dateAdded: instant,
    dateUpdated: instant,
  },
  ['id', 'locationId', 'contactName', 'dateAdded', 'tags'],
);

export const EXCEPTIONS = [
  {
    id: 'version',
    route: 'every route with a Version header',
    official: 'each file knows one version',
    instead: 'any dated version',
    source: 'versioning page of the official docs; the official SDK sends 2023-02-21 everywhere',
    changes: [
      {
        at: ['*', 'paths', '*', '*', 'parameters', 'Version', 'schema'],
        to: oneOfTexts('2021-04-15', '2021-07-28', '2023-02-21'),
      },
    ],
  },
  {
    id: 'error_bodies',
    route: 'every route',
    official:
      '400, 401 and 422 refer to a file outside apps/, contact search gives none; 403 and 429 are not declared',
    instead:
      '`message` is a sentence (422: a list of them), with `statusCode`, `error`, `traceId`; calendars send `status` and `name`',
    source: 'observed (n8n-io/n8n#11353, #12689); #3, #213; rate limits page of the official docs',
    changes: [
      ...[400, 401, 403, 429].map((status) => everyAnswer(status, errorBody(string))),
      everyAnswer(422, errorBody(list(string))),
    ],
  },
  {
    id: 'duplicate_contact',
    route: 'POST /contacts/, PUT /contacts/{contactId}',
    official: 'an error is only a sentence',
    instead: 'the 400 for a duplicate carries `meta` with the contact that is there already',
    source: 'observed',
    changes: [
      {
        at: answer('contacts', 'post', '/contacts/', 400),
        to: jsonAnswer(errorBody(string, { meta: duplicateMeta })),
      },
      {
        at: answer('contacts', 'put', '/contacts/{contactId}', 400),
        to: jsonAnswer(errorBody(string, { meta: duplicateMeta })),
      },
    ],
  },
  {
    id: 'contact_search_body',
    route: 'POST /contacts/search',
    official: 'an empty body',
    instead: 'location, paging, filters, sort',
    source: '#31, #42; the page that the official file links to',
    changes: [
      { at: component('contacts', 'SearchFilter'), to: SEARCH_FILTER },
      { at: component('contacts', 'SearchBodyV2DTO'), to: SEARCH_BODY },
    ],
  },
  {
    id: 'contact_search_answer',
    route: 'POST /contacts/search',
    official: 'no answer schema',
    instead: '`contacts`, `total`, `traceId`; rows with explicit nulls and `searchAfter`',
    source: 'observed; #43 (rows have no dndSettings)',
    changes: [
      { at: answer('contacts', 'post', '/contacts/search', 200), to: jsonAnswer(SEARCH_ANSWER) },
    ],
  },
  {
    id: 'duplicate_search_answer',
    route: 'GET /contacts/search/duplicate',
    official: 'no answer schema',
    instead: '`contact` as by id, or nothing',
    source: 'observed',
    changes: [
      {
        at: answer('contacts', 'get', '/contacts/search/duplicate', 200),
        to: jsonAnswer(
          object({ contact: { allOf: [ref('GetContectByIdSchema')], nullable: true } }),
        ),
      },
    ],
  },
  {
    id: 'contact_by_id',
    route: 'routes that answer with a contact',
    official: 'does not declare what came later',
    instead: '`createdBy`, `additionalEmails`, `additionalPhones`, `followers`',
    source: 'observed; #262, #331',
    changes: [
      ...propertyOf(
        'contacts',
        ['GetContectByIdSchema'],
        'createdBy',
        object({ source: string, channel: string, sourceId: string, timestamp: string }),
      ),
      ...propertyOf('contacts', ['GetContectByIdSchema'], 'additionalEmails', list({})),
      ...propertyOf(
        'contacts',
        ['GetContectByIdSchema'],
        'additionalPhones',
        list(object({ phone: string, phoneLabel: stringOrNull })),
      ),
      ...propertyOf('contacts', ['GetContectByIdSchema'], 'followers', list(string)),
    ],
  },
  {
    id: 'contact_gender',
    route: 'routes that answer with a contact',
    official: 'does not declare `gender`',
    instead: 'the gender that a create was given',
    source: '#313, whose report reads it back',
    changes: propertyOf(
      'contacts',
      ['GetContectByIdSchema', 'CreateContactSchema'],
      'gender',
      string,
    ),
  },
  {
    id: 'dnd_rcs',
    route: 'routes that take or answer with `dndSettings`',
    official: 'does not declare the channel RCS',
    instead: '`RCS` beside the other channels',
    source: 'observed in public code that sets it',
    changes: propertyOf('contacts', ['DndSettingsSchema'], 'RCS', ref('DndSettingSchema')),
  },
  {
    id: 'attribution',
    route: 'routes that answer with a contact',
    official: 'does not declare where a session came from, nor what lists say of a visit',
    instead:
      '`sessionSource`, `utmTerm`; in lists `utmSessionSource`, `utmCampaign`, `pageUrl`, `isFirst`, `isLast`',
    source: 'observed; #10, #131',
    changes: [
      ...['sessionSource', 'utmTerm', 'utmSessionSource', 'utmCampaign', 'pageUrl'].flatMap(
        (name) => propertyOf('contacts', ['AttributionSource'], name, stringOrNull),
      ),
      ...['isFirst', 'isLast'].flatMap((name) =>
        propertyOf('contacts', ['AttributionSource'], name, boolean),
      ),
    ],
  },
  {
    id: 'deleted_events',
    route: 'routes that answer with an event',
    official: 'does not declare `deleted` (the file of v3 does)',
    instead: 'whether the event was deleted',
    source: 'the official file of v3',
    changes: [
      ...propertyOf('calendars', ['CalendarEventDTO'], 'deleted', boolean),
      ...propertyOf('contacts', ['GetEventSchema'], 'deleted', boolean),
    ],
  },
  {
    id: 'location_token',
    route: 'POST /oauth/locationToken',
    official: 'does not declare a refresh token',
    instead: '`refresh_token`',
    source: '#285',
    changes: propertyOf(
      'oauth',
      ['GetLocationAccessTokenSuccessfulResponseDto'],
      'refresh_token',
      string,
    ),
  },
  {
    id: 'custom_field_value',
    route: 'routes that answer with a contact',
    official: 'the value of a custom field is a string',
    instead: 'a string, number, list or object, by the type of the field',
    source: 'observed',
    changes: propertyOf('contacts', ['CustomFieldSchema'], 'value', {
      anyOf: [string, number, { type: 'array', items: {} }, { type: 'object' }],
    }),
  },
  {
    id: 'custom_field_number',
    route: 'POST /contacts/, PUT /contacts/{contactId}, POST /contacts/upsert',
    official: 'the value of a number or money field is an object (its example: 100)',
    instead: 'a number',
    source: "the official file's own example",
    changes: propertyOf('contacts', ['NumericField', 'MonetoryField'], 'field_value', number),
  },
  {
    id: 'date_of_birth',
    route: 'POST /contacts/, PUT /contacts/{contactId}, POST /contacts/upsert',
    official: '`dateOfBirth` is an object (its example: 1990-09-25)',
    instead: 'a date in one of the eight forms that its description names',
    source: "the official file's own example and description",
    changes: propertyOf(
      'contacts',
      ['CreateContactDto', 'UpdateContactDto', 'UpsertContactDto'],
      'dateOfBirth',
      {
        ...textLike(/^(\d{4}([-/._])\d{2}\2\d{2}|\d{2}([-/._])\d{2}\3\d{4})$/, '1990-09-25'),
        nullable: true,
      },
    ),
  },
  {
    id: 'bulk_tags_type',
    route: 'POST /contacts/bulk/tags/update/{type}',
    official: 'does not declare its path parameter',
    instead: '`add` or `remove`',
    source: "the official file's description",
    changes: [
      {
        at: [
          'contacts',
          'paths',
          '/contacts/bulk/tags/update/{type}',
          'post',
          'parameters',
          'type',
        ],
        to: { name: 'type', in: 'path', required: true, schema: oneOfTexts('add', 'remove') },
      },
    ],
  },
  {
    id: 'bulk_tags_responses',
    route: 'POST /contacts/bulk/tags/update/{type}',
    official: 'the result for each contact is a string',
    instead: 'an object with `contactId`, `message`, `type` and the tags',
    source: "the official file's own example",
    changes: propertyOf(
      'contacts',
      ['UpdateTagsResponseDTO'],
      'responses',
      list(
        object(
          {
            contactId: string,
            message: string,
            type: oneOfTexts('success', 'error'),
            oldTags: list(string),
            tagsAdded: list(string),
            tagsRemoved: list(string),
          },
          ['contactId', 'message', 'type'],
        ),
      ),
    ),
  },
  {
    id: 'bulk_business_limit',
    route: 'POST /contacts/bulk/business',
    official: 'limits the length of each id to 50',
    instead: 'at most 50 ids',
    source: 'inferred: an id has 20 characters, so the limit must be meant for the list',
    changes: propertyOf('contacts', ['ContactsBusinessUpdate'], 'ids', {
      ...list(string),
      maxItems: 50,
    }),
  },
  {
    id: 'text_box_options',
    route: 'GET /locations/{locationId}/customFields and /{id}',
    official: 'each option of a custom field is a string',
    instead: 'the boxes of a text box list are objects with `id` and `label`',
    source:
      'inferred: contact search and values address a box by its id, which only this route can give',
    changes: propertyOf(
      'locations',
      ['CustomFieldSchema'],
      'picklistOptions',
      list({
        anyOf: [string, object({ id: string, label: string, prefillValue: string }, ['id'])],
      }),
    ),
  },
  {
    id: 'task_due_date',
    route: 'POST and PUT /contacts/{contactId}/tasks',
    official: '`dueDate` is any string',
    instead: 'ISO 8601 with `Z` or an offset',
    source: "observed; the official file's own example",
    changes: propertyOf('contacts', ['CreateTaskParams', 'UpdateTaskBody'], 'dueDate', instant),
  },
  {
    id: 'task_create_answer',
    route: 'POST /contacts/{contactId}/tasks',
    official: '`task`',
    instead: '`task`, `traceId`, `contactId`',
    source: 'observed',
    changes: [
      {
        at: answer('contacts', 'post', '/contacts/{contactId}/tasks', 201),
        to: jsonAnswer(
          object({ task: ref('TaskSchema'), traceId: string, contactId: string }, ['task']),
        ),
      },
    ],
  },
  {
    id: 'task_search_rows',
    route: 'POST /locations/{locationId}/tasks/search',
    official: 'a list of lists',
    instead: 'a list of tasks, with `_id` in place of `id`; some have no contact',
    source: 'observed; #219',
    changes: propertyOf(
      'locations',
      ['LocationTaskListSuccessfulResponseDto'],
      'tasks',
      list(
        object(
          {
            _id: string,
            title: string,
            body: stringOrNull,
            assignedTo: stringOrNull,
            dueDate: instant,
            completed: boolean,
            contactId: string,
            locationId: string,
            businessId: stringOrNull,
            status: string,
            statusGroup: oneOfTexts('to_do', 'completed'),
            deleted: boolean,
            dateAdded: instant,
            dateUpdated: instant,
            contactDetails: { type: 'object' },
            assignedToUserDetails: { type: 'object', nullable: true },
            searchAfter: list({ anyOf: [number, string] }),
          },
          ['_id', 'title', 'dueDate', 'completed', 'dateAdded', 'dateUpdated'],
        ),
      ),
    ),
  },
  {
    id: 'task_search_status',
    route: 'POST /locations/{locationId}/tasks/search',
    official: 'answers 200',
    instead: 'answers 201',
    source: 'observed',
    changes: [
      {
        at: answer('locations', 'post', '/locations/{locationId}/tasks/search', 201),
        to: jsonAnswer(ref('LocationTaskListSuccessfulResponseDto')),
      },
    ],
  },
  {
    id: 'contact_list_paging',
    route: 'GET /contacts/',
    official: 'no paging in the answer, though the file has a schema for it that nothing uses',
    instead:
      '`meta` with `startAfter` and `startAfterId`; rows with `contactName`, a lower-cased `firstName` and the real one as `firstNameRaw`',
    source: 'observed',
    changes: [
      { at: component('contacts', 'ContactListRow'), to: CONTACT_LIST_ROW },
      {
        at: answer('contacts', 'get', '/contacts/', 200),
        to: jsonAnswer(
          object(
            {
              contacts: list(ref('ContactListRow')),
              meta: ref('ContactsMetaSchema'),
              count: number,
            },
            ['contacts', 'meta'],
          ),
        ),
      },
    ],
  },
  {
    id: 'event_times',
    route: 'routes that answer with an event',
    official: '`startTime`, `endTime`, `dateAdded`, `dateUpdated` are objects',
    instead: 'ISO 8601 with an offset',
    source: "the official file's own examples",
    changes: ['startTime', 'endTime', 'dateAdded', 'dateUpdated'].flatMap((property) =>
      propertyOf('calendars', ['CalendarEventDTO'], property, instant),
    ),
  },
  {
    id: 'appointment_by_id',
    route: 'GET /calendars/events/appointments/{eventId}',
    official: '`event`',
    instead: '`appointment`, `traceId`',
    source: 'observed',
    changes: [
      {
        at: component('calendars', 'GetCalendarEventSuccessfulResponseDTO'),
        to: object({ appointment: ref('CalendarEventDTO'), traceId: string }, ['appointment']),
      },
    ],
  },
  {
    id: 'appointment_write_answer',
    route: 'POST and PUT /calendars/events/appointments',
    official: 'neither `status` nor the misspelt status',
    instead: '`status`, and `appoinmentStatus` beside `appointmentStatus`',
    source: 'observed',
    changes: [
      ...propertyOf('calendars', ['AppointmentSchemaResponse'], 'appoinmentStatus', string),
      ...propertyOf('calendars', ['AppointmentSchemaResponse'], 'status', string),
    ],
  },
  {
    id: 'appointment_times',
    route: 'POST and PUT /calendars/events/appointments',
    official: '`startTime` and `endTime` are any string',
    instead: 'ISO 8601 with an offset',
    source: "the official file's own examples",
    changes: ['startTime', 'endTime'].flatMap((property) =>
      propertyOf(
        'calendars',
        ['AppointmentCreateSchema', 'AppointmentEditSchema'],
        property,
        instant,
      ),
    ),
  },
  {
    id: 'contact_appointment_times',
    route: 'GET /contacts/{contactId}/appointments',
    official: '`startTime` and `endTime` are any string',
    instead: 'a wall clock without an offset',
    source: "the official file's own examples",
    changes: ['startTime', 'endTime'].flatMap((property) =>
      propertyOf(
        'contacts',
        ['GetEventSchema'],
        property,
        textLike(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, '2021-07-16 11:00:00'),
      ),
    ),
  },
  {
    id: 'event_window',
    route: 'GET /calendars/events, GET /calendars/blocked-slots',
    official: '`startTime` and `endTime` are any string',
    instead: 'milliseconds since 1970',
    source: "the official file's description",
    changes: ['/calendars/events', '/calendars/blocked-slots'].flatMap((path) =>
      ['startTime', 'endTime'].map((name) => ({
        at: ['calendars', 'paths', path, 'get', 'parameters', name, 'schema'],
        to: epochMilliseconds,
      })),
    ),
  },
  {
    id: 'block_slot_owner',
    route: 'POST /calendars/events/block-slots',
    official: '`calendarId` is required, and the times are not',
    instead: '`calendarId` or `assignedUserId`, and both times',
    source: "the official file's own descriptions; #23",
    changes: [
      {
        at: [...component('calendars', 'BlockSlotCreateRequestDTO'), 'required'],
        to: ['locationId', 'startTime', 'endTime'],
      },
    ],
  },
  {
    id: 'block_slot_times',
    route: 'POST /calendars/events/block-slots',
    official: 'the times of the answer are objects',
    instead: 'ISO 8601 with an offset',
    source: "the official file's own examples",
    changes: ['startTime', 'endTime'].flatMap((property) =>
      propertyOf('calendars', ['BlockedSlotSuccessfulResponseDto'], property, instant),
    ),
  },
  {
    id: 'free_slots_answer',
    route: 'GET /calendars/{calendarId}/free-slots',
    official: 'every key is a day',
    instead: 'days, and a `traceId`',
    source: 'observed',
    changes: [
      {
        at: answer('calendars', 'get', '/calendars/{calendarId}/free-slots', 200),
        to: jsonAnswer({
          type: 'object',
          properties: { traceId: string },
          additionalProperties: ref('SlotsSchema'),
        }),
      },
    ],
  },
  {
    id: 'upload_body',
    route: 'POST /forms/upload-custom-files',
    official: 'a form without any schema, and no answer',
    instead:
      'one part for each file, called by the id of the custom field and an id of its own; the contact',
    source: "the official file's own description",
    changes: [
      {
        at: [
          'forms',
          'paths',
          '/forms/upload-custom-files',
          'post',
          'requestBody',
          'content',
          'multipart/form-data',
        ],
        to: { schema: { type: 'object', additionalProperties: string } },
      },
      {
        at: answer('forms', 'post', '/forms/upload-custom-files', 200),
        to: jsonAnswer(
          object(
            {
              id: string,
              locationId: string,
              customFields: list(object({ id: string, value: {} }, ['id'])),
            },
            ['id'],
          ),
        ),
      },
    ],
  },
  {
    id: 'submission_answers',
    route: 'GET /forms/submissions, GET /surveys/submissions',
    official: '`others` holds two placeholders beside technical data',
    instead: 'an answer of any type under the id or the name of each question',
    source: "observed; the placeholders' own names",
    changes: (['forms', 'surveys'] as const).map((file) => ({
      at: component(file, 'othersSchema'),
      to: { type: 'object', additionalProperties: {} },
    })),
  },
  {
    id: 'workflow_start_time',
    route: 'POST /contacts/{contactId}/workflow/{workflowId}',
    official: '`eventStartTime` is any string',
    instead: 'ISO 8601 with an offset',
    source: "the official file's own example",
    changes: propertyOf('contacts', ['CreateWorkflowDto'], 'eventStartTime', instant),
  },
  {
    id: 'opportunity_search_body',
    route: 'POST /opportunities/search',
    official: 'no filters and no sort; everything is required',
    instead: '`locationId` and `limit`, with paging, filters and sort',
    source: '#11, #74, #256; the page that the official file links to',
    changes: [
      { at: component('opportunities', 'OpportunityFilter'), to: OPPORTUNITY_FILTER },
      { at: component('opportunities', 'OpportunitySearchBodyDTO'), to: OPPORTUNITY_SEARCH_BODY },
    ],
  },
  {
    id: 'opportunity_search_status',
    route: 'POST /opportunities/search, POST /opportunities/upsert',
    official: 'answers 200',
    instead: 'a search answers 201, and so does an upsert that creates',
    source: 'observed',
    changes: [
      {
        at: answer('opportunities', 'post', '/opportunities/search', 201),
        to: jsonAnswer(ref('PostSearchSuccessfulResponseDto')),
      },
      {
        at: answer('opportunities', 'post', '/opportunities/upsert', 201),
        to: jsonAnswer(ref('UpsertOpportunitySuccessfulResponseDto')),
      },
    ],
  },
  {
    id: 'opportunity_custom_fields',
    route: 'routes that answer with an opportunity',
    official: 'the value of a custom field is `fieldValue`, and no number',
    instead: '`fieldValue` of any type; in a search named by its type, with `type`',
    source: '#87; observed in public code',
    changes: [
      {
        at: component('opportunities', 'CustomFieldResponseSchema'),
        to: object(
          {
            id: string,
            type: string,
            fieldValue: {
              anyOf: [string, number, { type: 'array', items: {} }, { type: 'object' }],
            },
            fieldValueString: string,
            fieldValueNumber: number,
            fieldValueArray: { type: 'array', items: {} },
            fieldValueObject: { type: 'object' },
          },
          ['id'],
        ),
      },
    ],
  },
  {
    id: 'opportunity_followers',
    route: 'routes that answer with an opportunity',
    official: 'each follower is a list',
    instead: "a user's id",
    source: 'the page that the official file links to',
    changes: propertyOf(
      'opportunities',
      ['SearchOpportunitiesResponseSchema'],
      'followers',
      list(string),
    ),
  },
  {
    id: 'opportunity_upsert',
    route: 'POST /opportunities/upsert',
    official: 'no `contactId`, followers are required, the value is an object (its example: 220)',
    instead: '`contactId`, no followers, the value is a number',
    source: "observed in public code; the official file's own description of `followers`",
    changes: [
      {
        at: component('opportunities', 'UpsertOpportunityDto'),
        to: object(
          {
            id: string,
            pipelineId: string,
            locationId: string,
            contactId: string,
            followers: list(string),
            isRemoveAllFollowers: boolean,
            followersActionType: oneOfTexts('add', 'remove'),
            name: string,
            status: oneOfTexts('open', 'won', 'lost', 'abandoned', 'all'),
            pipelineStageId: string,
            monetaryValue: number,
            assignedTo: string,
            lostReasonId: string,
          },
          ['pipelineId', 'locationId'],
        ),
      },
      {
        at: component('opportunities', 'UpsertOpportunitySuccessfulResponseDto'),
        to: object({ opportunity: ref('SearchOpportunitiesResponseSchema'), new: boolean }, [
          'opportunity',
          'new',
        ]),
      },
    ],
  },
  {
    id: 'opportunity_custom_field_values',
    route: 'POST /opportunities/, PUT /opportunities/{id}',
    official: 'the value of a custom field is a string, a list or an object',
    instead: 'also a number, for number and money fields',
    source: 'observed in public code',
    changes: propertyOf('opportunities', ['customFieldsInputObjectSchema'], 'field_value', {
      anyOf: [{ type: 'object' }, number],
    }),
  },
  {
    id: 'duplicate_opportunity',
    route: 'POST /opportunities/',
    official: 'an error is only a sentence',
    instead:
      'the 400 for a duplicate carries `code`, and `meta` with the opportunity that is there',
    source: 'observed in public code',
    changes: [
      {
        at: answer('opportunities', 'post', '/opportunities/', 400),
        to: jsonAnswer(
          errorBody(string, {
            code: string,
            meta: object({ existingId: string }, ['existingId']),
          }),
        ),
      },
    ],
  },
  {
    id: 'pipeline_stages',
    route: 'GET /opportunities/pipelines',
    official: 'each stage is a list',
    instead: 'an object with `id`, `name`, `position`',
    source: 'observed in public code',
    changes: propertyOf(
      'opportunities',
      ['PipelinesResponseSchema'],
      'stages',
      list(object({ id: string, name: string, position: number }, ['id', 'name'])),
    ),
  },
  {
    id: 'message_send_body',
    route: 'POST /conversations/messages',
    official:
      '`subType` and `status` are required, and `subType` is an object (its example: Email)',
    instead: 'neither is required, and callers send neither; `subType` is a string',
    source: "observed; copies of the docs of 2026; the official file's own example",
    changes: [
      {
        at: [...component('conversations', 'SendMessageBodyDto'), 'required'],
        to: ['type', 'contactId'],
      },
      { at: component('conversations', 'SendMessageBodyDto', 'subType'), to: string },
    ],
  },
  {
    id: 'message_upload',
    route: 'POST /conversations/messages/upload',
    official:
      '`contactId` and `attachmentUrls` are required, no file is; `uploadedFiles` is any object',
    instead: 'a `fileAttachment`, and neither of them is; addresses by the names of the files',
    source: "the official file's own description; observed in public code",
    changes: [
      {
        at: [...component('conversations', 'UploadFilesDto'), 'required'],
        to: ['conversationId', 'locationId', 'fileAttachment'],
      },
      ...propertyOf('conversations', ['UploadFilesDto'], 'fileAttachment', string),
      ...propertyOf('conversations', ['UploadFilesResponseDto'], 'uploadedFiles', {
        type: 'object',
        additionalProperties: string,
      }),
    ],
  },
  {
    id: 'message_list_answer',
    route: 'GET /conversations/{conversationId}/messages',
    official: '`lastMessageId`, `nextPage` and `messages` outermost',
    instead: 'the same in a `messages` of its own',
    source: '#54',
    changes: [
      {
        at: answer('conversations', 'get', '/conversations/{conversationId}/messages', 200),
        to: jsonAnswer(
          object({ messages: ref('GetMessagesByConversationResponseDto') }, ['messages']),
        ),
      },
    ],
  },
  {
    id: 'message_meta',
    route: 'routes that answer with a message',
    official: '`meta.email` is any object',
    instead: 'an object with `messageIds`',
    source: "the official file's own example",
    changes: propertyOf(
      'conversations',
      ['MessageMeta'],
      'email',
      object({ messageIds: list(string) }, ['messageIds']),
    ),
  },
  {
    id: 'message_export_cursor',
    route: 'GET /conversations/messages/export',
    official: '`nextCursor` is a string',
    instead: 'null on the last page',
    source: "the official file's description; observed",
    changes: propertyOf('conversations', ['ExportMessagesResponseDto'], 'nextCursor', {
      anyOf: [string, { enum: [null] }],
    }),
  },
  {
    id: 'conversation_rows',
    route: 'GET /conversations/search',
    official: 'a row says nothing of when, by whom and for whom',
    instead:
      '`lastMessageDate`, `dateAdded`, `dateUpdated` in milliseconds; `lastMessageDirection`, `assignedTo`, `starred`',
    source: 'observed in public code that reads them',
    changes: [
      ...['lastMessageDate', 'dateAdded', 'dateUpdated'].flatMap((name) =>
        propertyOf('conversations', ['ConversationSchema'], name, number),
      ),
      ...propertyOf(
        'conversations',
        ['ConversationSchema'],
        'lastMessageDirection',
        oneOfTexts('inbound', 'outbound'),
      ),
      ...propertyOf('conversations', ['ConversationSchema'], 'assignedTo', string),
      ...propertyOf('conversations', ['ConversationSchema'], 'starred', boolean),
    ],
  },
  {
    id: 'conversation_start_after',
    route: 'GET /conversations/search',
    official: '`startAfterDate` is of a type that there is not',
    instead: 'a number',
    source: "the official file's description",
    changes: [
      {
        at: [
          'conversations',
          'paths',
          '/conversations/search',
          'get',
          'parameters',
          'startAfterDate',
          'schema',
        ],
        to: number,
      },
    ],
  },
] as const satisfies readonly ContractException[];
