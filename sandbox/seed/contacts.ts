import type { Attribution, Contact, Location, World } from '../world.ts';
import { seedValues } from './custom-fields.ts';
import { seedDetails } from './details.ts';
import {
  AREA_CODES,
  CITIES,
  FIRST_NAMES,
  LAST_NAMES,
  ODD_PEOPLE,
  SOURCES,
  STREETS,
  TAGS,
} from './people.ts';
import type { Chance } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Contacts that get tasks, notes and appointments; more would only slow a large location down. */
const DETAILED_CONTACTS = 60;

/** Every so manyth contact is an odd one, as long as there are any. */
const ODD_EVERY = 8;

/** The youngest, whom a list shows first: where nobody is odd, they have all that people have. */
const FULL_CONTACTS = 5;

/**
 * Oldest first, spread over the last year. The youngest is older than a day, so that nothing that was
 * seeded counts as new.
 */
export const seedContacts = (
  world: World,
  location: Location,
  chance: Chance,
  { count, oddPeople }: { count: number; oddPeople: boolean },
): void => {
  const now = world.now();
  const oldest = now - 365 * DAY_MS;
  const span = now - 26 * HOUR_MS - oldest;
  for (let index = 0; index < count; index += 1) {
    const added = oldest + (span * (index + 1)) / count;
    const updated = Math.min(now - 25 * HOUR_MS, added + chance.below(20) * DAY_MS);
    const contact = world.addContact(location.id, {
      ...((oddPeople && oddPerson(chance, index)) ||
        person(location, chance, {
          index,
          isFull: !oddPeople && index >= count - FULL_CONTACTS,
        })),
      id: chance.id(),
      dateAdded: new Date(added).toISOString(),
      dateUpdated: new Date(Math.max(added, updated)).toISOString(),
    });
    if (index < DETAILED_CONTACTS) seedDetails(world, location, chance, { contact, index });
  }
};

const oddPerson = (chance: Chance, index: number): Partial<Contact> | undefined => {
  if (index % ODD_EVERY !== ODD_EVERY - 1) return undefined;
  const odd: Partial<Contact> | undefined = ODD_PEOPLE[Math.floor(index / ODD_EVERY)];
  return odd && { ...odd, source: chance.one(SOURCES) };
};

const person = (
  location: Location,
  chance: Chance,
  { index, isFull }: { index: number; isFull: boolean },
): Partial<Contact> => {
  const firstName = chance.one(FIRST_NAMES);
  const lastName = chance.one(LAST_NAMES);
  const [city, state, postalCode] = chance.one(location.country === 'DE' ? CITIES.DE : CITIES.US);
  const owner = location.users[chance.below(location.users.length)];
  const business = location.businesses[chance.below(location.businesses.length)];
  const phone = phoneOf(location.country, index);
  const source = chance.one(SOURCES);
  const tags = TAGS.filter(() => chance.happens(0.25));
  return {
    firstName,
    lastName,
    ...((chance.happens(0.9) || isFull) && { email: emailOf(firstName, lastName, index) }),
    ...(phone && (chance.happens(0.8) || isFull) && { phone }),
    ...(index % 10 === 3 && { additionalEmails: [`second.${index}@example.net`] }),
    source,
    ...attributionOf(source),
    tags: isFull && tags.length === 0 ? [TAGS[0]] : tags,
    ...(owner && (chance.happens(0.7) || isFull) && { assignedTo: owner.id }),
    ...(owner && chance.happens(0.1) && { followers: [owner.id] }),
    ...(business && chance.happens(0.2) && { businessId: business.id, companyName: business.name }),
    ...(chance.happens(0.1) && {
      dnd: true,
      dndSettings: { SMS: { status: 'active', message: 'Asked for no messages' } },
    }),
    address1: `${chance.below(180) + 1} ${chance.one(STREETS)}`,
    city,
    state,
    postalCode,
    country: location.country,
    customFields: seedValues(chance, location.customFields),
  };
};

/** How those came here who followed a link: with what a browser tells of itself. */
const attributionOf = (source: string): Pick<Contact, 'attributionSource'> => {
  const attributionSource = VISITS[source];
  return { ...(attributionSource && { attributionSource }) };
};

const BROWSER = { ip: '192.0.2.44', userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' };

const VISITS: Readonly<Record<string, Attribution>> = {
  'google ads': {
    url: 'https://www.example.com/roof-repair',
    sessionSource: 'Paid Search',
    campaign: 'Roof Repair Spring',
    utmSource: 'google',
    utmMedium: 'cpc',
    utmTerm: 'roof repair near me',
    gclid: 'Cj0KCQjw-example',
    referrer: 'https://www.google.com/',
    medium: 'form',
    ...BROWSER,
  },
  facebook: {
    url: 'https://www.example.com/free-quote',
    sessionSource: 'Paid Social',
    campaign: 'Free Quote',
    utmSource: 'facebook',
    utmMedium: 'paid',
    utmContent: 'video-2',
    fbclid: 'IwAR-example',
    fbp: 'fb.1.1772442000000.1234567890',
    medium: 'form',
    ...BROWSER,
  },
};

const emailOf = (firstName: string, lastName: string, index: number): string =>
  `${firstName}.${lastName}.${index}`
    .normalize('NFD')
    .replace(/[^A-Za-z0-9.]/g, '')
    .toLowerCase()
    .concat('@example.com');

/**
 * Each from a range that is set aside for fiction (555-01xx in the US, 030 23125 xxx in Germany), and
 * each but once: those beyond the range have none.
 */
const phoneOf = (country: string, index: number): string | undefined => {
  if (country === 'DE') {
    return index < 900 ? `+493023125${String(index).padStart(3, '0')}` : undefined;
  }
  const area = AREA_CODES[Math.floor(index / 100)];
  return area && `+1${area}5550${100 + (index % 100)}`;
};
