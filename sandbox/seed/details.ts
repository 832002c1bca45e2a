import type { Contact, Location, World } from '../world.ts';
import { instantOf, wallClock, withOffset } from '../zone.ts';
import { NOTE_BODIES, TASK_TITLES } from './people.ts';
import type { Chance } from './random.ts';

const DAY_MS = 86_400_000;

/** Tasks, notes and appointments of a contact. */
export const seedDetails = (
  world: World,
  location: Location,
  chance: Chance,
  { contact, index }: { contact: Contact; index: number },
): void => {
  if (index % 2 === 0) seedTask(world, location, chance, { contact, turn: index / 2 });
  if (chance.happens(0.6)) {
    const owner = location.users[chance.below(location.users.length)];
    world.addNote(location.id, {
      id: chance.id(),
      contactId: contact.id,
      body: chance.one(NOTE_BODIES),
      dateAdded: ago(world, chance.below(60) + 2),
      ...(owner && chance.happens(0.5) && { userId: owner.id }),
    });
  }
  if (index % 3 === 0) seedAppointment(world, location, chance, { contact, turn: index / 3 });
};

const ago = (world: World, days: number): string =>
  new Date(world.now() - days * DAY_MS).toISOString();

/** In turn: overdue, completed, still to come. */
const seedTask = (
  world: World,
  location: Location,
  chance: Chance,
  { contact, turn }: { contact: Contact; turn: number },
): void => {
  const kind = turn % 3;
  const days = chance.below(20) + 1;
  const stamp = ago(world, chance.below(30) + 22);
  world.addTask(location.id, {
    id: chance.id(),
    contactId: contact.id,
    title: chance.one(TASK_TITLES),
    ...(chance.happens(0.7) && { body: 'See the last note.' }),
    dueDate: ago(world, kind === 2 ? -days : days),
    completed: kind === 1,
    ...(contact.assignedTo && { assignedTo: contact.assignedTo }),
    dateAdded: stamp,
    dateUpdated: stamp,
  });
};

const STATUSES = ['showed', 'noshow', 'cancelled', 'showed'] as const;

/** In turn past and to come, each on a day and at an hour of its own within the opening hours. */
const seedAppointment = (
  world: World,
  location: Location,
  chance: Chance,
  { contact, turn }: { contact: Contact; turn: number },
): void => {
  const calendar = location.calendars[turn % 2];
  if (!calendar) return;
  const isPast = Math.floor(turn / 2) % 2 === 0;
  const hours = calendar.closes - calendar.opens;
  const weeks = Math.floor(turn / hours) + 1;
  const day = wallClock(location.timezone, world.now() + (isPast ? -weeks : weeks) * 7 * DAY_MS);
  const start = instantOf(location.timezone, {
    ...onWeekday(day),
    hour: calendar.opens + (turn % hours),
    minute: 0,
    second: 0,
  });
  if (start === undefined) return;
  const owner = calendar.teamMembers[0]?.userId;
  const stamp = ago(world, weeks * 7 + 5);
  world.addAppointment(location.id, {
    id: chance.id(),
    contactId: contact.id,
    calendarId: calendar.id,
    ...(calendar.groupId && { groupId: calendar.groupId }),
    title: `${calendar.name} with ${contact.firstName ?? 'a customer'}`,
    appointmentStatus: isPast ? chance.one(STATUSES) : chance.one(['confirmed', 'new']),
    ...(contact.address1 && { address: contact.address1 }),
    startTime: withOffset(location.timezone, start),
    endTime: withOffset(location.timezone, start + calendar.slotDurationMinutes * 60_000),
    ...(owner && { assignedUserId: owner }),
    dateAdded: stamp,
    dateUpdated: stamp,
  });
};

/** The day itself, or the Monday after it. */
const onWeekday = ({
  year,
  month,
  day,
}: {
  year: number;
  month: number;
  day: number;
}): { year: number; month: number; day: number } => {
  const date = new Date(Date.UTC(year, month - 1, day));
  const weekday = date.getUTCDay();
  const shift = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  const shifted = new Date(date.getTime() + shift * DAY_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
  };
};
