import type { Business, Calendar, Location, User } from '../world.ts';
import { seedCustomFields } from './custom-fields.ts';
import { FIRST_NAMES, LAST_NAMES, TAGS } from './people.ts';
import type { Chance } from './random.ts';

const USERS = 3;

const COMPANIES: readonly Omit<Business, 'id'>[] = [
  {
    name: 'Harbor Homes LLC',
    phone: '+16465550150',
    email: 'harbor.homes@example.com',
    website: 'https://example.com/harbor-homes',
    address: '4 Pier Road',
    city: 'Boston',
    state: 'MA',
    postalCode: '02109',
    country: 'US',
    description: 'Builds and sells family homes along the coast.',
  },
  { name: 'Reyes Property Group', phone: '+16465550151', city: 'New York', country: 'US' },
  { name: 'Stadtwerke Nord', website: 'https://example.com/stadtwerke-nord', country: 'DE' },
];

/** What a sub-account has before it has contacts. */
export const seedSettings = (location: Location, chance: Chance): void => {
  location.customFields.push(...seedCustomFields(chance));
  for (const tag of TAGS) location.defineTag(tag, chance.id());
  for (let index = 0; index < USERS; index += 1) {
    location.users.push(user(location, chance, index));
  }
  for (const company of COMPANIES) location.businesses.push({ ...company, id: chance.id() });
  seedCalendars(location, chance);
  location.workflows.push(
    { id: chance.id(), name: 'Welcome new lead', status: 'published' },
    { id: chance.id(), name: 'Ask for a review', status: 'draft' },
  );
  location.campaigns.push(
    { id: chance.id(), name: 'Spring offer', status: 'published' },
    { id: chance.id(), name: 'Roof check reminder', status: 'draft' },
  );
};

const user = ({ country }: Location, chance: Chance, index: number): User => {
  const firstName = chance.one(FIRST_NAMES);
  const lastName = chance.one(LAST_NAMES);
  return {
    id: chance.id(),
    name: `${firstName} ${lastName}`,
    firstName,
    lastName,
    email: `staff${index + 1}.${country.toLowerCase()}@example.com`,
    phone: country === 'DE' ? `+49302312599${index}` : `+1646555019${index}`,
  };
};

/**
 * A calendar of each kind that behaves differently: one person's; a round robin, which chooses; one
 * that wants to be told who; a draft.
 */
const seedCalendars = (location: Location, chance: Chance): void => {
  const [field, office] = ['Field team', 'Office'].map((name) => ({ id: chance.id(), name }));
  if (!field || !office) return;
  location.calendarGroups.push(field, office);
  const members = location.users.map(({ id }, index) => ({ userId: id, isPrimary: index === 0 }));
  const calendar = (
    facts: Pick<Calendar, 'name' | 'groupId' | 'calendarType' | 'teamMembers'> & Partial<Calendar>,
  ): void => {
    location.calendars.push({
      id: chance.id(),
      isActive: true,
      slotDurationMinutes: 60,
      opens: 9,
      closes: 17,
      ...facts,
    });
  };
  calendar({
    name: 'Site Visit',
    groupId: field.id,
    calendarType: 'event',
    teamMembers: members.slice(0, 1),
  });
  calendar({
    name: 'Consultation',
    groupId: office.id,
    calendarType: 'round_robin',
    teamMembers: members.slice(0, 2),
    slotDurationMinutes: 30,
  });
  calendar({
    name: 'Crew Planning',
    groupId: field.id,
    calendarType: 'collective',
    teamMembers: members,
    opens: 8,
    closes: 12,
  });
  calendar({
    name: 'Winter Service',
    groupId: field.id,
    calendarType: 'event',
    teamMembers: members.slice(0, 1),
    isActive: false,
  });
};
