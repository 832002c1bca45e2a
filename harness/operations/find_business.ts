import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'businesses.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { name: 'Harbor Homes' },
      requests: [['GET /businesses/'], ['GET /contacts/business/{businessId}']],
      why: 'The list of companies does not say how many contacts they have.',
    },
  ],

  mistakes: [
    { what: 'a name that came empty', input: { name: ' ' }, says: emptyField('Name') },
    {
      what: 'several names in a list',
      input: { name: ['a', 'b'] },
      says: '“Name” takes a single text, but got a list. Map one value to it.',
    },
  ],
  live: {
    input: ({ contact }) => (contact?.['businessId'] ? { name: contact['businessId'] } : undefined),
  },
});
