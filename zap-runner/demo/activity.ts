/** What people do in the account while a Zap is watched. Each deed is done through GHL's own routes. */
import type { Account, OpenTask, Person } from './account.ts';
import { pick, randomFrom, shuffled } from './people.ts';
import type { Lead } from './people.ts';

/** What somebody did in the account, as a sentence tells it. */
export interface Activity {
  who: string;
  what: string;
}

/** How many do it, and who: the same seed chooses the same people. */
export interface Doers {
  seed: number;
  howMany: number;
}

const MINUTE_MS = 60_000;

const CITIES = ['Lisbon', 'Oslo', 'Nairobi', 'Austin', 'Osaka', 'Lima', 'Gdansk', 'Pune'];

/** A name may be as long as people make it; a sentence has room for this much. */
const LONGEST_NAME = 40;

const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

const nameOf = ({ firstName, lastName, email, id }: Person): string =>
  shortened([firstName, lastName].filter(Boolean).join(' ') || (email ?? id));

const join = (words: readonly string[]): string => words.join(', ');

/** Adds leads to the account, in order. */
export const addLeads = async (account: Account, leads: readonly Lead[]): Promise<Activity[]> => {
  const scoreField = await account.customFieldId('lead_score');
  const activities: Activity[] = [];
  for (const { leadScore, ...lead } of leads) {
    await account.post('/contacts/', {
      ...lead,
      locationId: account.locationId,
      customFields: [{ id: scoreField, field_value: leadScore }],
    });
    activities.push({
      who: `${lead.firstName} ${lead.lastName}`,
      what: `added with the source ${lead.source}, the ${lead.tags.length === 1 ? 'tag' : 'tags'} ${join(lead.tags)} and a lead score of ${leadScore}`,
    });
  }
  return activities;
};

/** Adds somebody whom another app will name later, by nothing but email or phone. */
export const addAcquaintance = async (
  account: Account,
  reach: Readonly<Record<string, string>>,
): Promise<Activity[]> => {
  await account.post('/contacts/', { ...reach, locationId: account.locationId });
  const words = Object.entries(reach).map((pair) => pair.join(' '));
  return [{ who: 'A contact', what: `added with the ${words.join(' and the ')}` }];
};

/** Moves some of the contacts that have notes to another city. */
export const changeContacts = async (
  account: Account,
  { seed, howMany }: Doers,
): Promise<Activity[]> => {
  const random = randomFrom(seed);
  const activities: Activity[] = [];
  for (const person of shuffled(random, await account.people())) {
    if (activities.length === howMany) break;
    if (!(await account.hasNotes(person.id))) continue;
    const city = pick(random, CITIES) ?? '';
    await account.put(`/contacts/${person.id}`, { city });
    activities.push({ who: nameOf(person), what: `moved to ${city}` });
  }
  return activities;
};

/** Gives a tag to some who do not have it; at least one of them has an e-mail. */
export const tagContacts = async (
  account: Account,
  { seed, howMany }: Doers,
  tag: string,
): Promise<Activity[]> => {
  const untagged = (await account.people()).filter(({ tags }) => !tags?.includes(tag));
  const people = shuffled(randomFrom(seed), untagged);
  const first = people.find(({ email }) => email);
  const chosen = [...(first ? [first] : []), ...people.filter((one) => one !== first)];
  const activities: Activity[] = [];
  for (const person of chosen.slice(0, howMany)) {
    await account.post(`/contacts/${person.id}/tags`, { tags: [tag] });
    activities.push({ who: nameOf(person), what: `tagged ${tag}` });
  }
  return activities;
};

const someTasks = async (account: Account, { seed, howMany }: Doers): Promise<OpenTask[]> =>
  shuffled(randomFrom(seed), await account.openTasks()).slice(0, howMany);

/** Completes some open tasks. */
export const completeTasks = async (account: Account, doers: Doers): Promise<Activity[]> => {
  const activities: Activity[] = [];
  for (const { _id: id, contactId, title } of await someTasks(account, doers)) {
    await account.put(`/contacts/${contactId}/tasks/${id}/completed`, { completed: true });
    const who = nameOf(await account.person(contactId));
    activities.push({ who, what: `the task “${title}” was completed` });
  }
  return activities;
};

/** Lets the due dates of some open tasks pass: a Zap cannot wait for one. */
export const missDueDates = async (account: Account, doers: Doers): Promise<Activity[]> => {
  const activities: Activity[] = [];
  for (const [index, task] of (await someTasks(account, doers)).entries()) {
    const minutes = 5 * (index + 1);
    const dueDate = new Date(Date.now() - minutes * MINUTE_MS).toISOString();
    await account.put(`/contacts/${task.contactId}/tasks/${task._id}`, { dueDate });
    const who = nameOf(await account.person(task.contactId));
    activities.push({ who, what: `the open task “${task.title}” was due ${minutes} minutes ago` });
  }
  return activities;
};

/** Books free times of a calendar. */
export const bookAppointments = async (
  account: Account,
  { seed, howMany }: Doers,
  calendarId: string,
): Promise<Activity[]> => {
  const random = randomFrom(seed);
  const { name } = await account.calendar(calendarId);
  const activities: Activity[] = [];
  for (const person of shuffled(random, await account.people()).slice(0, howMany)) {
    const startTime = pick(random, await account.freeSlots(calendarId, Date.now()));
    if (startTime === undefined) throw new Error(`The calendar ${name} has no free time.`);
    await account.book({
      calendarId,
      contactId: person.id,
      startTime,
      title: `${name} with ${nameOf(person)}`,
      ...(person.address && { address: person.address }),
    });
    activities.push({ who: nameOf(person), what: `booked “${name}” for ${startTime}` });
  }
  return activities;
};

/** Lets appointments of today come to a status, such as `noshow`. */
export const endAppointments = async (
  account: Account,
  { seed, howMany }: Doers,
  { calendarId, status }: { calendarId: string; status: string },
): Promise<Activity[]> => {
  const { name, ownerId } = await account.calendar(calendarId);
  const people = shuffled(randomFrom(seed), await account.people()).slice(0, howMany);
  const activities: Activity[] = [];
  for (const [index, person] of people.entries()) {
    const startTime = new Date(Date.now() - (index + 1) * 45 * MINUTE_MS).toISOString();
    const id = await account.book({
      calendarId,
      contactId: person.id,
      title: `${name} with ${nameOf(person)}`,
      startTime,
      ignoreDateRange: true,
      ignoreFreeSlotValidation: true,
      ...(ownerId !== undefined && { assignedUserId: ownerId }),
    });
    await account.put(`/calendars/events/appointments/${id}`, { appointmentStatus: status });
    activities.push({ who: nameOf(person), what: `“${name}” of today was set to ${status}` });
  }
  return activities;
};

const WORK = ['Send the quote', 'Order the material', 'Check the roof', 'Ask for a review'];

/** Someone works on a contact: a note, and a task for the next days. */
export const workOn = async (
  account: Account,
  { seed }: Doers,
  contactId: string,
): Promise<Activity[]> => {
  const random = randomFrom(seed);
  const title = pick(random, WORK) ?? '';
  const dueDate = new Date(Date.now() + (1 + Math.floor(random() * 5)) * 24 * 60 * MINUTE_MS);
  await account.post(`/contacts/${contactId}/notes`, { body: 'Talked about the next steps.' });
  await account.post(`/contacts/${contactId}/tasks`, {
    title,
    dueDate: dueDate.toISOString(),
    completed: false,
  });
  const who = nameOf(await account.person(contactId));
  return [{ who, what: `got a note, and the task “${title}”` }];
};
