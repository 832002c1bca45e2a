import type { TaskBody, WireTask } from '../../ghl/schemas/task.ts';
import { changesBy } from '../values/written-fields.ts';
import { TASK_FIELDS, toTask } from './record.ts';
import type { Task } from './schema.ts';

const taskChanges = changesBy<WireTask, Task, TaskBody>(TASK_FIELDS, (task) => toTask(task));

/** What a body would change in a task: keys of the Protiv-shaped task. */
export const changedTaskFields = (current: WireTask, body: TaskBody): string[] =>
  taskChanges(current, body).map(({ key }) => key);

/** Labels of the fields that were sent and did not come back. */
export const ignoredTaskFields = (sent: TaskBody, answer: WireTask): string[] =>
  taskChanges(answer, sent).map(({ label }) => label);

/**
 * Whether creating a task with this body would make a copy of `task`. Whom HighLevel assigned it to
 * does not count when the body names nobody.
 */
export const isSameTask = (task: WireTask, body: TaskBody): boolean =>
  taskChanges(task, { body: '', ...body }).length === 0;
