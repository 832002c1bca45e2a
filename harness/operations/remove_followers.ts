import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT, FOLLOWER_NAME } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, followers: [FOLLOWER_NAME] };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/{contactId}'], ['DELETE /contacts/{contactId}/followers']],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
  ],

  mistakes: [
    ...unknownContactMistakes({ followers: USUAL.followers }),
    {
      what: 'no followers',
      input: { contactId: CONTACT, followers: ['', ' , '] },
      says: emptyField('Followers'),
    },
    {
      what: 'a name that nobody has',
      input: { contactId: CONTACT, followers: ['Nobody Here'] },
      says: '“Followers” holds “Nobody Here”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    },
  ],
  live: {
    not: 'It would take users off a contact of the account whom nobody could put back in the same way.',
  },
});
