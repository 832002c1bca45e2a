import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';

const USUAL = { name: 'Spring Fair' };

const LISTED =
  'A tag of that name is given as it is rather than made twice: GHL finds a tag by its id only, so the list is read first.';

export default facts({
  permission: 'locations/tags.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /locations/{locationId}/tags'], ['POST /locations/{locationId}/tags']],
      why: LISTED,
    },
    again(USUAL, [['GET /locations/{locationId}/tags']]),
  ],

  mistakes: [
    { what: 'a name that came empty', input: { name: ' ' }, says: emptyField('Name') },
    {
      what: 'several names in a list',
      input: { name: ['a', 'b'] },
      says: '“Name” takes a single text, but got a list. Map one value to it.',
    },
    {
      what: 'a NUL character',
      input: { name: 'spring\0fair' },
      says: '“Name” contains a NUL character, which HighLevel cannot store. Remove it (it often comes from copied file contents) and run the step again.',
    },
  ],
  live: { input: () => ({ name: 'protiv check' }) },
});
