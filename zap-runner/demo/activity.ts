/**
 * What people do in the account while a Zap is watched. Each deed is done through GHL's own routes, but
 * for what comes from outside: messages, calls and forms.
 */
import type { Account, OpenTask, Opportunity, Person } from './account.ts';
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

/** The hour that a calendar shows, such as `Fri, Dec 4, 12:00 PM`, whatever this machine's time zone. */
const onItsClock = (moment: string): string =>
  new Date(`${moment.slice(0, 16)}Z`).toLocaleString('en-US', {
    timeZone: 'UTC',
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });

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
    activities.push({ who: nameOf(person), what: `booked “${name}” for ${onItsClock(startTime)}` });
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

const JOBS = ['Roof repair', 'New roof', 'Gutter replacement', 'Skylight'];

/** Creates opportunities in the first stage of a pipeline. */
export const addOpportunities = async (
  account: Account,
  { seed, howMany }: Doers,
  pipelineId: string,
): Promise<Activity[]> => {
  const random = randomFrom(seed);
  const { id, name: pipeline, stages } = await account.pipeline(pipelineId);
  const activities: Activity[] = [];
  for (const person of shuffled(random, await account.people()).slice(0, howMany)) {
    const name = `${pick(random, JOBS) ?? ''} for ${nameOf(person)}`;
    const monetaryValue = 500 * (1 + Math.floor(random() * 40));
    await account.post('/opportunities/', {
      locationId: account.locationId,
      contactId: person.id,
      pipelineId: id,
      name,
      monetaryValue,
      status: 'open',
      ...(stages[0] && { pipelineStageId: stages[0].id }),
    });
    activities.push({
      who: nameOf(person),
      what: `got the opportunity “${name}”, worth ${monetaryValue}, in ${pipeline}`,
    });
  }
  return activities;
};

const someOpportunities = async (
  account: Account,
  { seed, howMany }: Doers,
  pipelineId: string,
): Promise<Opportunity[]> =>
  shuffled(randomFrom(seed), await account.openOpportunities(pipelineId)).slice(0, howMany);

/** Moves some open opportunities on; those in the last stage go back to the first one. */
export const moveOpportunities = async (
  account: Account,
  doers: Doers,
  pipelineId: string,
): Promise<Activity[]> => {
  const activities: Activity[] = [];
  for (const { id, name, ...at } of await someOpportunities(account, doers, pipelineId)) {
    const { stages } = await account.pipeline(at.pipelineId);
    const now = stages.findIndex((stage) => stage.id === at.pipelineStageId);
    const next = stages[(now + 1) % stages.length];
    if (!next) continue;
    await account.put(`/opportunities/${id}`, { pipelineStageId: next.id });
    activities.push({ who: shortened(name), what: `moved to the stage “${next.name}”` });
  }
  return activities;
};

/** Gives some open opportunities a status, such as `won`. */
export const decideOpportunities = async (
  account: Account,
  doers: Doers,
  { pipelineId, status }: { pipelineId: string; status: string },
): Promise<Activity[]> => {
  const activities: Activity[] = [];
  for (const { id, name } of await someOpportunities(account, doers, pipelineId)) {
    await account.put(`/opportunities/${id}/status`, { status });
    activities.push({ who: shortened(name), what: `set to ${status}` });
  }
  return activities;
};

const TEXTS = [
  'Could you come a day earlier?',
  'The new skylight leaks a little.',
  'Do you have a minute to talk about the invoice?',
  'Everything looks great, thank you!',
];

/** The channels that are not a text message, by HighLevel's words. */
const TYPES: Readonly<Record<string, string>> = {
  instagram: 'TYPE_INSTAGRAM',
  facebook: 'TYPE_FACEBOOK',
  whatsapp: 'TYPE_WHATSAPP',
};

/** What comes by each channel; of every two calls one is missed. */
const sayingOf = (channel: string, index: number) => {
  if (channel !== 'call') {
    const body = TEXTS[index % TEXTS.length] ?? '';
    const messageType = TYPES[channel];
    const what = messageType ? `wrote “${body}”` : `texted “${body}”`;
    return { message: { messageType: messageType ?? 'TYPE_SMS', body }, what };
  }
  return index % 2 === 0
    ? {
        message: { messageType: 'TYPE_CALL', callDuration: 0, callStatus: 'no-answer' },
        what: 'called, and nobody answered',
      }
    : {
        message: { messageType: 'TYPE_CALL', callDuration: 95, callStatus: 'completed' },
        what: 'called and was answered',
      };
};

/** Lets people text or call who can be reached by phone. */
export const reachOut = async (
  account: Account,
  { seed, howMany }: Doers,
  channel: string,
): Promise<Activity[]> => {
  const people = (await account.people()).filter(({ phone, dnd }) => phone && !dnd);
  return shuffled(randomFrom(seed), people)
    .slice(0, howMany)
    .map((person, index) => {
      const { message, what } = sayingOf(channel, index);
      account.receive({ contactId: person.id, ...message });
      return { who: nameOf(person), what };
    });
};

/** Lets people whom HighLevel does not know yet send a form in, which makes them contacts. */
export const sendForms = async (
  account: Account,
  leads: readonly Lead[],
  formId: string,
): Promise<Activity[]> => {
  const form = await account.form(formId);
  const activities: Activity[] = [];
  for (const { firstName, lastName, email, phone } of leads) {
    const name = `${firstName} ${lastName}`;
    const contactId = await account.addPerson({ firstName, lastName, email, phone });
    account.receiveForm({
      contactId,
      formId: form.id,
      name,
      email,
      answers: { full_name: name, email, phone },
    });
    activities.push({ who: name, what: `sent in the form “${form.name}”` });
  }
  return activities;
};
