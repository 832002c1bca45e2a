import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';
import { USER_NAME } from '../lab/records.ts';

export default facts({
  permission: 'users.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { name: USER_NAME },
      requests: [['GET /users/search']],
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
    input: ({ contact }) => (contact?.['assignedTo'] ? { name: contact['assignedTo'] } : undefined),
  },
});
