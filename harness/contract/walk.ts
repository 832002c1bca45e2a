import { textIn } from './client.ts';
import type { Send } from './client.ts';
import { isObject } from './openapi/json.ts';
import type { JsonObject } from './openapi/json.ts';

export interface Account {
  readonly locationId: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The agency's access token. */
  readonly agencyToken: string;
}

const DAY = 86_400_000;

/** Goes once through every route that the sandbox has, each time with a request that GHL accepts. */
export async function walk(send: Send, account: Account): Promise<void> {
  const { locationId } = account;
  const location = await send('GET', `/locations/${locationId}`);
  const companyId = textIn(location, 'location', 'companyId');

  const users = await send('GET', '/users/search', {
    query: { companyId, locationId, limit: '10' },
  });
  const userId = textIn(users, 'users', 0, 'id');
  await send('GET', `/users/${userId}`);

  await readEverything(send, locationId);
  const contactId = await contacts(send, locationId, userId);
  await tasks(send, locationId, contactId, userId);
  await notes(send, contactId, userId);
  await tags(send, locationId, contactId);
  await memberships(send, locationId, contactId, userId);
  await appointments(send, locationId, contactId, userId);
  await opportunities(send, locationId, contactId, userId);
  await conversations(send, locationId, contactId);
  await submissions(send, locationId);
  await upload(send, locationId, contactId);

  await send('DELETE', `/contacts/${contactId}`);
  await send('POST', '/oauth/locationToken', {
    token: account.agencyToken,
    form: { companyId, locationId },
  });
  await send('POST', '/oauth/token', {
    token: null,
    version: null,
    form: {
      client_id: account.clientId,
      client_secret: account.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: account.refreshToken,
      user_type: 'Location',
    },
  });
}

async function contacts(send: Send, locationId: string, userId: string): Promise<string> {
  const definitions = await send('GET', `/locations/${locationId}/customFields`, {
    query: { model: 'contact' },
  });
  const customFields = fieldValues(definitions.responseBody);
  const fieldId = textIn(definitions, 'customFields', 0, 'id');
  await send('GET', `/locations/${locationId}/customFields/${fieldId}`);

  const created = await send('POST', '/contacts/', {
    json: {
      locationId,
      firstName: 'Ines',
      lastName: 'Haddad',
      email: 'ines.haddad@example.com',
      phone: '+14155550123',
      address1: '1 Market Street',
      city: 'San Francisco',
      state: 'CA',
      country: 'US',
      postalCode: '94105',
      companyName: 'Haddad & Sons',
      gender: 'female',
      website: 'https://example.com',
      timezone: 'America/Los_Angeles',
      dateOfBirth: '1990-09-25',
      source: 'web form',
      assignedTo: userId,
      tags: ['Lead', 'web'],
      dnd: false,
      dndSettings: { SMS: { status: 'active', message: 'asked for it' } },
      customFields,
    },
  });
  const id = textIn(created, 'contact', 'id');

  await send('GET', `/contacts/${id}`);
  await send('PUT', `/contacts/${id}`, {
    json: {
      firstName: 'Inès',
      city: null,
      assignedTo: null,
      customFields: customFields.slice(0, 1),
    },
  });
  await send('POST', '/contacts/upsert', {
    json: {
      locationId,
      email: 'ines.haddad@example.com',
      phone: '+14155550123',
      lastName: 'Haddad-Roy',
    },
  });
  await send('POST', '/contacts/upsert', {
    json: {
      locationId,
      firstName: 'Noor',
      email: 'noor@example.com',
      createNewIfDuplicateAllowed: false,
    },
  });
  await send('GET', '/contacts/search/duplicate', {
    query: { locationId, number: '+14155550123' },
  });
  await send('GET', '/contacts/search/duplicate', {
    query: { locationId, email: 'ines.haddad@example.com', number: '+14155550199' },
  });
  await send('GET', '/contacts/search/duplicate', {
    query: { locationId, email: 'no@example.com' },
  });

  await searches(send, locationId, userId, fieldId);
  return id;
}

/** Every contact of the location with its records: they are all different. */
async function readEverything(send: Send, locationId: string): Promise<void> {
  const all = await send('POST', '/contacts/search', { json: { locationId, pageLimit: 500 } });
  for (const id of rowsOf(all.responseBody).map((row) => String(row['id']))) {
    await send('GET', `/contacts/${id}`);
    await send('GET', `/contacts/${id}/tasks`);
    await send('GET', `/contacts/${id}/notes`);
    await send('GET', `/contacts/${id}/appointments`);
  }
}

