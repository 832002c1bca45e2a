import type { Contact, Location, World } from '../world.ts';
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

/**
 * Oldest first, spread over the last year. The youngest is older than a day, so that nothing that was
 * seeded counts as new.
 */
export const seedContacts = (
  world: World,
  location: Location,
  chance: Chance,
  count: number,
): void => {
  const now = world.now();
  const oldest = now - 365 * DAY_MS;
  const span = now - 26 * HOUR_MS - oldest;
  for (let index = 0; index < count; index += 1) {
    const added = oldest + (span * (index + 1)) / count;
    const updated = Math.min(now - 25 * HOUR_MS, added + chance.below(20) * DAY_MS);
    const contact = world.addContact(location.id, {
      ...(oddPerson(chance, index) ?? person(location, chance, index)),
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

const person = (location: Location, chance: Chance, index: number): Partial<Contact> => {
  const firstName = chance.one(FIRST_NAMES);
  const lastName = chance.one(LAST_NAMES);
  const [city, state, postalCode] = chance.one(location.country === 'DE' ? CITIES.DE : CITIES.US);
  const owner = location.users[chance.below(location.users.length)];
  const business = location.businesses[chance.below(location.businesses.length)];
  const phone = phoneOf(location.country, index);
  return {
    firstName,
    lastName,
    ...(chance.happens(0.9) && { email: emailOf(firstName, lastName, index) }),
    ...(phone && chance.happens(0.8) && { phone }),
    ...(index % 10 === 3 && { additionalEmails: [`second.${index}@example.net`] }),
    source: chance.one(SOURCES),
    tags: TAGS.filter(() => chance.happens(0.25)),
    ...(owner && chance.happens(0.7) && { assignedTo: owner.id }),
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
