import { emptyField } from '../contact-mistakes.ts';
import { facts } from '../facts.ts';

export default facts({
  permission: 'locations/tags.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: { name: 'VIP' },
      requests: [['GET /locations/{locationId}/tags']],
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
  live: { input: ({ tags }) => (tags?.[0] === undefined ? undefined : { name: tags[0] }) },
});
