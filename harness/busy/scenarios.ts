import type { Contact, Opportunity, Task } from '../../sandbox/world.ts';
import type { Fields } from '../app.ts';
import type { Burst, Scenarios } from './poll-facts.ts';
import { HOUR_MS, LONG_AGO, counted } from './stage.ts';
import type { Stage } from './stage.ts';

/** Without the custom fields, which would make thousands of contacts slow and show nothing here. */
const PLAIN = { city: 'Salem', customFields: [] } satisfies Partial<Contact>;
const OLD = { ...PLAIN, dateAdded: LONG_AGO, dateUpdated: LONG_AGO } satisfies Partial<Contact>;

/** 20 characters, as HighLevel's own; contacts of one timestamp come in the order of their ids. */
const idFor = (kind: string, index: number): string =>
  kind + String(index).padStart(20 - kind.length, '0');

export const aboutContacts = (stage: Stage, happen: () => string): Scenarios => {
  const bystanders: string[] = [];
  let edits = 0;
  return {
    happen,
    edit: (id) => {
      edits += 1;
      stage.changeContact(id, { city: `Town ${edits}` });
    },
    addBystander: () => {
      const id = idFor('bystander', bystanders.length);
      bystanders.push(stage.addContact(0, { ...OLD, id }).id);
    },
    removeBystanders: () => {
      for (const id of bystanders) stage.deleteContact(id);
    },
    isLast: ({ id, city }) => stage.location.contactById(String(id)).city === city,
  };
};

export const addedContacts = (stage: Stage): (() => string) => {
  let added = 0;
  return () => {
    added += 1;
    return stage.addContact(added, { ...PLAIN, id: idFor('added', added) }).id;
  };
};

/** Contacts of long ago that change, one after another. */
export const changedContacts = (
  stage: Stage,
  count: number,
  changes: Partial<Contact>,
): (() => string) => {
  const ids = counted(count, (index) => {
    const id = idFor('changed', index);
    return stage.addContact(index, { ...OLD, id }).id;
  }).values();
  return () => {
    const id = next(ids);
    stage.changeContact(id, changes);
    return id;
  };
};

const next = (ids: Iterator<string>): string => {
  const { value, done } = ids.next();
  if (done) throw new Error('More happens than was prepared.');
  return value;
};

/** The one and the other in turn. */
export const inTurn = (first: () => string, second: () => string): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    return made % 2 === 1 ? first() : second();
  };
};

/**
 * @param bystander a task that a poll reads and that never fires
 * @param gone what takes it out of what a poll reads; where that is read whatever becomes of it, it is
 *   deleted
 * @param isLast where the trigger fires again
 */
const aboutTasks = (
  stage: Stage,
  {
    happen,
    edit,
    bystander,
    gone,
    isLast = () => true,
  }: {
    happen: (contactId: string) => string;
    edit: (id: string) => Partial<Task>;
    bystander: Partial<Task>;
    gone?: Partial<Task>;
    isLast?: Scenarios['isLast'];
  },
): Scenarios => {
  const contactId = stage.addOldContact(0).id;
  const bystanders: string[] = [];
  return {
    happen: () => happen(contactId),
    edit: (id) => {
      stage.changeTask(id, edit(id));
    },
    addBystander: () => {
      const old = { dateAdded: LONG_AGO, dateUpdated: LONG_AGO };
      bystanders.push(stage.addTask(contactId, 0, { ...old, ...bystander }).id);
    },
    removeBystanders: () => {
      for (const [index, id] of bystanders.entries()) {
        if (gone && index % 2 === 0) stage.changeTask(id, gone);
        else stage.location.tasks.delete(id);
      }
    },
    isLast,
  };
};

const inHours = (stage: Stage, hours: number): string =>
  new Date(stage.clock.now() + hours * HOUR_MS).toISOString();

const BRIEF = { body: 'Asked about the roof.' } satisfies Partial<Task>;

