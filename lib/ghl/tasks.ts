import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { Paging } from './client/paging.ts';
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
  /** An id, or several. */
  contactId?: string | readonly string[] | undefined;
  /** A user's id. */
  assignedTo?: string | undefined;
  /** Both open and completed ones when left out. */
  completed?: boolean | undefined;
}

/** The largest page of task search that has been seen to work. */
const MAX_TASK_PAGE_LIMIT = 500;

export interface TaskPage {
  tasks: WireTask[];
  /** Where the next page starts; absent on the last one. */
  next?: number;
}

/**
 * One page of the sub-account's tasks (`POST /locations/{id}/tasks/search`). The route has no sort and
 * no date filter, and says neither its order nor a total, so a short page is what ends the list. It
 * lags behind writes.
 *
 * @param limit 1 to 500
 * @param skip tasks that come before the page
 * @param seen ids of the tasks on the pages before; a full page that brings nothing else is asked for
 *   once more
 * @throws {GhlError} `unreadable_answer` when it brings them again and again
 */
export const searchTasks = async (
  ghl: Ghl,
  { contactId, assignedTo, completed }: TaskSearch,
  { limit, skip, attemptMs }: { limit: number; skip: number; attemptMs?: number },
  seen: ReadonlySet<string> = new Set(),
): Promise<TaskPage> => {
  const answer = await ghl.read({
    method: 'POST',
    path: path`/locations/${ghl.locationId}/tasks/search`,
    scope: 'locations/tasks.readonly',
    version: API_VERSION.locations,
    body: {
      ...(contactId !== undefined && { contactId: [contactId].flat() }),
      ...(assignedTo !== undefined && { assignedTo: [assignedTo] }),
      ...(completed !== undefined && { completed }),
      limit,
      skip,
    },
    answer: tasksAnswer.check(
      zod.refine(
        ({ tasks }) => tasks.length < limit || tasks.some((row) => !seen.has(rowId(row) ?? '')),
      ),
    ),
    isLong: true,
    attemptMs,
  });
  const tasks = ghl.records(wireTask, answer.tasks).filter((task) => task.deleted !== true);
  return { tasks, ...(answer.tasks.length >= limit && { next: skip + answer.tasks.length }) };
};

/** Pages of task search that share the time of one operation. */
export const taskPaging = (ghl: Ghl, firstPage = MAX_TASK_PAGE_LIMIT): Paging =>
  new Paging(ghl, firstPage, MAX_TASK_PAGE_LIMIT);

/**
 * Pages of the sub-account's tasks, one by one, each task once. Ends at a short page, or when the time
 * is over: then the last page has a `next`.
 *
 * @param from where in the list to begin
 * @param seen ids of the tasks that were read before
 * @throws {GhlError} when not even the first page could be read
 */
export async function* taskPages(
  ghl: Ghl,
  search: TaskSearch,
  paging: Paging = taskPaging(ghl),
  from = 0,
  seen: Set<string> = new Set(),
): AsyncGenerator<TaskPage, void, undefined> {
  for (let skip: number | undefined = from; skip !== undefined;) {
    const start: number = skip;
    const page: TaskPage | undefined = await paging.next((limit, attemptMs) =>
      searchTasks(ghl, search, { limit, skip: start, attemptMs }, seen),
    );
    if (page === undefined) return;
    const fresh = page.tasks.filter((task) => !seen.has(task.id));
    for (const task of fresh) seen.add(task.id);
    yield { ...page, tasks: fresh };
    skip = page.next;
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