async function searches(
  send: Send,
  locationId: string,
  userId: string,
  fieldId: string,
): Promise<void> {
  const search = (json: Record<string, unknown>): ReturnType<Send> =>
    send('POST', '/contacts/search', { json: { locationId, pageLimit: 2, ...json } });

  const first = await search({ page: 1, sort: [{ field: 'dateAdded', direction: 'desc' }] });
  await search({ page: 2 });
  await search({
    searchAfter: cursorOf(first.responseBody),
    sort: [{ field: 'dateAdded', direction: 'desc' }],
  });
  await search({ query: 'example.com', pageLimit: 500 });
  await search({
    sort: [
      { field: 'lastNameLowerCase', direction: 'asc' },
      { field: 'dateUpdated', direction: 'desc' },
    ],
  });
  for (const filter of [
    { field: 'tags', operator: 'eq', value: 'lead' },
    { field: 'tags', operator: 'contains', value: 'lea' },
    { field: 'email', operator: 'eq', value: 'ines.haddad@example.com' },
    { field: 'phone', operator: 'exists' },
    { field: 'assignedTo', operator: 'not_eq', value: userId },
    { field: 'dateUpdated', operator: 'range', value: { gte: new Date(0).toISOString() } },
    { field: `customFields.${fieldId}`, operator: 'exists' },
    {
      group: 'OR',
      filters: [
        { field: 'source', operator: 'eq', value: 'web form' },
        {
          group: 'AND',
          filters: [
            { field: 'city', operator: 'not_exists' },
            { field: 'country', operator: 'eq', value: 'US' },
          ],
        },
      ],
    },
  ]) {
    await search({ filters: [filter] });
  }

  const page = await send('GET', '/contacts/', { query: { locationId, limit: '2', query: 'a' } });
  const { startAfter, startAfterId } = pagingOf(page.responseBody);
  await send('GET', '/contacts/', { query: { locationId, startAfter, startAfterId } });
  await send('GET', '/contacts/', { query: { locationId, startAfterId, limit: '1' } });
}

async function tasks(
  send: Send,
  locationId: string,
  contactId: string,
  userId: string,
): Promise<void> {
  const ofContact = `/contacts/${contactId}/tasks`;
  const created = await send('POST', ofContact, {
    json: {
      title: 'Call back',
      body: 'about the offer',
      dueDate: '2030-03-31T01:30:00-08:00',
      completed: false,
      assignedTo: userId,
    },
  });
  const task = `${ofContact}/${textIn(created, 'task', 'id')}`;
  await send('GET', ofContact);
  await send('GET', task);
  await send('PUT', task, { json: { title: 'Call back soon', dueDate: '2030-04-01T09:30:00Z' } });
  await send('PUT', `${task}/completed`, { json: { completed: true } });

  const search = `/locations/${locationId}/tasks/search`;
  await send('POST', search, { json: {} });
  await send('POST', search, {
    json: {
      contactId: [contactId],
      assignedTo: [userId],
      completed: true,
      query: 'call',
      limit: 500,
    },
  });
  await send('POST', search, { json: { completed: false, limit: 1, skip: 1 } });
  await send('DELETE', task);
}

async function notes(send: Send, contactId: string, userId: string): Promise<void> {
  const ofContact = `/contacts/${contactId}/notes`;
  const created = await send('POST', ofContact, {
    json: { body: 'Wants a quote', title: 'Call', userId, color: '#FFAA00', pinned: true },
  });
  const note = `${ofContact}/${textIn(created, 'note', 'id')}`;
  await send('POST', ofContact, { json: { body: 'only a body' } });
  await send('GET', ofContact);
  await send('GET', note);
  await send('PUT', note, { json: { body: 'Wants two quotes' } });
  await send('DELETE', note);
}

async function tags(send: Send, locationId: string, contactId: string): Promise<void> {
  await send('POST', `/contacts/${contactId}/tags`, { json: { tags: ['VIP', 'lead'] } });
  await send('DELETE', `/contacts/${contactId}/tags`, { json: { tags: ['vip', 'never had'] } });

  const ofLocation = `/locations/${locationId}/tags`;
  const created = await send('POST', ofLocation, { json: { name: 'Renewal' } });
  const tag = `${ofLocation}/${textIn(created, 'tag', 'id')}`;
  await send('GET', ofLocation);
  await send('GET', tag);
  await send('PUT', tag, { json: { name: 'renewed' } });
  await send('DELETE', tag);

  for (const type of ['add', 'remove']) {
    await send('POST', `/contacts/bulk/tags/update/${type}`, {
      json: { contacts: [contactId], tags: ['bulk'], locationId },
    });
  }
}