/** Open tasks that fire by their due date, and again when it is moved. */
export const dueTasks =
  (hours: number) =>
  (stage: Stage): Scenarios => {
    const { tasks } = stage.location;
    let edits = 0;
    return aboutTasks(stage, {
      happen: (contactId) =>
        stage.addTask(contactId, 0, { ...BRIEF, dueDate: inHours(stage, hours) }).id,
      edit: () => {
        edits += 1;
        return { dueDate: inHours(stage, hours - edits / 1_000) };
      },
      bystander: { ...BRIEF, dueDate: inHours(stage, 1_000) },
      gone: { completed: true },
      isLast: ({ id, dueDate }) => tasks.get(String(id))?.dueDate === dueDate,
    });
  };

export const newTasks = (stage: Stage): Scenarios =>
  aboutTasks(stage, {
    happen: (contactId) => stage.addTask(contactId, 0, BRIEF).id,
    edit: () => ({ title: 'Call back at noon' }),
    bystander: BRIEF,
    gone: { completed: true },
  });

/** Tasks of long ago that are edited, one after another. */
export const editedTasks = (stage: Stage, count: number): Scenarios => {
  const contactId = stage.addOldContact(0).id;
  const old = { ...BRIEF, dateAdded: LONG_AGO, dateUpdated: LONG_AGO };
  const ids = counted(count, (index) => stage.addTask(contactId, index, old).id).values();
  let edits = 0;
  const edit = (): Partial<Task> => {
    edits += 1;
    return { title: `Call back, number ${edits}` };
  };
  return aboutTasks(stage, {
    happen: () => {
      const id = next(ids);
      stage.changeTask(id, edit());
      return id;
    },
    edit,
    bystander: old,
    isLast: ({ id, title }) => stage.location.tasks.get(String(id))?.title === title,
  });
};

export const completedTasks = (stage: Stage, count: number): Scenarios => {
  const contactId = stage.addOldContact(0).id;
  const open = counted(count, (index) => stage.addTask(contactId, index, BRIEF).id).values();
  return aboutTasks(stage, {
    happen: () => {
      const id = next(open);
      stage.changeTask(id, { completed: true });
      return id;
    },
    edit: () => ({ title: 'Called back' }),
    bystander: { ...BRIEF, completed: true },
    gone: { completed: false },
  });
};

/**
 * New opportunities, or ones of long ago that change, one after another.
 *
 * @param changes what makes the trigger fire, for an opportunity as it is and the number of the change; a
 *   new one fires when left out
 */
export const busyOpportunities =
  (changes?: (row: Opportunity, number: number, stage: Stage) => Partial<Opportunity>) =>
  (stage: Stage, count: number): Scenarios => {
    const { opportunities } = stage.location;
    const contactId = stage.addOldContact(0).id;
    const old = { createdAt: LONG_AGO };
    const ids = counted(
      changes ? count : 0,
      () => stage.addOpportunity(contactId, old).id,
    ).values();
    const bystanders: string[] = [];
    let number = 0;
    const edit = (id: string): void => {
      number += 1;
      const row = opportunities.get(id);
      const change = row && changes?.(row, number, stage);
      stage.changeOpportunity(id, change ?? { name: `Roof, number ${number}` });
    };
    return {
      happen: () => {
        if (!changes) return stage.addOpportunity(contactId).id;
        const id = next(ids);
        edit(id);
        return id;
      },
      edit,
      addBystander: () => {
        bystanders.push(stage.addOpportunity(contactId, old).id);
      },
      removeBystanders: () => {
        for (const id of bystanders) opportunities.delete(id);
      },
      isLast: ({ id, dateUpdated }) => opportunities.get(String(id))?.updatedAt === dateUpdated,
    };
  };

const OPPORTUNITIES = 1_500;

