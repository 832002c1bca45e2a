import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';

const LIST = 'GET /locations/{locationId}/customFields';

export default facts({
  permission: 'locations/customFields.readonly',
  recordIds: [],
  ways: [
    { when: 'usually', input: { name: 'materials' }, requests: [[LIST]] },
    { when: 'by its key', input: { name: 'contact.lead_score' }, requests: [[LIST]] },
  ],

  mistakes: [
    { what: 'a name that came empty', input: { name: ' ' }, says: emptyField('Name') },
    {
      what: 'several names in a list',
      input: { name: ['a', 'b'] },
      says: '“Name” takes a single text, but got a list. Map one value to it.',
    },
  ],
  live: { not: 'Nothing tells what the account’s custom fields are called.' },
});
