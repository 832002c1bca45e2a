import { counted } from '../busy/stage.ts';
import { facts } from '../facts.ts';
import { CONTACT, NOTE } from '../lab/records.ts';
import { NAMED } from '../reasons.ts';

/** As many contacts as one poll looks at. */
const LOOKED_AT = 20;

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: { contactId: CONTACT },
      requests: [['GET /contacts/{contactId}/notes'], ['POST /contacts/search']],
      why: NAMED,
    },
    {
      when: 'all contacts',
      input: {},
      requests: [
        ['POST /contacts/search'],
        [
          'GET /contacts/{contactId}/notes',
          'GET /contacts/{contactId}/notes',
          'GET /contacts/{contactId}/notes',
          'GET /contacts/{contactId}/notes',
          'GET /contacts/{contactId}/notes',
        ],
      ],
      why: 'GHL lists notes for one contact only.',
    },
  ],
  told: { type: 'NoteCreate', recordId: NOTE, contactId: CONTACT },
  poll: {
    quiet: [
      {
        what: 'of one contact',
        input: (stage) => ({ contactId: [...stage.location.contacts.keys()][0] }),
        requests: 1,
      },
      { what: 'of all contacts', requests: 1 },
      {
        what: `of all contacts, ${LOOKED_AT} or more of which changed within a day`,
        prepare: (stage) => void counted(LOOKED_AT, (index) => stage.addContact(index)),
        requests: 1 + LOOKED_AT,
      },
    ],
    many: {
      not: 'GHL lists notes by contact, so that a poll looks at 20 contacts at most: more is not promised.',
    },
  },
  live: { input: () => ({}) },
});
