import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, tags: ['brand new'] };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /contacts/{contactId}'], ['POST /contacts/{contactId}/tags']],
      why: CURRENT,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'one of which makes no difference',
      input: { contactId: CONTACT, tags: ['hot lead', 'vip'] },
      requests: [['GET /contacts/{contactId}'], ['POST /contacts/{contactId}/tags']],
      why: CURRENT,
    },
  ],
  besides: ['GET /locations/{locationId}/tags'],

  mistakes: [
    ...unknownContactMistakes({ tags: ['x'] }),
    { what: 'no tags', input: { contactId: CONTACT, tags: ['', ' , '] }, says: emptyField('Tags') },
  ],
  live: {
    input: ({ contact }) => contact && { contactId: contact['contactId'], tags: ['protiv check'] },
  },
});
