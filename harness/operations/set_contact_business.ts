import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import type { There } from '../facts.ts';
import { CONTACT, UNWANTED_CONTACT } from '../lab/records.ts';

const usual = ({ companyName }: There) => ({
  contactIds: [CONTACT, UNWANTED_CONTACT],
  businessId: companyName,
});

export default facts({
  permission: 'contacts.write',
  recordIds: [],
  ways: [
    { when: 'usually', input: usual, requests: [['POST /contacts/bulk/business']] },
    {
      when: 'to none',
      input: { contactIds: [CONTACT], unlink: true },
      requests: [['POST /contacts/bulk/business']],
    },
  ],

  mistakes: [
    {
      what: 'no contact',
      input: { contactIds: [], unlink: 'yes' },
      says: emptyField('Contacts'),
    },
    {
      what: 'neither a company nor none',
      input: { contactIds: [CONTACT], businessId: ' ' },
      says: '“Company” is empty. Choose a company, or choose True under “Remove From Company” to leave the contacts without one.',
    },
    {
      what: 'both',
      input: (there) => ({ ...usual(there), unlink: true }),
      says: '“Company” holds a company and “Remove From Company” is True. Leave one of them blank.',
    },
    {
      what: 'a company that there is not',
      input: { contactIds: [CONTACT], businessId: 'Nowhere Ltd' },
      says: '“Company” holds “Nowhere Ltd”, but there is no such company in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
  ],
  live: {
    input: ({ contact }) => contact && { contactIds: [contact['contactId']], unlink: true },
  },
});
