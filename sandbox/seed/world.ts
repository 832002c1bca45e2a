import { Location } from '../world.ts';
import type { World } from '../world.ts';
import { seedContacts } from './contacts.ts';
import { seedOpportunities } from './opportunities.ts';
import { seedConversations } from './conversations.ts';
import { Chance } from './random.ts';
import { seedSettings } from './settings.ts';
import { seedSubmissions } from './submissions.ts';

/** Contacts of the second location, however many the first one has. */
const SECOND_LOCATION_CONTACTS = 12;

export interface SeedOptions {
  seed: number;
  contacts: number;
  searchLagMs: number;
  /** Of the first location. */
  allowDuplicateContact: boolean;
  allowDuplicateOpportunity: boolean;
  /** Whether some people are odd in the ways that real data is. */
  oddPeople: boolean;
}

/** Fills the world with two sub-accounts of one agency; the same seed gives the same people. */
export const seedWorld = (
  world: World,
  {
    seed,
    contacts,
    searchLagMs,
    allowDuplicateContact,
    allowDuplicateOpportunity,
    oddPeople,
  }: SeedOptions,
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
      allowDuplicateContact,
      allowDuplicateOpportunity,
    },
    clock,
  );
  const abroad = new Location(
    {
      id: chance.id(),
      name: chance.one(['Nordlicht Solar', 'Hansa Fensterbau', 'Elbe Dachdecker']),
      companyId,
      country: 'DE',
      timezone: 'Europe/Berlin',
      allowDuplicateContact: true,
      allowDuplicateOpportunity: true,
    },
    clock,
  );
  for (const [location, count] of [
    [here, contacts],
    [abroad, SECOND_LOCATION_CONTACTS],
  ] as const) {
    world.locations.set(location.id, location);
    seedSettings(location, chance);
    seedContacts(world, location, chance, { count, oddPeople });
    seedConversations(world, location);
  }
  // By a chance of its own, so that the people stay who they are.
  const fortune = new Chance(seed + 1);
  for (const location of world.locations.values()) seedOpportunities(world, location, fortune);
  for (const location of [here, abroad]) {
    seedSubmissions(world, location, chance);
  }
  return { companyId, userId: here.users[0]?.id ?? '' };
};
