import type { Ghl } from '../../ghl/client/client.ts';
import { idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import type { TaskBody, WireTask } from '../../ghl/schemas/task.ts';
import { createTask, listContactTasks, taskPages } from '../../ghl/tasks.ts';
import { ignoredTaskFields, isSameTask } from '../../protiv/task/changes.ts';
import { laidOver } from '../../protiv/values/written-fields.ts';
import { isWithin } from '../fields/repeats.ts';

export interface CreatedTask {
  task: WireTask;
  /** False for a task that a run before this one has created. */
  wasCreated: boolean;
  ignoredFields: string[];
}

/**
 * Creates a task, unless the contact has an identical one that is still open and was made within the
 * window.
 *
 * @param windowMs milliseconds; 0 to always create one
 * @param known the contact's tasks as task search gives them, where they were read already
 */
export const createTaskOnce = async (
  ghl: Ghl,
  contactId: string,
  body: TaskBody,
  windowMs: number,
  known?: readonly WireTask[],
): Promise<CreatedTask> => {
  const before = known ?? (await listContactTasks(ghl, contactId));
  const repeated = await findRepeated(ghl, contactId, before, body, windowMs);
  if (repeated) return { task: repeated, wasCreated: false, ignoredFields: [] };

  const old = new Set(before.map(({ id }) => id));
  const answer = await idempotentCreate(
    ghl,
    () => createTask(ghl, contactId, body),
    async () => {
      const after = await listContactTasks(ghl, contactId);
      return after.find((task) => !old.has(task.id) && isSameTask(task, body));
    },
  );
  const task = laidOver({ contactId }, answer);
  return { task, wasCreated: true, ignoredFields: ignoredTaskFields(body, task) };
};

/**
 * An identical task, made a short while ago. A contact's tasks do not say when they were added; task
 * search does, and what it does not list yet has just been made, for it lags behind writes.
 */
const findRepeated = async (
  ghl: Ghl,
  contactId: string,
  tasks: readonly WireTask[],
  body: TaskBody,
  windowMs: number,
): Promise<WireTask | undefined> => {
  const same = tasks.filter((task) => isSameTask(task, body));
  if (windowMs === 0 || same.length === 0) return undefined;
  const dates = new Map<string, WireTask['dateAdded']>(
    same.flatMap((task) => (task.dateAdded ? [[task.id, task.dateAdded] as const] : [])),
  );
  if (dates.size < same.length) {
    for await (const page of taskPages(ghl, { contactId })) {
      for (const { id, dateAdded } of page.tasks) dates.set(id, dateAdded);
      if (same.every(({ id }) => dates.has(id))) break;
    }
  }
  return same.find(({ id }) => isWithin(windowMs, dates.get(id)));
};