async function memberships(
  send: Send,
  locationId: string,
  contactId: string,
  userId: string,
): Promise<void> {
  await send('POST', `/contacts/${contactId}/followers`, { json: { followers: [userId] } });
  await send('GET', `/contacts/${contactId}`);
  await send('DELETE', `/contacts/${contactId}/followers`, { json: { followers: [userId] } });

  const businesses = await send('GET', '/businesses/', {
    query: { locationId, limit: '5', skip: '0' },
  });
  const businessId = textIn(businesses, 'businesses', 0, 'id');
  await send('GET', `/businesses/${businessId}`);
  const founded = await send('POST', '/businesses/', {
    json: { locationId, name: 'Haddad & Sons', phone: '+14155550124', country: 'us' },
  });
  await send('PUT', `/businesses/${textIn(founded, 'buiseness', 'id')}`, {
    json: { website: 'https://haddad.example.com', city: 'San Francisco' },
  });
  await send('POST', '/contacts/bulk/business', {
    json: { locationId, ids: [contactId], businessId },
  });
  await send('GET', `/contacts/business/${businessId}`, {
    query: { locationId, limit: '5', skip: '0', query: 'Haddad' },
  });
  await send('POST', '/contacts/bulk/business', {
    json: { locationId, ids: [contactId], businessId: null },
  });

  const campaigns = await send('GET', '/campaigns/', { query: { locationId } });
  const campaign = `/contacts/${contactId}/campaigns/${textIn(campaigns, 'campaigns', 0, 'id')}`;
  await send('POST', campaign, { json: {} });
  await send('DELETE', campaign);
  await send('DELETE', `/contacts/${contactId}/campaigns/removeAll`);

  const workflows = await send('GET', '/workflows/', { query: { locationId } });
  const workflow = `/contacts/${contactId}/workflow/${textIn(workflows, 'workflows', 0, 'id')}`;
  await send('POST', workflow, { json: { eventStartTime: '2030-06-23T03:30:00+01:00' } });
  await send('DELETE', workflow, { json: {} });
}

async function appointments(
  send: Send,
  locationId: string,
  contactId: string,
  userId: string,
): Promise<void> {
  await send('GET', '/calendars/groups', { query: { locationId } });
  const calendars = await send('GET', '/calendars/', {
    query: { locationId, showDrafted: 'false' },
  });
  const calendarId = textIn(calendars, 'calendars', 0, 'id');
  await send('GET', `/calendars/${calendarId}`);

  const from = Date.now() + DAY;
  const slots = await send('GET', `/calendars/${calendarId}/free-slots`, {
    query: {
      startDate: String(from),
      endDate: String(from + 14 * DAY),
      timezone: 'America/New_York',
      userId,
    },
  });
  const day = Object.keys(isObject(slots.responseBody) ? slots.responseBody : {}).find((key) =>
    /^\d{4}-/.test(key),
  );
  const created = await send('POST', '/calendars/events/appointments', {
    json: {
      calendarId,
      locationId,
      contactId,
      title: 'Demo',
      startTime: textIn(slots, day ?? 'a day', 'slots', 0),
      appointmentStatus: 'confirmed',
      address: 'Zoom',
      toNotify: false,
    },
  });
  const id = textIn(created, 'id');
  const appointment = `/calendars/events/appointments/${id}`;
  await send('GET', appointment);
  await send('PUT', appointment, { json: { title: 'Long demo', appointmentStatus: 'showed' } });
  await send('GET', `/contacts/${contactId}/appointments`);
  const window = { startTime: String(from), endTime: String(from + 30 * DAY) };
  await send('GET', '/calendars/events', { query: { locationId, calendarId, ...window } });
  await send('GET', '/calendars/events', { query: { locationId, userId, ...window } });
  await send('GET', '/calendars/blocked-slots', { query: { locationId, calendarId, ...window } });
  for (const owner of [{ calendarId }, { assignedUserId: userId }]) {
    await send('POST', '/calendars/events/block-slots', {
      json: {
        locationId,
        ...owner,
        title: 'Training',
        startTime: new Date(from + 3 * DAY).toISOString(),
        endTime: new Date(from + 4 * DAY).toISOString(),
      },
    });
  }
  await send('GET', '/calendars/blocked-slots', { query: { locationId, userId, ...window } });

  const ofAppointment = `/calendars/appointments/${id}/notes`;
  const note = await send('POST', ofAppointment, { json: { body: 'Bring the contract', userId } });
  const noteId = textIn(note, 'note', 'id');
  await send('GET', ofAppointment, { query: { limit: '10', offset: '0' } });
  await send('PUT', `${ofAppointment}/${noteId}`, { json: { body: 'Bring both contracts' } });
  await send('DELETE', `${ofAppointment}/${noteId}`);
  await send('DELETE', `/calendars/events/${id}`, { json: {} });
}

