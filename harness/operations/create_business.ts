import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import type { Input } from '../facts.ts';

const USUAL: Input = {
  name: 'Moss Property Group',
  phone: '+12125550162',
  email: 'moss.group@example.com',
  website: 'https://example.com/moss',
  address: '1 Quay',
  city: 'Boston',
  state: 'MA',
  country: 'US',
};

const LISTED =
  'A company of that name is given as it is rather than made twice: GHL finds a company by its id only, so the list is read first.';

export default facts({
  permission: 'businesses.readonly',
  recordIds: [],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['GET /businesses/'], ['POST /businesses/']],
      why: LISTED,
    },
    again(USUAL, [['GET /businesses/']]),
    {
      when: 'with a phone in national form and all there is to say',
      input: {
        name: 'Harbor Roofing',
        phone: '(212) 555-0164',
        description: 'Flat roofs',
        postalCode: '02109',
      },
      requests: [['GET /businesses/'], ['POST /businesses/']],
      why: LISTED,
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
  live: { input: () => ({ name: 'Protiv check' }) },
});
