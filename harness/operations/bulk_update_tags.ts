import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { CONTACT, UNWANTED_CONTACT } from '../lab/records.ts';

const USUAL = {
  contactIds: [CONTACT, UNWANTED_CONTACT],
  whatToDo: 'add',
  tags: ['Home Show'],
};

const POST = 'POST /contacts/bulk/tags/update/{type}';

export default facts({
  permission: 'contacts.write',
  recordIds: [],
  ways: [
    { when: 'usually', input: USUAL, requests: [[POST]] },
    {
      when: 'to remove',
      input: { ...USUAL, whatToDo: 'Remove tags', tags: ['vip'] },
      requests: [[POST]],
    },
  ],
  besides: ['GET /locations/{locationId}/tags'],

  mistakes: [
    {
      what: 'no contact',
      input: { ...USUAL, contactIds: [' ', ''] },
      says: emptyField('Contacts'),
    },
    { what: 'no tag', input: { ...USUAL, tags: ' ' }, says: emptyField('Tags') },
    {
      what: 'neither of the two',
      input: { ...USUAL, whatToDo: 'replace' },
      says: '“What to Do” takes “Add tags” or “Remove tags”, but got “replace”.',
    },
  ],
  live: {
    input: ({ contact }) =>
      contact && {
        contactIds: [contact['contactId']],
        whatToDo: 'add',
        tags: ['protiv check'],
      },
  },
});
