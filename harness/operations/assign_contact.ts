import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT, USER_NAME } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, assignedTo: USER_NAME };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/{contactId}'], ['PUT /contacts/{contactId}']],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
  ],

  mistakes: [
    ...unknownContactMistakes({ assignedTo: USER_NAME }),
    {
      what: 'a user who came empty',
      input: { contactId: CONTACT, assignedTo: ' ' },
      says: emptyField('Assigned User'),
    },
    {
      what: 'a name that nobody has',
      input: { contactId: CONTACT, assignedTo: 'Nobody Here' },
      says: '“Assigned User” holds “Nobody Here”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
    {
      what: 'an address that nobody has',
      input: { contactId: CONTACT, assignedTo: 'gone@example.com' },
      says: '“Assigned User” holds an email address, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
  ],
  live: { not: 'HighLevel tells a user of each contact that becomes theirs.' },
});
