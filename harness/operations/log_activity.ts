import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';
import { REPEATED } from '../reasons.ts';

const USUAL = {
  contactId: CONTACT,
  activityType: 'call',
  direction: 'outbound',
  outcome: 'Left a message',
  durationMinutes: 12,
};
const NOTES = 'GET /contacts/{contactId}/notes';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [[NOTES], ['POST /contacts/{contactId}/notes']],
      why: REPEATED,
    },
    again(USUAL, [[NOTES]]),
    {
      when: 'with a task and tags',
      input: {
        ...USUAL,
        activityType: 'meeting',
        happenedAt: '2026-05-04 14:00',
        details: 'Wants three windows.',
        followUpTitle: 'Send the quote',
        followUpDays: 2,
        followUpTime: '2:30 pm',
        tagsToAdd: ['Met'],
      },
      requests: [
        [NOTES],
        ['POST /contacts/{contactId}/notes'],
        ['GET /contacts/{contactId}/tasks'],
        ['POST /contacts/{contactId}/tasks'],
        ['GET /contacts/{contactId}'],
        ['POST /contacts/{contactId}/tags'],
      ],
      why: `${REPEATED} A note, a task and tags are written by routes of their own.`,
    },
  ],
  besides: [
    'GET /users/search',
    'GET /locations/{locationId}/tags',
    'POST /locations/{locationId}/tasks/search',
  ],

  mistakes: [
    {
      what: 'no type',
      input: { ...USUAL, activityType: ' ' },
      says: emptyField('Activity Type'),
    },
    {
      what: 'another type',
      input: { ...USUAL, activityType: 'fax' },
      says: '“Activity Type” takes “Call”, “Email” or “Meeting”, but got “fax”.',
    },
    {
      what: 'no time of day',
      input: { ...USUAL, followUpTitle: 'Call back', followUpTime: 'soon' },
      says: '“Follow-Up Time” takes a time of day such as 14:30 or 2:30 PM, but got “soon”.',
    },
    {
      what: 'a user who is unknown',
      input: { ...USUAL, followUpTitle: 'Call back', followUpUser: 'Nobody Here' },
      says: '“Follow-Up User” holds “Nobody Here”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
  ],
  live: {
    input: ({ contact }) =>
      contact && {
        contactId: contact['contactId'],
        activityType: 'call',
        outcome: 'Protiv check',
      },
  },
});
