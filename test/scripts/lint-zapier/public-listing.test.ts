import { expect, it } from '@jest/globals';

import { listingGaps } from '../../../scripts/lint-zapier/public-listing.ts';
import { soundApp } from './sound-app.ts';

const DAY = '2027-01-15';

const RUNS = { 'triggers.new_contact': DAY, 'creates.create_contact': DAY };

it('names the visible operations that nobody has seen run', () => {
  expect(listingGaps(soundApp(), RUNS)).toEqual([
    '1 of 3 visible operations have no live run noted in scripts/listing.ts:',
    '  searches.find_contact',
  ]);
});

it('asks for no run of an operation that is hidden', () => {
  const app = soundApp(({ search }) => {
    search.display['hidden'] = true;
  });
  expect(listingGaps(app, RUNS)).toEqual(['Each of the 2 visible operations has a live run.']);
});

it('says what need not be hidden any more, and what it does not know', () => {
  const app = soundApp(({ create }) => {
    create.display['hidden'] = true;
  });
  expect(listingGaps(app, { ...RUNS, 'searches.find_contact': DAY, 'creates.gone': DAY })).toEqual([
    'These have one, and need not be hidden any more:',
    '  creates.create_contact',
    'These are noted there, and the app does not have them:',
    '  creates.gone',
  ]);
});
