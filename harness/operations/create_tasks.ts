import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT, UNWANTED_CONTACT, USER_NAME } from '../lab/records.ts';

const DUE = '2035-01-08T15:00:00Z';

const USUAL = { rows: [{ title: 'Order oak' }], contactId: CONTACT, dueDate: DUE };

const SEARCH = 'POST /locations/{locationId}/tasks/search';
const CREATE = 'POST /contacts/{contactId}/tasks';

const WHY =
  'GHL has no route that creates several tasks. One search tells which of them an earlier run has made.';

export default facts({
  permission: 'locations/tasks.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: [[SEARCH], [CREATE]], why: WHY },
    again(USUAL, [[SEARCH]]),
    {
      when: 'with two rows',
      input: { ...USUAL, rows: [{ title: 'Order beech' }, { title: 'Order glass' }] },
      requests: [[SEARCH], [CREATE, CREATE]],
      why: WHY,
    },
    {
      when: 'with a row that cannot be used, and one for a user',
      input: {
        rows: [
          { title: '', notes: 'without a title' },
          { title: 'Call', rowDueDate: '2035-03-09 09:00', rowAssignedTo: USER_NAME },
          { title: 'Order glass', rowContact: UNWANTED_CONTACT, rowDueDate: DUE },
        ],
        contactId: CONTACT,
      },
      requests: [[SEARCH], [CREATE, CREATE]],
      why: WHY,
    },
  ],
  besides: ['GET /contacts/{contactId}/tasks'],
  isInParts: true,

  mistakes: [
    {
      what: 'no rows',
      input: { contactId: CONTACT, dueDate: DUE },
      says: emptyField('Line Items'),
    },
    {
      what: 'rows without a contact',
      input: { ...USUAL, contactId: '', rows: [{ title: 'a' }, { title: 'b' }] },
      says: `None of the 2 rows could be used. ${emptyField('Contact')}`,
    },
    {
      what: 'a user for all rows whom nobody knows',
      input: { ...USUAL, assignedTo: 'Nobody Here' },
      says: '“Assigned User” holds “Nobody Here”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
  ],
  live: {
    input: ({ contact }) =>
      contact && {
        rows: [{ title: 'Protiv check 1' }, { title: 'Protiv check 2' }],
        contactId: contact['contactId'],
        dueDate: DUE,
      },
  },
});
