import * as zod from 'zod/mini';

import { getTask } from '../../ghl/tasks.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { keptInSlim, readPointer, restOf } from '../platform/hydration.ts';
import type { KeptFields, SlimRecord } from '../platform/payload-limit.ts';
import { withRun } from '../platform/run.ts';
import type { Context } from '../platform/run.ts';
import { toOneTask } from './output.ts';

const FIELDS = {
  core: [
    'id',
    'taskId',
    'contactId',
    'contactName',
    'title',
    'status',
    'overdue',
    'dueDate',
    'dueDateText',
    'assignedTo',
    'assignedToName',
    'businessId',
    'dateAdded',
    'dateUpdated',
  ],
  // A task by its id does not say when it was added and changed, nor what people are called.
  key: [
    'id',
    'taskId',
    'contactId',
    'contactName',
    'status',
    'dueDate',
    'assignedToName',
    'dateAdded',
    'dateUpdated',
  ],
} satisfies KeptFields<Task>;

/** How tasks are sent where too many come at once. */
export const slimTask = ({ z }: Context): SlimRecord<Task> => ({
  ...FIELDS,
  pointerTo: ({ id, contactId, dateUpdated }, kept) =>
    contactId && z.dehydrate(hydrateTask, { ...kept, contactId, id, dateUpdated }),
});

const pointer = zod.object({ ...keptInSlim, contactId: zod.string(), id: zod.string() });

/** Hydrator: the rest of a task. */
export const hydrateTask = withRun(async (run) => {
  const { contactId, id, ...kept } = readPointer(pointer, run.input);
  const task = await toOneTask(run, await getTask(run.ghl, contactId, id));
  return restOf(task, FIELDS, kept);
});
