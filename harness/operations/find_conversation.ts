import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { CONTACT, CONVERSATION } from '../lab/records.ts';

const SEARCH = [['GET /conversations/search']] as const;

export default facts({
  permission: 'conversations.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: { contactId: CONTACT }, requests: SEARCH },
    { when: 'by a text', input: { query: 'Pat' }, requests: SEARCH },
    { when: 'by ID', input: { conversation: CONVERSATION }, requests: SEARCH },
  ],
  besides: ['GET /users/search'],
  mistakes: [{ what: 'nothing to find it by', input: {}, says: emptyField('Contact') }],
  live: { input: ({ contact }) => contact && { contactId: contact['contactId'] } },
});
