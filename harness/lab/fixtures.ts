import type { World } from '../../sandbox/world.ts';
import { CALENDAR, CONTACT, PIPELINE, STAGES } from './records.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How much has happened in the location lately. */
export interface Amounts {
  contacts: number;
  tasks: number;
  opportunities: number;
  /** From contacts, besides those that are there anyway. */
  messages?: number;
  /** Besides those that are there anyway. */
  users: number;
  /** Whether contacts that are older than a day are taken away. */
  onlyYoung?: boolean;
  /** Whether the other sub-account has the named records under the same ids too. */
  inBoth?: boolean;
}

/** Something of everything. */
export const FEW_FIXTURES: Amounts = { contacts: 4, tasks: 8, opportunities: 4, users: 0 };

/** More than one page of everything that comes in pages. */
export const PAGES_OF_FIXTURES: Amounts = {
  contacts: 520,
  tasks: 1_100,
  opportunities: 240,
  messages: 130,
  users: 110,
};

/** The same with no contact so old that a poll may stop there. */
export const ENDLESS_FIXTURES: Amounts = { ...PAGES_OF_FIXTURES, onlyYoung: true };

/** A task and a note that the contact has had for long: one that is the same is no repeat. */
export const OLD_TASK = {
  title: 'Order the shingles',
  dueDate: '2035-03-05T15:00:00.000Z',
};
export const OLD_NOTE = { body: 'Left a message.' };
/** The same for an opportunity, in the pipeline that facts name. */
export const OLD_OPPORTUNITY = { name: 'Porch', value: '1900' };

/** 20 characters, as HighLevel's own. */
const fixtureId = (what: string, index: number): string =>
  what + String(index).padStart(20 - what.length, '0');

/** A contact that is new or has just changed. */
export const fixtureContact = (index: number): { id: string; email: string; phone: string } => ({
  id: fixtureId('contact', index),
  email: `robin.${index}@example.com`,
  phone: `+1917555${String(100 + index).padStart(4, '0')}`,
});

/**
 * Lets things happen in a location within the last hour, so that every trigger has something to fire
 * for and every search something to find. The same amounts give the same records.
 */
export const addFixtures = (world: World, locationId: string, amounts: Amounts): void => {
  const location = world.location(locationId);
  const at = (ms: number): string => new Date(world.now() + ms).toISOString();
  if (amounts.onlyYoung) {
    for (const contact of location.contacts.keys()) location.deleteContact(contact);
  }
  const [owner] = location.users;
  const score = location.customFields.find(({ dataType }) => dataType === 'NUMERICAL');
  for (let index = 0; index < amounts.contacts; index += 1) {
    const isNew = index % 2 === 0;
    world.addContact(locationId, {
      ...fixtureContact(index),
      firstName: 'Robin',
      lastName: `Fields ${index}`,
      tags: ['vip'],
      source: 'website form',
      country: 'US',
      ...(owner && { assignedTo: owner.id }),
      ...(score && { customFields: [{ id: score.id, value: index }] }),
      dateAdded: at(isNew || amounts.onlyYoung ? -20 * MINUTE_MS : -40 * DAY_MS),
      dateUpdated: at(isNew ? -20 * MINUTE_MS : -10 * MINUTE_MS),
    });
    if (index < 4) {
      world.addNote(locationId, {
        id: fixtureId('note', index),
        contactId: fixtureId('contact', index),
        body: `Wants a call back, ${index}.`,
        dateAdded: at(-15 * MINUTE_MS),
      });
    }
  }
  for (let index = 0; index < amounts.tasks; index += 1) {
    world.addTask(locationId, {
      id: fixtureId('task', index),
      contactId: fixtureId('contact', index % 4),
      title: `Call back ${index}`,
      dueDate: at(index % 4 < 2 ? DAY_MS : -HOUR_MS),
      completed: index % 2 === 1,
      ...(owner && { assignedTo: owner.id }),
      dateAdded: at(-20 * MINUTE_MS),
      dateUpdated: at(-10 * MINUTE_MS),
    });
  }
  for (let index = 0; index < (amounts.messages ?? 0); index += 1) {
    world.addMessage(locationId, {
      id: fixtureId('message', index),
      contactId: fixtureId('contact', index % 4),
      conversationId: fixtureId('conversation', index % 4),
      direction: index % 2 === 0 ? 'inbound' : 'outbound',
      body: `Any news, ${index}?`,
      dateAdded: at(-20 * MINUTE_MS - index * 1_000),
    });
  }
  for (let index = 0; index < amounts.users; index += 1) {
    location.users.push({
      id: fixtureId('user', index),
      name: `Sam Field ${index}`,
      firstName: 'Sam',
      lastName: `Field ${index}`,
      email: `sam.${index}@example.com`,
    });
  }
  for (let index = 0; index < amounts.opportunities; index += 1) {
    world.addOpportunity(locationId, {
      id: fixtureId('opportunity', index),
      contactId: fixtureId('contact', index % 4),
      name: `Kitchen ${index}`,
      pipelineId: PIPELINE,
      pipelineStageId: STAGES[1],
      status: 'won',
      monetaryValue: 1_000 + index,
      ...(owner && { assignedTo: owner.id }),
      createdAt: at(-20 * MINUTE_MS),
      updatedAt: at(-10 * MINUTE_MS),
      lastStageChangeAt: at(-10 * MINUTE_MS),
      lastStatusChangeAt: at(-10 * MINUTE_MS),
    });
  }
  for (const [index, days] of [11, 12].entries()) {
    world.addAppointment(locationId, {
      id: fixtureId('event', index),
      contactId: fixtureId('contact', index),
      calendarId: CALENDAR,
      startTime: at(days * DAY_MS),
      endTime: at(days * DAY_MS + HOUR_MS),
      dateAdded: at(-20 * MINUTE_MS),
      dateUpdated: at(-10 * MINUTE_MS),
    });
  }
  const longAgo = at(-30 * DAY_MS);
  world.addTask(locationId, {
    id: fixtureId('oldTask', 0),
    contactId: CONTACT,
    ...OLD_TASK,
    dateAdded: longAgo,
    dateUpdated: longAgo,
  });
  world.addOpportunity(locationId, {
    id: fixtureId('oldOpportunity', 0),
    contactId: CONTACT,
    name: OLD_OPPORTUNITY.name,
    pipelineId: PIPELINE,
    pipelineStageId: STAGES[0],
    monetaryValue: Number(OLD_OPPORTUNITY.value),
    createdAt: longAgo,
  });
  world.addNote(locationId, {
    id: fixtureId('oldNote', 0),
    contactId: CONTACT,
    ...OLD_NOTE,
    dateAdded: longAgo,
  });
};
