import type { Oddities } from '../oddities.ts';
import type { Location, World } from '../world.ts';
import { withOffset } from '../zone.ts';
import { randomId } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Puts into each location the records that these oddities are about. */
export const addOddRecords = (world: World, kinds: Partial<Oddities>): void => {
  for (const location of world.locations.values()) {
    if (kinds.deletedUsers) addFormerUser(location);
    if (kinds.deletedEvents) addDeletedEvents(world, location);
    if (kinds.orphanedCustomFields) orphanValue(location);
    if (kinds.tasksWithoutContact) {
      world.addTask(location.id, { title: 'Order new business cards' });
    }
  }
};

const oldestContact = ({ contacts }: Location) => contacts.values().next().value;

/** They still own the contact that they had. */
const addFormerUser = (location: Location): void => {
  const user = {
    id: randomId(),
    name: 'Gone Since',
    firstName: 'Gone',
    lastName: 'Since',
    email: 'gone.since@example.com',
    deleted: true,
  };
  location.users.push(user);
  const contact = oldestContact(location);
  if (contact) location.putContact({ ...contact, assignedTo: user.id });
};

const addDeletedEvents = (world: World, location: Location): void => {
  const contact = oldestContact(location);
  if (!contact) return;
  const start = Math.ceil(world.now() / HOUR_MS) * HOUR_MS + DAY_MS;
  for (const calendar of location.calendars) {
    world.addAppointment(location.id, {
      contactId: contact.id,
      calendarId: calendar.id,
      title: 'Deleted by mistake',
      startTime: withOffset(location.timezone, start),
      endTime: withOffset(location.timezone, start + HOUR_MS),
      deleted: true,
    });
  }
};

const orphanValue = (location: Location): void => {
  const contact = oldestContact(location);
  if (!contact) return;
  const orphan = { id: randomId(), value: 'of a field that was deleted' };
  location.putContact({ ...contact, customFields: [...contact.customFields, orphan] });
};
