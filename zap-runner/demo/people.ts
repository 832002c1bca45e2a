/** Makes up the people of a demonstration. The same seed makes the same people. */

export interface Lead {
  firstName: string;
  lastName: string;
  email: string;
  source: string;
  tags: string[];
  leadScore: number;
}

const FIRST_NAMES = [
  'Amara',
  'Bruno',
  'Chidi',
  'Daria',
  'Elif',
  'Farid',
  'Grace',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Lucía',
  'Mateo',
  'Nadia',
  'Omar',
  'Priya',
  'Quentin',
  'Rosa',
  'Stefan',
  'Tomás',
  'Usha',
  'Viktor',
  'Wanjiru',
  'Yusuf',
  'Zoë',
];
const LAST_NAMES = [
  'Abara',
  'Bianchi',
  'Cho',
  'Dubois',
  'Eriksen',
  'Fontaine',
  'Gupta',
  'Hansen',
  'Ito',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Petrov',
  'Quispe',
  'Rossi',
  'Sato',
  'Tanaka',
  'Ueda',
  'Vargas',
  'Weber',
  'Yilmaz',
  'Zhang',
];
const SOURCES = ['website form', 'trade fair', 'webinar', 'referral'];
const OTHER_TAGS = ['newsletter', 'brochure', 'partner'];

/** Numbers in [0, 1) that a seed determines (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** One of several, or `undefined` of none. */
export const pick = <T>(random: () => number, options: readonly T[]): T | undefined =>
  options[Math.floor(random() * options.length)];

/** A copy in another order. */
export const shuffled = <T>(random: () => number, items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);

const withoutAccents = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^A-Za-z]/g, '')
    .toLowerCase();

/** New leads, of whom about half came through the website and scores lie between 20 and 99. */
export const inventLeads = (seed: number, howMany: number): Lead[] => {
  const random = randomFrom(seed);
  const lastNames = shuffled(random, LAST_NAMES);
  return shuffled(random, FIRST_NAMES)
    .slice(0, howMany)
    .map((firstName, index) => {
      const lastName = lastNames[index] ?? '';
      const fromWebsite = random() < 0.6;
      const other = pick(random, OTHER_TAGS) ?? '';
      return {
        firstName,
        lastName,
        email: `${withoutAccents(firstName)}.${withoutAccents(lastName)}.${seed}${index}@example.net`,
        source: fromWebsite ? 'website form' : (pick(random, SOURCES) ?? ''),
        tags: fromWebsite ? ['website lead', other] : [other],
        leadScore: 20 + Math.floor(random() * 80),
      };
    });
};
