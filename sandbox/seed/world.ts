import { Location } from '../world.ts';
import type { Contact, World } from '../world.ts';
import { seedCustomFields, seedValues } from './custom-fields.ts';
import {
  CITIES,
  FIRST_NAMES,
  LAST_NAMES,
  NOTE_BODIES,
  ODD_PEOPLE,
  SOURCES,
  STREETS,
  TAGS,
  TASK_TITLES,
} from './people.ts';
import { Chance } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Contacts of the second location, however many the first one has. */
const SECOND_LOCATION_CONTACTS = 12;

/** Contacts that get tasks, notes and appointments; more would only slow a large location down. */
const DETAILED_CONTACTS = 60;

const USERS = [
  ['Avery', 'Stone'],
  ['Jordan', 'Blake'],
  ['Morgan', 'Cruz'],
] as const;

export interface SeedOptions {
  seed: number;
  contacts: number;
  searchLagMs: number;
}

/** Fills the world with two sub-accounts of one agency; the same seed gives the same people. */
export const seedWorld = (
  world: World,
  { seed, contacts, searchLagMs }: SeedOptions,
): { companyId: string; userId: string } => {
  const chance = new Chance(seed);
  const companyId = chance.id();
  const clock = { now: world.now, searchLagMs };
  const here = new Location(
    {
      id: chance.id(),
      name: chance.one(['Hudson Roofing', 'Brightline Builders', 'Maple & Stone Renovations']),
      companyId,
      country: 'US',
      timezone: 'America/New_York',
      allowDuplicateContact: false,
    },
    clock,
  );
  const abroad = new Location(
    {
      id: chance.id(),
      name: 'Nordlicht Solar',
      companyId,
      country: 'DE',
      timezone: 'Europe/Berlin',
      allowDuplicateContact: true,
    },
    clock,
  );
  for (const [location, count] of [
    [here, contacts],
    [abroad, SECOND_LOCATION_CONTACTS],
  ] as const) {
    world.locations.set(location.id, location);
    seedSettings(location, chance);
    seedContacts(world, location, chance, count);
  }
  return { companyId, userId: here.users[0]?.id ?? '' };
};

const seedSettings = (location: Location, chance: Chance): void => {
  location.customFields.push(...seedCustomFields(chance));
  for (const tag of TAGS) location.defineTag(tag);
  for (const [firstName, lastName] of USERS) {
    location.users.push({
      id: chance.id(),
      name: `${firstName} ${lastName}`,
      firstName,
      lastName,
      email: `${firstName.toLowerCase()}@example.com`,
    });
  }
  for (const name of ['Harbor Homes LLC', 'Reyes Property Group', 'Stadtwerke Nord']) {
    location.businesses.push({ id: chance.id(), name });
  }
  const group = { id: chance.id(), name: 'Field team' };
  location.calendarGroups.push(group);
  const [first, second] = location.users;
  for (const [name, members] of [
    ['Site Visit', [first]],
    ['Consultation', [first, second]],
  ] as const) {
    location.calendars.push({
      id: chance.id(),
      name,
      groupId: group.id,
      calendarType: members.length > 1 ? 'round_robin' : 'event',
      isActive: true,
      slotDurationMinutes: 60,
      teamMembers: members.flatMap((user, index) =>
        user ? [{ userId: user.id, isPrimary: index === 0 }] : [],
      ),
      opens: 9,
      closes: 17,
    });
  }
  location.workflows.push(
    { id: chance.id(), name: 'Welcome new lead', status: 'published' },
    { id: chance.id(), name: 'Ask for a review', status: 'draft' },
  );
  location.campaigns.push({ id: chance.id(), name: 'Spring offer', status: 'published' });
};

/** Oldest first, spread over the last year up to yesterday. */
const seedContacts = (world: World, location: Location, chance: Chance, count: number): void => {
  const now = world.now();
  const oldest = now - 365 * DAY_MS;
  const span = now - 26 * HOUR_MS - oldest;
  for (let index = 0; index < count; index += 1) {
    const added = oldest + (span * (index + 1)) / count;
    const updated = Math.min(now - 25 * HOUR_MS, added + chance.below(20) * DAY_MS);
    const contact = world.addContact(location.id, {
      ...person(location, chance, index),
      id: chance.id(),
      dateAdded: new Date(added).toISOString(),
      dateUpdated: new Date(Math.max(added, updated)).toISOString(),
    });
    if (index < DETAILED_CONTACTS) seedDetails(world, location, chance, contact);
  }
};

const person = (location: Location, chance: Chance, index: number): Partial<Contact> => {
  const odd = index % 8 === 7 ? ODD_PEOPLE[((index - 7) / 8) % ODD_PEOPLE.length] : undefined;
  const rare = index >= ODD_PEOPLE.length * 8 ? undefined : odd;
  if (rare) return { ...rare, source: chance.one(SOURCES) };
  const firstName = chance.one(FIRST_NAMES);
  const lastName = chance.one(LAST_NAMES);
  const [city, state, postalCode] =
    location.country === 'DE' ? chance.one(CITIES.DE) : chance.one(CITIES.US);
  const owner = location.users[chance.below(location.users.length)];
  const business = location.businesses[chance.below(location.businesses.length)];
  return {
    firstName,
    lastName,
    ...(chance.happens(0.9) && { email: emailOf(firstName, lastName, index) }),
    ...(chance.happens(0.8) && { phone: phoneOf(location.country, index) }),
    source: chance.one(SOURCES),
    tags: TAGS.filter(() => chance.happens(0.25)),
    ...(owner && chance.happens(0.7) && { assignedTo: owner.id }),
    ...(business && chance.happens(0.2) && { businessId: business.id, companyName: business.name }),
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

/** Ranges set aside for fiction: 555-01xx in the US; Germany's 030 23125 xxx. */
const phoneOf = (country: string, index: number): string =>
  country === 'DE'
    ? `+493023125${String(index % 1000).padStart(3, '0')}`
    : `+1${202 + (Math.floor(index / 100) % 700)}5550${String(100 + (index % 100))}`;

const seedDetails = (world: World, location: Location, chance: Chance, contact: Contact): void => {
  const now = world.now();
  const at = (days: number): string => new Date(now + days * DAY_MS).toISOString();
  if (chance.happens(0.6)) {
    world.addTask(location.id, {
      id: chance.id(),
      contactId: contact.id,
      title: chance.one(TASK_TITLES),
      body: 'See the last note.',
      dueDate: at(chance.below(20) - 8),
      completed: chance.happens(0.3),
      ...(contact.assignedTo && { assignedTo: contact.assignedTo }),
    });
  }
  if (chance.happens(0.6)) {
    world.addNote(location.id, {
      id: chance.id(),
      contactId: contact.id,
      body: chance.one(NOTE_BODIES),
      dateAdded: at(-chance.below(60) - 1),
    });
  }
  const calendar = location.calendars[chance.below(location.calendars.length)];
  if (calendar && chance.happens(0.3)) {
    const start = Math.floor(now / HOUR_MS) * HOUR_MS + (chance.below(28) - 14) * DAY_MS;
    const owner = calendar.teamMembers[0]?.userId;
    world.addAppointment(location.id, {
      id: chance.id(),
      contactId: contact.id,
      calendarId: calendar.id,
      ...(calendar.groupId && { groupId: calendar.groupId }),
      title: `${calendar.name} with ${contact.firstName ?? 'a customer'}`,
      startTime: new Date(start).toISOString(),
      endTime: new Date(start + HOUR_MS).toISOString(),
      ...(owner && { assignedUserId: owner }),
    });
  }
};
