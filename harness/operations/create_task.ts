import { again, facts } from '../facts.ts';
import type { Input } from '../facts.ts';
import { OLD_TASK } from '../lab/fixtures.ts';
import { CONTACT } from '../lab/records.ts';
import { REPEATED } from '../reasons.ts';

const usual: Input = ({ inDays }) => ({ contactId: CONTACT, title: 'Call', dueDate: inDays(3) });

/** A whole second, which is all that HighLevel keeps. */
const DUE = '2035-01-08T15:00:00Z';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: usual,
      requests: [['GET /contacts/{contactId}/tasks'], ['POST /contacts/{contactId}/tasks']],
      why: REPEATED,
    },
    again(
      usual,
      [['GET /contacts/{contactId}/tasks'], ['POST /locations/{locationId}/tasks/search']],
      'A contact’s tasks do not say when they were added; task search does.',
    ),
    {
      when: 'for a user',
      input: ({ inDays, userId }) => ({
        contactId: CONTACT,
        title: 'Call for somebody',
        dueDate: inDays(3),
        assignedTo: userId,
      }),
      requests: [['GET /contacts/{contactId}/tasks'], ['POST /contacts/{contactId}/tasks']],
      why: REPEATED,
    },
    {
      when: 'as in an older record',
      input: { contactId: CONTACT, ...OLD_TASK },
      requests: [
        ['GET /contacts/{contactId}/tasks'],
        ['POST /locations/{locationId}/tasks/search'],
        ['POST /contacts/{contactId}/tasks'],
      ],
      why: `${REPEATED} A contact’s tasks do not say when they were added; task search does.`,
    },
    {
      when: 'with notes, due on a day without a zone',
      input: {
        contactId: CONTACT,
        title: 'Send the quote',
        dueDate: '2031-03-09 09:00',
        notes: 'Three windows, oak.',
      },
      requests: [['GET /contacts/{contactId}/tasks'], ['POST /contacts/{contactId}/tasks']],
      why: REPEATED,
    },
  ],

  live: {
    input: ({ contact }) =>
      contact && { contactId: contact['contactId'], title: 'Check', dueDate: DUE },
    remarks: async ({ contactId, taskId, dueDate }, _known, repeat) => {
      const second = await repeat({ contactId, title: 'Check', dueDate: DUE });
      return [
        `due date survived: ${Date.parse(String(dueDate)) === Date.parse(DUE) ? 'yes' : 'NO'}`,
        `the same again gave ${second?.['taskId'] === taskId ? 'the same task' : 'ANOTHER task'}`,
      ];
    },
  },
});
