import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'campaigns.readonly',
  recordIds: [],
  ways: [{ when: 'usually', input: { name: 'autumn check' }, requests: [['GET /campaigns/']] }],

  mistakes: [
    { what: 'a name that came empty', input: { name: ' ' }, says: emptyField('Name') },
    {
      what: 'several names in a list',
      input: { name: ['a', 'b'] },
      says: '“Name” takes a single text, but got a list. Map one value to it.',
    },
  ],
  live: { not: 'Nothing tells what the account’s campaigns are called.' },
});