async function opportunities(
  send: Send,
  locationId: string,
  contactId: string,
  userId: string,
): Promise<void> {
  const pipelines = await send('GET', '/opportunities/pipelines', { query: { locationId } });
  const pipelineId = textIn(pipelines, 'pipelines', 0, 'id');
  const stage = (index: number): string => textIn(pipelines, 'pipelines', 0, 'stages', index, 'id');
  const reasons = await send('GET', '/opportunities/lost-reason', {
    query: { locationId, skip: '0', limit: '10' },
  });
  const definitions = await send('GET', `/locations/${locationId}/customFields`, {
    query: { model: 'opportunity' },
  });
  const customFields = fieldValues(definitions.responseBody);

  const created = await send('POST', '/opportunities/', {
    json: {
      locationId,
      contactId,
      pipelineId,
      pipelineStageId: stage(0),
      name: 'New roof',
      status: 'open',
      monetaryValue: 12_500.5,
      assignedTo: userId,
      customFields,
    },
  });
  const opportunity = `/opportunities/${textIn(created, 'opportunity', 'id')}`;
  await send('GET', opportunity);
  await send('PUT', opportunity, { json: { pipelineStageId: stage(1), name: 'New tile roof' } });
  await send('PUT', `${opportunity}/status`, {
    json: { status: 'lost', lostReasonId: textIn(reasons, 'lostReasons', 0, 'id') },
  });
  const upserted = { locationId, contactId, pipelineId, name: 'Roof', status: 'open' };
  await send('POST', '/opportunities/upsert', { json: upserted });
  await send('POST', '/opportunities/upsert', {
    json: {
      ...upserted,
      pipelineId: textIn(pipelines, 'pipelines', 1, 'id'),
      monetaryValue: 300,
      assignedTo: userId,
    },
  });

  const search = (json: Record<string, unknown>): ReturnType<Send> =>
    send('POST', '/opportunities/search', { json: { locationId, limit: 100, ...json } });
  const sort = [{ field: 'date_added', direction: 'desc' }];
  await search({});
  await search({ page: 2, limit: 1, sort, query: 'roof' });
  for (const filter of [
    { field: 'contact_id', operator: 'eq', value: contactId },
    { field: 'status', operator: 'not_eq', value: 'open' },
    { field: 'date_updated', operator: 'range', value: { gte: new Date(0).toISOString() } },
    { field: 'monetary_value', operator: 'range', value: { gte: 1 } },
  ]) {
    await search({ filters: [filter], sort });
  }
  await send('DELETE', opportunity);
}

