import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { rowId } from './client/partial-record.ts';
import { path } from './client/path.ts';
import { wireTask } from './schemas/task.ts';
import type { TaskBody, WireTask } from './schemas/task.ts';

const version = API_VERSION.contacts;

const tasksAnswer = zod.looseObject({ tasks: zod.array(zod.unknown()) });
const taskAnswer = zod.looseObject({ task: zod.unknown() });

/** A contact's tasks, all in one answer; these rows do not say when a task was added. */
export const listContactTasks = async (ghl: Ghl, contactId: string): Promise<WireTask[]> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/tasks`,
    scope: 'contacts.readonly',
    version,
    answer: tasksAnswer,
  });
  return ghl.records(wireTask, answer.tasks);
};

/**
 * @throws {GhlError} `not_found`, or `contact_not_found`
 */
export const getTask = async (ghl: Ghl, contactId: string, taskId: string): Promise<WireTask> => {
  const answer = await ghl.read({
    path: path`/contacts/${contactId}/tasks/${taskId}`,
    scope: 'contacts.readonly',
    version,
    answer: taskAnswer,
  });
  return ghl.record(wireTask, answer.task);
};

/** Like `getTask`, with `undefined` for a task that does not exist. */
export const findTaskById = (
  ghl: Ghl,
  contactId: string,
  taskId: string,
): Promise<WireTask | undefined> => undefinedIfNotFound(() => getTask(ghl, contactId, taskId));

export interface TaskSearch {
  contactId?: string | undefined;
  /** A user's id. */
  assignedTo?: string | undefined;
  /** Both open and completed ones when left out. */
  completed?: boolean | undefined;
}

/** The largest page of task search that has been seen to work. */
const MAX_TASK_PAGE_LIMIT = 500;

/**
 * Pages of the sub-account's tasks (`POST /locations/{id}/tasks/search`), one by one, each task once.
 * The route has no sort and no date filter, and says neither its order nor a total, so a short page
 * is what ends the list. It lags behind writes.
 *
 * @param pageLimit 1 to 500
 * @throws {GhlError} `unreadable_answer` when a full page brings nothing new, so that tasks would be
 *   missing
 */
export async function* taskPages(
  ghl: Ghl,
  search: TaskSearch,
  pageLimit: number = MAX_TASK_PAGE_LIMIT,
): AsyncGenerator<{ tasks: WireTask[]; more: boolean }, void, undefined> {
  const { contactId, assignedTo, completed } = search;
  const seen = new Set<string>();
  for (let skip = 0; ; skip += pageLimit) {
    const answer = await ghl.read({
      method: 'POST',
      path: path`/locations/${ghl.locationId}/tasks/search`,
      scope: 'locations/tasks.readonly',
      version: API_VERSION.locations,
      body: {
        ...(contactId !== undefined && { contactId: [contactId] }),
        ...(assignedTo !== undefined && { assignedTo: [assignedTo] }),
        ...(completed !== undefined && { completed }),
        limit: pageLimit,
        skip,
      },
      answer: tasksAnswer.check(
        zod.refine(
          ({ tasks }) =>
            tasks.length < pageLimit || tasks.some((row) => !seen.has(rowId(row) ?? '')),
        ),
      ),
      isLong: true,
    });
    const fresh = ghl.records(wireTask, answer.tasks).filter((task) => !seen.has(task.id));
    for (const task of fresh) seen.add(task.id);
    const more = answer.tasks.length >= pageLimit;
    yield { tasks: fresh.filter((task) => task.deleted !== true), more };
    if (!more) return;
  }
}

/** Creates a task; GHL asks for `title`, `dueDate` and `completed` (`POST /contacts/{id}/tasks`). */
export const createTask = async (
  ghl: Ghl,
  contactId: string,
  task: TaskBody,
): Promise<WireTask> => {
  const answer = await ghl.write({
    method: 'POST',
    path: path`/contacts/${contactId}/tasks`,
    scope: 'contacts.write',
    version,
    body: task,
    answer: taskAnswer,
  });
  return ghl.record(wireTask, answer.task);
};

/** Changes the named fields of a task (`PUT /contacts/{id}/tasks/{taskId}`). */
export const updateTask = async (
  ghl: Ghl,
  contactId: string,
  taskId: string,
  changes: TaskBody,
): Promise<WireTask> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/contacts/${contactId}/tasks/${taskId}`,
    scope: 'contacts.write',
    version,
    body: changes,
    answer: taskAnswer,
  });
  return ghl.record(wireTask, answer.task);
};

/** Completes or reopens a task (`PUT /contacts/{id}/tasks/{taskId}/completed`). */
export const setTaskCompleted = async (
  ghl: Ghl,
  contactId: string,
  taskId: string,
  completed: boolean,
): Promise<WireTask> => {
  const answer = await ghl.write({
    method: 'PUT',
    path: path`/contacts/${contactId}/tasks/${taskId}/completed`,
    scope: 'contacts.write',
    version,
    body: { completed },
    answer: taskAnswer,
  });
  return ghl.record(wireTask, answer.task);
};

/**
 * Deletes a task for good.
 *
 * @throws {GhlError} `not_found` when it is not there (any more)
 */
export const deleteTask = async (ghl: Ghl, contactId: string, taskId: string): Promise<void> => {
  await ghl.write({
    method: 'DELETE',
    path: path`/contacts/${contactId}/tasks/${taskId}`,
    scope: 'contacts.write',
    version,
    answer: zod.looseObject({}),
  });
};