/** Opportunities that are added between two polls, or that change. */
export const opportunityBurst = (what: string, changes?: Partial<Opportunity>): Burst => ({
  what: `1,500 opportunities ${what}`,
  before: (stage) => {
    if (!changes) return;
    const contactId = stage.addOldContact(0).id;
    counted(OPPORTUNITIES, () => stage.addOpportunity(contactId, { createdAt: LONG_AGO }).id);
  },
  happens: (stage) => {
    const { opportunities } = stage.location;
    const known = [...opportunities.keys()];
    const contactId = stage.addOldContact(1).id;
    const ids = changes ? known : counted(OPPORTUNITIES, () => '');
    return ids.map((id) => {
      stage.clock.pass(5);
      if (!changes) return stage.addOpportunity(contactId).id;
      stage.changeOpportunity(id, changes);
      return id;
    });
  },
});

const CONTACTS = 5_000;
const TASKS = 2_000;
const MESSAGES = 5_000;

/** Thousands of contacts that are added between two polls. */
export const addedBurst: Burst = {
  what: '5,000 contacts added',
  happens: (stage) =>
    counted(CONTACTS, (index) => {
      stage.clock.pass(2);
      return stage.addContact(index).id;
    }),
};

/** Thousands of contacts of long ago that change between two polls. */
export const changedBurst = (what: string, changes: Fields, input: Fields = {}): Burst => ({
  what: `5,000 contacts ${what}`,
  input,
  before: (stage) => void counted(CONTACTS, (index) => stage.addOldContact(index).id),
  happens: (stage) =>
    [...stage.location.contacts.keys()].map((id) => {
      stage.clock.pass(2);
      stage.changeContact(id, changes);
      return id;
    }),
});

/** Thousands of tasks of one contact. */
export const taskBurst = (
  what: string,
  how: { completed?: boolean; dueInHours: number },
  input: Fields = {},
): Burst => ({
  what: `2,000 tasks ${what}`,
  input,
  happens: (stage) => {
    const contactId = stage.addOldContact(0).id;
    return counted(TASKS, (index) => {
      stage.clock.pass(5);
      const dueDate = new Date(stage.clock.now() + how.dueInHours * HOUR_MS).toISOString();
      return stage.addTask(contactId, index, { dueDate, completed: how.completed ?? false }).id;
    });
  },
});

/** Thousands of tasks of long ago that are edited between two polls. */
export const editedTaskBurst: Burst = {
  what: '2,000 tasks edited',
  before: (stage) => {
    const contactId = stage.addOldContact(0).id;
    const old = { dateAdded: LONG_AGO, dateUpdated: LONG_AGO };
    counted(TASKS, (index) => stage.addTask(contactId, index, old).id);
  },
  happens: (stage) =>
    [...stage.location.tasks.keys()].map((id) => {
      stage.clock.pass(5);
      stage.changeTask(id, { title: 'Call back at noon' });
      return id;
    }),
};

/** Messages from one contact, among those that the sub-account writes. */
export const arrivedMessages = (stage: Stage): Scenarios => {
  const { messages } = stage.location;
  const contactId = stage.addOldContact(0).id;
  const bystanders: string[] = [];
  let arrived = 0;
  return {
    happen: () => {
      arrived += 1;
      return stage.addMessage(contactId, { id: idFor('arrived', arrived) }).id;
    },
    edit: (id) => {
      const message = messages.get(id);
      if (message) messages.set(id, { ...message, status: 'read' });
    },
    addBystander: () => {
      bystanders.push(stage.addMessage(contactId, { direction: 'outbound' }).id);
    },
    removeBystanders: () => {
      for (const id of bystanders) messages.delete(id);
    },
    isLast: () => true,
  };
};

/** Thousands of messages that come between two polls. */
export const arrivedBurst: Burst = {
  what: '5,000 messages arrived',
  happens: (stage) => {
    const contactId = stage.addOldContact(0).id;
    return counted(MESSAGES, () => {
      stage.clock.pass(2);
      return stage.addMessage(contactId).id;
    });
  },
};

/** The first calendar of the sub-account, for a trigger that needs one. */
export const inCalendar = (stage: Stage): Fields => ({
  calendarId: stage.location.calendars[0]?.id,
});
