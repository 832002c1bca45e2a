/** Makes up the people of a demonstration. The same seed makes the same people. */
import { Chance } from '../../sandbox/seed/random.ts';

export interface Lead {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
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
/** Of each, 555-0100 to 555-0199 belong to nobody; none is among the sandbox's own. */
const AREA_CODES = ['917', '929', '347', '914', '516', '631', '845', '607', '585', '315'];

/** A number of its own for each of the first thousand; later ones come round again. */
const phoneOf = (index: number): string => {
  const area = AREA_CODES[Math.floor(index / 100) % AREA_CODES.length] ?? '';
  return `+1${area}5550${100 + (index % 100)}`;
};

/** The most leads that one seed makes. */
const MOST_LEADS = 4;

const OTHER_TAGS = ['newsletter', 'brochure', 'partner'];

/** Numbers in [0, 1) that a seed determines. */
export const randomFrom = (seed: number): (() => number) => {
  const chance = new Chance(seed);
  return () => chance.next();
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

type Kind = Pick<Lead, 'source' | 'tags' | 'leadScore'>;

/** Someone like most: about half came through the website, scores lie between 20 and 99. */
const anyKind = (random: () => number): Kind => {
  const fromWebsite = random() < 0.5;
  const other = pick(random, OTHER_TAGS) ?? '';
  return {
    source: fromWebsite ? 'website form' : (pick(random, SOURCES) ?? ''),
    tags: fromWebsite ? ['website lead', other] : [other],
    leadScore: scoreFrom(random, 20, 99),
  };
};

const scoreFrom = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** New leads. Among any two, one is a website lead with a high score and one was referred. */
export const inventLeads = (seed: number, howMany: number): Lead[] => {
  const random = randomFrom(seed);
  const lastNames = shuffled(random, LAST_NAMES);
  const hot: Kind = { ...anyKind(random), source: 'website form', tags: ['website lead'] };
  const kinds: Kind[] = [
    { ...hot, leadScore: scoreFrom(random, 70, 99) },
    { ...anyKind(random), source: 'referral', tags: ['partner'] },
    ...Array.from({ length: Math.max(0, howMany - 2) }, () => anyKind(random)),
  ];
  const firstNames = shuffled(random, FIRST_NAMES);
  return shuffled(random, kinds.slice(0, howMany)).map((kind, index) => {
    const firstName = firstNames[index] ?? '';
    const lastName = lastNames[index] ?? '';
    const email = `${withoutAccents(firstName)}.${withoutAccents(lastName)}.${seed}${index}@example.net`;
    return { firstName, lastName, email, phone: phoneOf(seed * MOST_LEADS + index), ...kind };
  });
};
