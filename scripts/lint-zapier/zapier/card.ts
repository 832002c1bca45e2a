/** Zapier's checks of the card that an integration is listed with (scripts/listing.ts). */
import type { Finding, Listing, Rule } from '../app.ts';

const LEAST = 40;
const MOST = 140;

const descriptionProblems = ({ title = '', description = '' }: Listing): string[] => [
  ...(description.startsWith(`${title} is a`) ? [] : [`Does not begin “${title} is a …”.`]),
  ...(description.length >= LEAST && description.length <= MOST
    ? []
    : [`Has ${description.length} characters, not ${LEAST} to ${MOST}.`]),
  ...(/zapier|\bsync/i.test(description) ? ['Speaks of Zapier or of syncing.'] : []),
];

const unlessGiven = (given: boolean, at: string, what: string): Finding[] =>
  given ? [] : [{ at: `listing ${at}`, what }];

export const cardRules: readonly Rule[] = [
  {
    id: 'M001',
    says: 'The app has a category',
    check: ({ listing: { category } }) => unlessGiven(Boolean(category), 'category', 'Is missing.'),
  },
  {
    id: 'M002',
    says: `The app’s description says what it is, in ${LEAST} to ${MOST} characters, and leaves Zapier out`,
    check: ({ listing }) =>
      descriptionProblems(listing).map((what) => ({ at: 'listing description', what })),
  },
  {
    id: 'M003',
    says: 'Whoever registers the app works for its maker',
    check: ({ listing: { role = '' } }) =>
      unlessGiven(
        role === 'employee' || role === 'contractor',
        'role',
        'Must be employee or contractor.',
      ),
  },
  {
    id: 'M004',
    says: 'The logo is a square PNG with transparency, 256 pixels or more',
    check: () => ({ why: 'It is uploaded by hand: brand/icon-512.png.' }),
  },
  {
    id: 'M005',
    says: 'An admin’s email has the domain of the homepage',
    check: () => ({ why: 'Zapier knows the team.' }),
  },
  {
    id: 'M006',
    says: 'The app has a homepage',
    check: () => ({ why: 'Its owner gives it: npm run register -- --url https://….' }),
  },
  {
    id: 'M007',
    says: 'No public integration has this title',
    check: () => ({ why: 'Zapier knows the titles.' }),
  },
];