async function conversations(send: Send, locationId: string, contactId: string): Promise<void> {
  const messages = '/conversations/messages';
  await send('PUT', `/contacts/${contactId}`, {
    json: { dndSettings: { SMS: { status: 'inactive' } } },
  });
  const sms = await send('POST', messages, {
    json: {
      type: 'SMS',
      contactId,
      message: 'See you at 9.',
      fromNumber: '+14155550100',
      scheduledTimestamp: 4_102_444_800,
    },
  });
  // Looked for by its own conversation, which search may show last.
  const conversationId = textIn(sms, 'conversationId');
  const messageId = textIn(sms, 'messageId');
  const mail = await send('POST', messages, {
    json: {
      type: 'Email',
      contactId,
      subject: 'Your quote',
      html: '<p>Here it is.</p>',
      emailFrom: 'office@example.com',
      emailCc: ['ana@example.com'],
      emailBcc: ['ben@example.com'],
      attachments: ['https://files.example.com/quote.pdf'],
      scheduledTimestamp: 4_102_444_800,
    },
  });
  const emailMessageId = textIn(mail, 'emailMessageId');
  await send('GET', `${messages}/${messageId}`);
  await send('GET', `${messages}/email/${emailMessageId}`);
  await send('POST', `${messages}/upload`, {
    form: { conversationId, contactId, locationId },
    files: { fileAttachment: new File(['words'], 'notes.txt', { type: 'text/plain' }) },
  });
  await send('GET', '/conversations/search', { query: { locationId, contactId, limit: '1' } });
  await send('GET', '/conversations/search', {
    query: { locationId, sort: 'desc', sortBy: 'last_message_date', status: 'all', limit: '2' },
  });
  const ofConversation = `/conversations/${conversationId}/messages`;
  const first = await send('GET', ofConversation, { query: { limit: '1' } });
  await send('GET', ofConversation, {
    query: { lastMessageId: textIn(first, 'messages', 'lastMessageId'), type: 'TYPE_SMS' },
  });
  const exported = { locationId, sortBy: 'createdAt', sortOrder: 'desc', limit: '10' };
  const page = await send('GET', `${messages}/export`, { query: exported });
  await send('GET', `${messages}/export`, {
    query: { ...exported, cursor: textIn(page, 'nextCursor') },
  });
  await send('GET', `${messages}/export`, {
    query: { ...exported, channel: 'Email', startDate: new Date(0).toISOString() },
  });
  await send('DELETE', `${messages}/${messageId}/schedule`);
  await send('DELETE', `${messages}/email/${emailMessageId}/schedule`);
}

async function upload(send: Send, locationId: string, contactId: string): Promise<void> {
  const definitions = await send('GET', `/locations/${locationId}/customFields`);
  const fields: unknown = Object(definitions.responseBody)['customFields'];
  const field = [fields].flat().find((one) => isObject(one) && one['dataType'] === 'FILE_UPLOAD');
  await send('POST', '/forms/upload-custom-files', {
    query: { contactId, locationId },
    files: {
      [`${String(Object(field).id)}_a5f0`]: new File(['words'], 'notes.txt', {
        type: 'text/plain',
      }),
    },
  });
}

async function submissions(send: Send, locationId: string): Promise<void> {
  for (const [many, one] of [
    ['forms', 'formId'],
    ['surveys', 'surveyId'],
  ] as const) {
    const listed = await send('GET', `/${many}/`, {
      query: { locationId, skip: '0', limit: '50' },
    });
    const days = { startAt: '2020-01-01', endAt: '2100-01-01' };
    const found = await send('GET', `/${many}/submissions`, {
      query: { locationId, page: '1', limit: '2', ...days },
    });
    await send('GET', `/${many}/submissions`, {
      query: {
        locationId,
        [one]: textIn(listed, many, 0, 'id'),
        q: textIn(found, 'submissions', 0, 'contactId'),
      },
    });
  }
}

/** A value for each custom field of an answer that GHL takes in JSON. */
function fieldValues(answer: unknown): { id: string; field_value: unknown }[] {
  const fields =
    isObject(answer) && Array.isArray(answer['customFields']) ? answer['customFields'] : [];
  return fields.flatMap((field: unknown) => {
    if (!isObject(field) || typeof field['id'] !== 'string') return [];
    const options: unknown[] = Array.isArray(field['picklistOptions'])
      ? field['picklistOptions']
      : [];
    const values: Readonly<Record<string, unknown>> = {
      TEXT: 'blue',
      LARGE_TEXT: 'a\nb',
      NUMERICAL: 42,
      MONETORY: 99.5,
      PHONE: '+14155550177',
      DATE: '2026-03-02',
      SINGLE_OPTIONS: options[0],
      RADIO: options[0],
      CHECKBOX: options.slice(0, 1),
      MULTIPLE_OPTIONS: options.slice(0, 2),
    };
    const value = values[String(field['dataType'])];
    return value === undefined ? [] : [{ id: field['id'], field_value: value }];
  });
}

const rowsOf = (answer: unknown): JsonObject[] =>
  isObject(answer) && Array.isArray(answer['contacts']) ? answer['contacts'].filter(isObject) : [];

const cursorOf = (answer: unknown): unknown => rowsOf(answer).at(-1)?.['searchAfter'];

function pagingOf(answer: unknown): { startAfter: string; startAfterId: string } {
  const meta = isObject(answer) && isObject(answer['meta']) ? answer['meta'] : {};
  return { startAfter: String(meta['startAfter']), startAfterId: String(meta['startAfterId']) };
}
