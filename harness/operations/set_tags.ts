import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';
import { CURRENT } from '../reasons.ts';

const USUAL = { contactId: CONTACT, tags: ['vip', 'brand new'] };

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /contacts/{contactId}'],
        ['POST /contacts/{contactId}/tags'],
        ['DELETE /contacts/{contactId}/tags'],
      ],
      why: `${CURRENT} GHL’s one route that sets all tags is that of the whole contact, which undoes what another step adds at that moment.`,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'with a tag that may hold a comma',
      input: { contactId: CONTACT, tags: ['vip', 'red, blue'] },
      requests: [
        ['GET /contacts/{contactId}'],
        ['POST /contacts/{contactId}/tags'],
        ['DELETE /contacts/{contactId}/tags'],
      ],
      why: CURRENT,
    },
    {
      when: 'with tags that are all there',
      input: { contactId: CONTACT, tags: ['vip'] },
      requests: [['GET /contacts/{contactId}'], ['DELETE /contacts/{contactId}/tags']],
      why: CURRENT,
    },
  ],
  besides: ['GET /locations/{locationId}/tags'],

  mistakes: [
    ...unknownContactMistakes({ tags: ['x'] }),
    { what: 'no tags', input: { contactId: CONTACT, tags: ['', ' , '] }, says: emptyField('Tags') },
    { what: 'an empty list', input: { contactId: CONTACT, tags: [] }, says: emptyField('Tags') },
  ],
  live: { not: 'It would take away the tags that a contact of the account has.' },
});
