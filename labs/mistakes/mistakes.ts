/** One mistake that a developer could make, and the tests that have to turn red. */
export interface Mistake {
  name: string;
  file: string;
  right: string;
  wrong: string;
  tests: readonly string[];
}

const CREATE = ['test/creates/create_contact.test.ts'];
const UPDATE = ['test/creates/update_contact.test.ts'];
const UPSERT = ['test/creates/upsert_contact.test.ts'];
const NEW = ['test/triggers/new_contact.test.ts'];
const UPDATED = ['test/triggers/contact_updated.test.ts'];
const FIND = ['test/searches/find_contact.test.ts'];
const FIND_MANY = ['test/searches/find_many_contacts.test.ts'];
const AUTH = ['test/authentication.test.ts'];
const BURSTS = ['test/labs/reliability/bursts.test.ts'];
const TOKENS = ['test/labs/reliability/tokens.test.ts'];
const FAULTS = ['test/labs/reliability/faults.test.ts'];
const ORIGIN = ['test/labs/reliability/origin.test.ts'];
const REPLAYS = ['test/labs/reliability/replays.test.ts'];

export const MISTAKES: readonly Mistake[] = [
  {
    name: 'no Version header',
    file: 'lib/ghl/client/client.ts',
    right: 'Version: version,',
    wrong: '',
    tests: NEW,
  },
  {
    name: 'a Version that HighLevel never published',
    file: 'lib/ghl/client/configuration.ts',
    right: "contacts: '2021-07-28'",
    wrong: "contacts: '2020-01-01'",
    tests: NEW,
  },
  {
    name: 'tags sent with an upsert, where they would replace all tags',
    file: 'lib/protiv/contact/fields.ts',
    right: "only: ['create'],",
    wrong: '',
    tests: ['test/lib/protiv'],
  },
  {
    name: 'the company name sent with an update',
    file: 'lib/protiv/contact/fields.ts',
    right: 'read: asLine,\n      only: CREATION,',
    wrong: 'read: asLine,',
    tests: ['test/lib/protiv'],
  },
  {
    name: 'no locationId in a search',
    file: 'lib/ghl/contacts.ts',
    right: 'locationId: ghl.locationId,\n      pageLimit,',
    wrong: 'pageLimit,',
    tests: NEW,
  },
  {
    name: 'no locationId in a create',
    file: 'lib/ghl/contacts.ts',
    right:
      "path: '/contacts/',\n    scope: 'contacts.write',\n    version,\n    body: { ...contact, locationId: ghl.locationId },",
    wrong:
      "path: '/contacts/',\n    scope: 'contacts.write',\n    version,\n    body: { ...contact },",
    tests: CREATE,
  },
  {
    name: '`_id` of task search not read',
    file: 'lib/ghl/schemas/task.ts',
    right: '{ ...row, id: row._id }',
    wrong: 'row',
    tests: ['test/lib/protiv', 'test/lib/ghl/schemas.test.ts'],
  },
  {
    name: 'HighLevel’s `locationId` left in an output',
    file: 'lib/protiv/contact/fields.ts',
    right: "contactId: { label: 'Contact ID', read: ({ id }) => id, sample: ID },",
    wrong:
      "contactId: { label: 'Contact ID', read: ({ id }) => id, sample: ID },\n  locationId: { label: 'Location', read: (wire) => wire['locationId'], sample: ID },",
    tests: NEW,
  },
  {
    name: 'a date without its zone',
    file: 'lib/protiv/values/dates.ts',
    right:
      'export const instant = (value: string | number | null | undefined): string | undefined => {',
    wrong:
      'export const instant = (value: string | number | null | undefined): string | undefined => {\n  if (value) return String(value).slice(0, 19);',
    tests: ['test/lib/protiv'],
  },
  {
    name: 'a scope that nobody asked for',
    file: 'lib/ghl/client/scopes.ts',
    right: "'campaigns.readonly',\n    ],",
    wrong: "'campaigns.readonly',\n      'opportunities.readonly',\n    ],",
    tests: AUTH,
  },
  {
    name: 'write permissions asked for by a read-only connection',
    file: 'lib/ghl/client/scopes.ts',
    right: "return access === 'read'\n",
    wrong: "return access === 'none'\n",
    tests: AUTH,
  },
  {
    name: 'a request sent without looking at the granted scopes',
    file: 'lib/ghl/client/client.ts',
    right: 'if (this.may(scope)) return;',
    wrong: 'if (this.may(scope) || scope) return;',
    tests: ['test/operations/bad-input.test.ts'],
  },
  {
    name: 'a page read twice',
    file: 'lib/ghl/contacts.ts',
    right: 'searchAfter = page.next;',
    wrong: 'searchAfter ??= page.next;',
    tests: NEW,
  },
  {
    name: 'page and searchAfter in one request',
    file: 'lib/ghl/contacts.ts',
    right: '...(searchAfter ? { searchAfter } : { page: 1 }),',
    wrong: 'page: 1,\n      ...(searchAfter && { searchAfter }),',
    tests: NEW,
  },
  {
    name: 'an undeclared property in a create',
    file: 'lib/ghl/contacts.ts',
    right:
      "path: '/contacts/',\n    scope: 'contacts.write',\n    version,\n    body: { ...contact,",
    wrong:
      "path: '/contacts/',\n    scope: 'contacts.write',\n    version,\n    body: { ...contact, type: 'lead',",
    tests: CREATE,
  },
  {
    name: 'a write repeated without looking first',
    file: 'lib/ghl/client/idempotent-write.ts',
    right: 'return written ?? whenNotFound(error);',
    wrong: 'return whenNotFound(error);',
    tests: CREATE,
  },
  {
    name: 'a write sent although nothing would change',
    file: 'lib/zapier/contact/write.ts',
    right: 'if (changes.changed.length === 0) return held;',
    wrong: '',
    tests: UPDATE,
  },
  {
    name: 'all fields sent instead of those that differ',
    file: 'lib/zapier/contact/write.ts',
    right: 'changes.body,\n      isNotEmpty,',
    wrong: 'body,\n      isNotEmpty,',
    tests: UPDATE,
  },
  {
    name: 'a contact’s creation taken for an update',
    file: 'triggers/contact_updated.ts',
    right: '(contact) => !isJustCreated(contact)',
    wrong: '(contact) => isJustCreated(contact)',
    tests: UPDATED,
  },
  {
    name: 'a task told apart by its title alone',
    file: 'lib/protiv/task/hash.ts',
    right:
      "    body ?? '',\n    readMoment(dueDate) ?? '',\n    toTask(task).status,\n    assignedTo ?? '',\n",
    wrong: '',
    tests: ['test/triggers/task_updated.test.ts'],
  },
  {
    name: 'tasks that nobody has edited yet left out when a Zap is switched on',
    file: 'lib/zapier/task/changed-polls.ts',
    right: 'primes: () => true,',
    wrong: '',
    tests: ['test/triggers/task_updated.test.ts'],
  },
  {
    name: 'a reminder of an appointment that is called off',
    file: 'triggers/appointment_starting_soon.ts',
    right: '!isCalledOff(appointment)',
    wrong: 'isCalledOff(appointment)',
    tests: ['test/triggers/appointment_starting_soon.test.ts'],
  },
  {
    name: 'contacts fired that matched before the Zap was switched on',
    file: 'triggers/contact_enters_filter.ts',
    right: 'isUndated: true,',
    wrong: '',
    tests: ['test/triggers/contact_enters_filter.test.ts'],
  },
  {
    name: 'a comparison sent that HighLevel does not have for the field',
    file: 'lib/zapier/contact/conditions.ts',
    right: '!field.comparisons.includes(comparison)',
    wrong: 'false',
    tests: ['test/triggers/contact_enters_filter.test.ts'],
  },
  {
    name: 'birthdays of 29 February left out in most years',
    file: 'lib/protiv/values/recurrence.ts',
    right: 'exists ? same : `${year}-02-28`',
    wrong: 'same',
    tests: ['test/triggers/contact_date_coming.test.ts'],
  },
  {
    name: 'a date fired whose hour had passed when the Zap was switched on',
    file: 'lib/zapier/contact/date-polls.ts',
    right: 'if (left && left.since >= since) return;',
    wrong: '',
    tests: ['test/triggers/contact_date_coming.test.ts'],
  },
  {
    name: 'a note told apart by its id alone',
    file: 'lib/protiv/note/hash.ts',
    right: "title ?? '', body ?? ''",
    wrong: '',
    tests: ['test/triggers/new_or_updated_note.test.ts'],
  },
  {
    name: 'old contacts fired as new',
    file: 'lib/zapier/platform/span-poll.ts',
    right: 'return moment === undefined || (moment > since && moment >= oldest);',
    wrong: 'return moment === undefined || moment > since || moment < oldest;',
    tests: NEW,
  },
  {
    name: 'the access token sent to every host',
    file: 'lib/zapier/platform/middleware.ts',
    right: 'url.origin !== new URL(apiBaseUrl()).origin ||',
    wrong: '',
    tests: AUTH,
  },
  {
    name: 'a redirect followed',
    file: 'lib/ghl/client/timed-request.ts',
    right: "redirect: 'manual',",
    wrong: '',
    tests: ['test/lib/ghl/client/client.test.ts'],
  },
  {
    name: 'a search that relies on HighLevel’s index alone',
    file: 'lib/zapier/contact/finding.ts',
    right: '    findDuplicate(ghl, identity),\n',
    wrong: '    undefined as WireContact | undefined,\n',
    tests: FIND,
  },
  {
    name: 'a page limit that HighLevel refuses',
    file: 'lib/ghl/contacts.ts',
    right: 'export const MAX_PAGE_LIMIT = 500;',
    wrong: 'export const MAX_PAGE_LIMIT = 1_000;',
    tests: FIND_MANY,
  },
  {
    name: 'the old main e-mail lost by an upsert',
    file: 'lib/zapier/contact/identity.ts',
    right: "if (!held || !email || isSameEmail(held, email) || choice === 'replace') return body;",
    wrong: 'if (!held || choice) return body;',
    tests: UPSERT,
  },
  {
    name: 'a burst sent whole, which Zapier would not take',
    file: 'lib/zapier/platform/payload-limit.ts',
    right: 'if (total(sizes) <= MOST_BYTES) return [...rows];',
    wrong: 'if (total(sizes) >= 0) return [...rows];',
    tests: ['test/lib/zapier/platform/payload-limit.test.ts'],
  },
  {
    name: 'a slim record whose rest nobody can find',
    file: 'lib/zapier/contact/hydration.ts',
    right: 'pointerTo: ({ contactId, dateUpdated }, kept) =>',
    wrong: 'pointerTo: ({ name: contactId, dateUpdated }, kept) =>',
    tests: BURSTS,
  },
  {
    name: 'an outage that is not caught up on',
    file: 'lib/zapier/platform/span-poll.ts',
    right: '{ from: before.newest + 1, to: OPEN_END, openedAt: now, readings: UNREAD }',
    wrong: '{ from: now - READ_ON_WINDOW_MS, to: OPEN_END, openedAt: now, readings: UNREAD }',
    tests: BURSTS,
  },
  {
    name: 'an id put into a path as it is',
    file: 'lib/ghl/client/path.ts',
    right: 'if (isId(id)) return id;',
    wrong: 'if (id !== "") return id;',
    tests: ['test/labs/reliability/origin.test.ts'],
  },
  {
    name: 'a renewed connection that goes on with another sub-account',
    file: 'lib/ghl/oauth.ts',
    right: "throw reconnectNeeded('location_changed');",
    wrong: '',
    tests: AUTH,
  },
  {
    name: 'a connection renewed with another client key than its own',
    file: 'lib/ghl/oauth.ts',
    right: "const key = clientKeyFor(before.clientKeyId ?? '');",
    wrong: 'const key = clientKey();',
    tests: TOKENS,
  },
  {
    name: 'a connection renewed by two steps at once',
    file: 'lib/zapier/platform/refresh-lock.ts',
    right: 'return claim === null || claim.by === by || claim.until <= now;',
    wrong: 'return true;',
    tests: TOKENS,
  },
  {
    name: 'tags compared letter for letter',
    file: 'lib/protiv/tag/record.ts',
    right: 'tag.trim().toLowerCase();',
    wrong: 'tag;',
    tests: ['test/creates/add_tags.test.ts', 'test/creates/remove_tags.test.ts'],
  },
  {
    name: 'only some of a tag’s carriers known when a Zap is switched on',
    file: 'lib/zapier/contact/priming.ts',
    right: 'while (pieces.length > 0 && known.size < most) {',
    wrong: 'while (pieces.length > 0 && known.size === 0) {',
    tests: ['test/triggers/contact_tagged.test.ts'],
  },
  {
    name: 'only the first page of task search read',
    file: 'lib/ghl/tasks.ts',
    right: 'skip = page.next;',
    wrong: 'return;',
    tests: ['test/triggers/new_task.test.ts'],
  },
  {
    name: 'a day taken for 24 hours',
    file: 'lib/protiv/values/time-span.ts',
    right: 'return readMoment(written, timezone) ??',
    wrong: 'return readMoment(undefined) ??',
    tests: ['test/triggers/task_due_soon.test.ts'],
  },
  {
    name: 'a contact’s appointments read as if in UTC',
    file: 'lib/protiv/appointment/record.ts',
    right: 'readMoment(value, timezone)',
    wrong: 'readMoment(value)',
    tests: ['test/searches/find_many_appointments.test.ts'],
  },
  {
    name: 'an appointment booked a second time',
    file: 'lib/zapier/appointment/booking.ts',
    right: 'windowMs > 0 ? same',
    wrong: 'windowMs > Infinity ? same',
    tests: ['test/creates/book_appointment.test.ts'],
  },
  {
    name: 'an owner who is not free',
    file: 'lib/zapier/appointment/slots.ts',
    right: 'if (free.includes(start)) return userId;',
    wrong: 'if (free.includes(start)) continue;',
    tests: ['test/creates/book_appointment.test.ts'],
  },
  {
    name: 'free slots of more than 31 days in one request',
    file: 'lib/ghl/calendars.ts',
    right: 'LONGEST_RANGE_MS = 31 *',
    wrong: 'LONGEST_RANGE_MS = 400 *',
    tests: ['test/searches/find_free_slots.test.ts'],
  },
  {
    name: 'a replayed step that creates a second task',
    file: 'lib/zapier/task/creation.ts',
    right: 'if (windowMs === 0 || same.length === 0) return undefined;',
    wrong: 'if (windowMs >= 0) return undefined;',
    tests: ['test/creates/create_task.test.ts'],
  },
  {
    name: 'a second note an hour later taken for a replay',
    file: 'lib/zapier/fields/repeats.ts',
    right: '(readMoment(dateAdded) ?? clock.now()) < windowMs;',
    wrong: '(readMoment(dateAdded) ?? clock.now()) < windowMs * 100;',
    tests: ['test/creates/create_note.test.ts'],
  },
  {
    name: 'a second deletion that fails',
    file: 'lib/ghl/client/not-found.ts',
    right: "['contact_not_found', 'not_found']",
    wrong: "['contact_not_found']",
    tests: ['test/creates/delete_task.test.ts'],
  },
  {
    name: 'notes of any number of contacts asked for in one poll',
    file: 'lib/zapier/note/polls.ts',
    right: 'CONTACTS_LOOKED_AT = 20;',
    wrong: 'CONTACTS_LOOKED_AT = 100;',
    tests: ['test/triggers/new_note.test.ts'],
  },
  {
    name: 'a page of a proxy taken for HighLevel’s word that a write was done',
    file: 'lib/ghl/client/client.ts',
    right: '(isSuccess(response.status) || isRefusal(response.status)) && !isRecord(answer)',
    wrong: 'isRefusal(response.status) && !isRecord(answer)',
    tests: ['test/lib/ghl/client/client.test.ts'],
  },
  {
    name: 'a note written again without looking whether it is there',
    file: 'lib/zapier/note/creation.ts',
    right: 'return after.find((note) => !known.has(note.id) && isSameNote(note, body));',
    wrong: 'return after.find((note) => known.has(note.id) && !isSameNote(note, body));',
    tests: FAULTS,
  },
  {
    name: 'a time-out longer than an operation may take',
    file: 'lib/ghl/client/retry.ts',
    right: 'const OPERATION_BUDGET_MS = 25_000;',
    wrong: 'const OPERATION_BUDGET_MS = 60_000;',
    tests: ['test/lib/ghl/client/client.test.ts', 'test/lib/ghl/client/retry.test.ts'],
  },
  {
    name: 'a page that repeats taken for the end of the list',
    file: 'lib/ghl/contacts.ts',
    right: 'zod.refine((page) => !isRepeated(page, seen))',
    wrong: 'zod.refine((page) => !isRepeated(page, new Set()))',
    tests: ['test/labs/reliability/broken-pages.test.ts'],
  },
  {
    name: 'a booking that fails because it cannot be read back',
    file: 'lib/zapier/appointment/booking.ts',
    right: '(await readBack(ghl, () => getAppointment(ghl, id))) ?? { ...body, id }',
    wrong: 'await getAppointment(ghl, id)',
    tests: ['test/creates/book_appointment.test.ts'],
  },
  {
    name: 'more steps at once than HighLevel has requests for',
    file: 'lib/zapier/platform/throttle.ts',
    right: 'Math.floor(REQUESTS / most)',
    wrong: 'Math.floor((REQUESTS * 3) / most)',
    tests: ['test/labs/reliability/throttle.test.ts'],
  },
  {
    name: 'tokens in core’s log, where an answer was cut short',
    file: 'lib/ghl/oauth.ts',
    right: 'request, { unread: true }',
    wrong: 'request',
    tests: FAULTS,
  },
  {
    name: 'a redirect followed with the client secret',
    file: 'lib/ghl/client/timed-request.ts',
    right: "redirect: 'manual',",
    wrong: "redirect: request.url.endsWith('/oauth/token') ? 'follow' : 'manual',",
    tests: ORIGIN,
  },
  {
    name: 'a nameless contact made again while search lags',
    file: 'lib/zapier/contact/replay.ts',
    right: 'if (created && isRecent(created)) return created;',
    wrong: '',
    tests: REPLAYS,
  },
  {
    name: 'the same message sent twice',
    file: 'lib/zapier/message/sending.ts',
    right: 'if (before?.sent && clock.now() - before.at < windowMs) {',
    wrong: 'if (before?.sent && windowMs < 0) {',
    tests: ['test/creates/send_sms.test.ts'],
  },
  {
    name: 'a message sent again where nobody knows whether it went out',
    file: 'lib/zapier/message/sending.ts',
    right: 'if (before && !before.sent) {',
    wrong: 'if (before && windowMs < 0) {',
    tests: ['test/creates/send_sms.test.ts'],
  },
  {
    name: 'a file asked for at a private address',
    file: 'lib/zapier/file/public-address.ts',
    right: "return family !== 0 && !notPublic.check(address, family === 4 ? 'ipv4' : 'ipv6');",
    wrong: 'return family !== 0;',
    tests: ['test/creates/send_sms.test.ts'],
  },
  {
    name: 'a request for another sub-account let through',
    file: 'lib/protiv/request/request.ts',
    right: 'if (!isForeign) return;',
    wrong: 'if (isForeign) return;',
    tests: ['test/creates/api_request.test.ts'],
  },
];
