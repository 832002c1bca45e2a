import type { Fields } from '../../../harness/app.ts';
import type { SandboxOptions } from '../../../sandbox/index.ts';
import type { Contact, Task } from '../../../sandbox/world.ts';
import { HOUR_MS, LONG_AGO, counted } from './stage.ts';
import type { Stage } from './stage.ts';

/** What can happen to the records that a trigger is about. */
export interface Scenarios {
  /** Lets one more record become what the trigger fires for; its id. */
  happen: () => string;
  /** Changes such a record. */
  edit: (id: string) => void;
  /** A record among those that a poll reads, which never fires. */
  addBystander: () => void;
  /** Takes all of these out of what a poll reads. */
  removeBystanders: () => void;
  /** Whether what fired is the record as it is now. */
  isLast: (record: Fields) => boolean;
}

/** A trigger, and how to make things happen for it. */
export interface Subject {
  trigger: string;
  about: 'contacts' | 'tasks';
  /** Whether it is among those that are most likely to go wrong. */
  isDecisive: boolean;
  /** What is special about the sandbox. */
  sandbox?: Pick<SandboxOptions, 'taskSearchOrder'>;
  input?: Fields;
  /** Whether a record fires once more when it is edited. */
  firesAgain: boolean;
  /** @param count how many records something may happen to */
  prepare: (stage: Stage, count: number) => Scenarios;
}

/** Without the custom fields, which would make thousands of contacts slow and show nothing here. */
const PLAIN = { city: 'Salem', customFields: [] } satisfies Partial<Contact>;
const OLD = { ...PLAIN, dateAdded: LONG_AGO, dateUpdated: LONG_AGO } satisfies Partial<Contact>;

/** 20 characters, as HighLevel's own; contacts of one timestamp come in the order of their ids. */
const idFor = (kind: string, index: number): string =>
  kind + String(index).padStart(20 - kind.length, '0');

const aboutContacts = (stage: Stage, happen: () => string): Scenarios => {
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

const addedContacts = (stage: Stage): (() => string) => {
  let added = 0;
  return () => {
    added += 1;
    return stage.addContact(added, { ...PLAIN, id: idFor('added', added) }).id;
  };
};

/** Contacts of long ago that change, one after another. */
const changedContacts = (
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
const inTurn = (first: () => string, second: () => string): (() => string) => {
  let made = 0;
  return () => {
    made += 1;
    return made % 2 === 1 ? first() : second();
  };
};

/**
 * @param bystander a task that a poll reads and that never fires
 * @param gone what takes it out of what a poll reads
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
    gone: Partial<Task>;
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
        if (index % 2 === 0) stage.changeTask(id, gone);
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
const dueTasks =
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

const newTasks = (stage: Stage): Scenarios =>
  aboutTasks(stage, {
    happen: (contactId) => stage.addTask(contactId, 0, BRIEF).id,
    edit: () => ({ title: 'Call back at noon' }),
    bystander: BRIEF,
    gone: { completed: true },
  });

const completedTasks = (stage: Stage, count: number): Scenarios => {
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

/** The triggers whose polls read pages of what lags behind writes. */
const TRIGGERS: readonly Omit<Subject, 'isDecisive'>[] = [
  {
    trigger: 'new_contact',
    about: 'contacts',
    firesAgain: false,
    prepare: (stage) => aboutContacts(stage, addedContacts(stage)),
  },
  {
    trigger: 'contact_updated',
    about: 'contacts',
    firesAgain: true,
    prepare: (stage, count) =>
      aboutContacts(stage, changedContacts(stage, count, { city: 'Portland' })),
  },
  {
    trigger: 'new_or_updated_contact',
    about: 'contacts',
    firesAgain: true,
    prepare: (stage, count) =>
      aboutContacts(
        stage,
        inTurn(addedContacts(stage), changedContacts(stage, count, { city: 'Portland' })),
      ),
  },
  {
    trigger: 'contact_tagged',
    about: 'contacts',
    input: { tags: ['imported'] },
    firesAgain: false,
    prepare: (stage, count) =>
      aboutContacts(stage, changedContacts(stage, count, { tags: ['imported'] })),
  },
  { trigger: 'new_task', about: 'tasks', firesAgain: false, prepare: newTasks },
  { trigger: 'task_completed', about: 'tasks', firesAgain: false, prepare: completedTasks },
  {
    trigger: 'task_due_soon',
    about: 'tasks',
    input: { timeBefore: '24', timeUnit: 'hours' },
    firesAgain: true,
    prepare: dueTasks(12),
  },
  { trigger: 'task_overdue', about: 'tasks', firesAgain: true, prepare: dueTasks(-1) },
];

export const SUBJECTS: readonly Subject[] = [
  ...TRIGGERS.map((trigger) => ({ ...trigger, isDecisive: true })),
  ...TRIGGERS.filter(({ about }) => about === 'tasks').map((trigger): Subject => ({
    ...trigger,
    isDecisive: false,
    sandbox: { taskSearchOrder: 'newestFirst' },
  })),
];
