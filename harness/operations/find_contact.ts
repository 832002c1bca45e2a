import { facts } from '../facts.ts';
import { CONTACT, EMAIL, UNWANTED_CONTACT } from '../lab/records.ts';

const BOTH = 'Search counts the matches, the duplicate lookup gives the contact as it is now.';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'by email, found or not',
      input: { email: EMAIL },
      requests: [['GET /contacts/search/duplicate', 'POST /contacts/search']],
      why: BOTH,
    },
    {
      when: 'by phone, found or not',
      input: { phone: '(212) 555-0187' },
      requests: [['GET /contacts/search/duplicate', 'POST /contacts/search']],
      why: BOTH,
    },
    {
      when: 'by text',
      input: { query: 'Fields 1' },
      requests: [['POST /contacts/search'], ['GET /contacts/{contactId}']],
      why: 'Search lags behind and leaves fields out, so what it finds is read.',
    },
    { when: 'by ID', input: { contactId: CONTACT }, requests: [['GET /contacts/{contactId}']] },
    {
      when: 'of a company that the contact does not name',
      input: { contactId: UNWANTED_CONTACT },
      requests: [['GET /contacts/{contactId}']],
    },
  ],

  live: {
    input: ({ contact }) => contact && { contactId: contact['contactId'] },
    remarks: async (contact, _known, again) => {
      const lines: string[] = [];
      for (const by of ['email', 'phone']) {
        const value = contact[by];
        if (typeof value !== 'string') continue;
        const found = await again({ [by]: value.toUpperCase() });
        lines.push(found ? `found by ${by}` : `NOT found by ${by}, though the contact has one`);
      }
      return lines;
    },
  },
});
