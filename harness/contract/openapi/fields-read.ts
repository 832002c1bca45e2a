import type { OfficialFile } from './official-files.ts';

/** The fields of a schema that the app cannot do without. */
export interface FieldsRead {
  readonly file: OfficialFile;
  readonly schema: string;
  readonly fields: readonly string[];
}

const inFile =
  (file: OfficialFile) =>
  (schema: string, ...fields: readonly string[]): FieldsRead => ({ file, schema, fields });

const contacts = inFile('contacts');
const locations = inFile('locations');
const calendars = inFile('calendars');
const conversations = inFile('conversations');
const users = inFile('users');
const workflows = inFile('workflows');
const campaigns = inFile('campaigns');
const forms = inFile('forms');
const surveys = inFile('surveys');
const oauth = inFile('oauth');
const opportunities = inFile('opportunities');

/**
 * The official files call almost no field of an answer required. These are the ones that the app
 * reads and that a record always has; what GHL leaves out when it is empty is not listed. An
 * entry takes the place of the schema's own `required`, so it repeats what that holds.
 */
export const FIELDS_READ: readonly FieldsRead[] = [
  contacts('GetContectByIdSchema', 'id', 'locationId', 'dateAdded', 'dateUpdated', 'tags'),
  contacts('CreateContactSchema', 'id', 'locationId', 'dateAdded', 'tags'),
  contacts('ContactsByIdSuccessfulResponseDto', 'contact'),
  contacts('CreateContactsSuccessfulResponseDto', 'contact'),
  contacts('UpdateContactsSuccessfulResponseDto', 'succeded', 'contact'),
  contacts('UpsertContactsSuccessfulResponseDto', 'new', 'contact'),
  contacts('DeleteContactsSuccessfulResponseDto', 'succeded'),
  contacts('CustomFieldSchema', 'id', 'value'),
  contacts('ContactsSearchSchema', 'id', 'locationId'),
  contacts('ContactsSearchSuccessfulResponseDto', 'contacts'),

  contacts('TaskSchema', 'id', 'title', 'dueDate', 'completed', 'contactId'),
  contacts('TasksListSuccessfulResponseDto', 'tasks'),
  contacts('TaskByIsSuccessfulResponseDto', 'task'),
  contacts('DeleteTaskSuccessfulResponseDto', 'succeded'),
  locations('LocationTaskListSuccessfulResponseDto', 'tasks'),

  contacts('GetNoteSchema', 'id', 'body', 'dateAdded', 'contactId'),
  contacts('GetNotesListSuccessfulResponseDto', 'notes'),
  contacts('GetCreateUpdateNoteSuccessfulResponseDto', 'note'),
  contacts('DeleteNoteSuccessfulResponseDto', 'succeded'),

  contacts('CreateAddTagSuccessfulResponseDto', 'tags'),
  contacts('CreateDeleteTagSuccessfulResponseDto', 'tags'),
  locations('LocationTagsSchema', 'id', 'name', 'locationId'),
  locations('LocationTagsSuccessfulResponseDto', 'tags'),
  locations('LocationTagSuccessfulResponseDto', 'tag'),
  locations('LocationTagDeleteSuccessfulResponseDto', 'succeded'),

  contacts(
    'GetEventSchema',
    'id',
    'calendarId',
    'contactId',
    'title',
    'appointmentStatus',
    'startTime',
    'endTime',
  ),
  contacts('GetEventsSuccessfulResponseDto', 'events'),
  calendars('GetCalendarEventsSuccessfulResponseDTO', 'events'),
  calendars('CalendarsGetSuccessfulResponseDTO', 'calendars'),
  calendars('DeleteEventSuccessfulResponseDto', 'succeeded'),
  calendars('GetNoteSchema', 'id', 'body', 'dateAdded'),
  calendars('GetNotesListSuccessfulResponseDto', 'notes', 'hasMore'),
  calendars('GetCreateUpdateNoteSuccessfulResponseDto', 'note'),
  calendars('DeleteNoteSuccessfulResponseDto', 'success'),

  forms('FormsParams', 'id', 'name'),
  forms('FormsSuccessfulResponseDto', 'forms', 'total'),
  forms('FormsSubmissionsSubmissionsSchema', 'id', 'contactId', 'createdAt', 'formId', 'others'),
  forms('FormsSubmissionsSuccessfulResponseDto', 'submissions', 'meta'),
  forms('metaSchema', 'total'),
  surveys('GetSurveysSchema', 'id', 'name'),
  surveys('GetSurveysSuccessfulResponseDto', 'surveys', 'total'),
  surveys('SubmissionSchema', 'id', 'contactId', 'createdAt', 'surveyId', 'others'),
  surveys('GetSurveysSubmissionSuccessfulResponseDto', 'submissions', 'meta'),
  surveys('metaSchema', 'total'),
  contacts('CreateAddFollowersSuccessfulResponseDto', 'followers', 'followersAdded'),
  contacts('DeleteFollowersSuccessfulResponseDto', 'followers', 'followersRemoved'),
  contacts('CreateDeleteCantactsCampaignsSuccessfulResponseDto', 'succeded'),
  contacts('ContactsWorkflowSuccessfulResponseDto', 'succeded'),

  locations('CustomFieldSchema', 'id', 'name', 'fieldKey', 'dataType', 'model'),
  locations('CustomFieldsListSuccessfulResponseDto', 'customFields'),
  locations('CustomFieldSuccessfulResponseDto', 'customField'),
  locations('GetLocationByIdSchema', 'id', 'companyId', 'name', 'country', 'timezone'),
  locations('GetLocationByIdSuccessfulResponseDto', 'location'),

  conversations('SendConversationResponseDto', 'conversations', 'total'),
  conversations('ConversationSchema', 'id', 'contactId', 'locationId', 'lastMessageType'),
  conversations(
    'GetMessageResponseDto',
    'id',
    'type',
    'messageType',
    'locationId',
    'contactId',
    'conversationId',
    'dateAdded',
    'direction',
    'contentType',
  ),
  conversations(
    'GetEmailMessageResponseDto',
    'id',
    'threadId',
    'locationId',
    'contactId',
    'conversationId',
    'dateAdded',
    'body',
    'direction',
    'contentType',
    'from',
    'to',
  ),
  conversations('SendMessageResponseDto', 'conversationId', 'messageId'),

  users('UserSchema', 'id', 'name', 'email'),
  users('UserSuccessfulResponseDto', 'id', 'name', 'email'),
  users('SearchUserSuccessfulResponseDto', 'users', 'count'),
  workflows('WorkflowSchema', 'id', 'name', 'status'),
  workflows('GetWorkflowSuccessfulResponseDto', 'workflows'),
  campaigns('campaignsSchema', 'id', 'name', 'status'),
  campaigns('CampaignsSuccessfulResponseDto', 'campaigns'),

  opportunities(
    'SearchOpportunitiesResponseSchema',
    'id',
    'name',
    'pipelineId',
    'pipelineStageId',
    'status',
    'contactId',
    'createdAt',
    'updatedAt',
    'lastStageChangeAt',
    'lastStatusChangeAt',
  ),
  opportunities('PostSearchSuccessfulResponseDto', 'opportunities', 'total'),
  opportunities('GetPostOpportunitySuccessfulResponseDto', 'opportunity'),
  opportunities('DeleteUpdateOpportunitySuccessfulResponseDto', 'succeded'),
  opportunities('PipelinesResponseSchema', 'id', 'name', 'stages'),
  opportunities('GetPipelinesSuccessfulResponseDto', 'pipelines'),
  opportunities('LostReasonResponseSchema', 'id', 'name'),
  opportunities('LostReasonsResponseSchema', 'lostReasons'),

  oauth(
    'GetAccessCodeSuccessfulResponseDto',
    'access_token',
    'refresh_token',
    'expires_in',
    'scope',
    'companyId',
    'userId',
  ),
];

/** Fields of a request that come back in the answer's record wherever they were sent with a value. */
export interface FieldsEchoed {
  readonly routes: readonly string[];
  /** The key of the record in the answer. */
  readonly record: string;
  readonly fields: readonly string[];
}

export const FIELDS_ECHOED: readonly FieldsEchoed[] = [
  {
    routes: ['POST /contacts/', 'PUT /contacts/{contactId}', 'POST /contacts/upsert'],
    record: 'contact',
    fields: ['firstName', 'lastName', 'email', 'phone'],
  },
  {
    routes: ['POST /contacts/{contactId}/tasks', 'PUT /contacts/{contactId}/tasks/{taskId}'],
    record: 'task',
    fields: ['title', 'body', 'dueDate', 'assignedTo'],
  },
  {
    routes: ['POST /contacts/{contactId}/notes', 'PUT /contacts/{contactId}/notes/{id}'],
    record: 'note',
    fields: ['title', 'body', 'userId'],
  },
  {
    routes: ['POST /opportunities/', 'PUT /opportunities/{id}', 'POST /opportunities/upsert'],
    record: 'opportunity',
    fields: ['name', 'pipelineId', 'pipelineStageId', 'status', 'monetaryValue'],
  },
];
