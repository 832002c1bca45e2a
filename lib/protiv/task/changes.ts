import type { TaskBody, WireTask } from '../../ghl/schemas/task.ts';
import { toTask } from './record.ts';
import type { Task } from './schema.ts';

/** What each field of a task is called on the user's screen. */
export const TASK_LABELS = {
  title: 'Title',
  notes: 'Notes',
  dueDate: 'Due Date',
  status: 'Status',
  assignedTo: 'Assigned User',
} as const;

type TaskField = keyof typeof TASK_LABELS;

/** Where GHL keeps each of them. */
const BODY_KEY = {
  title: 'title',
  notes: 'body',
  dueDate: 'dueDate',
  status: 'completed',
  assignedTo: 'assignedTo',
} as const satisfies Record<TaskField, keyof TaskBody>;

const FIELDS = ['title', 'notes', 'dueDate', 'status', 'assignedTo'] as const;

/** What a body would change in a task: keys of the Protiv-shaped task. */
export const changedTaskFields = (current: WireTask, body: TaskBody): TaskField[] => {
  const held = toTask(current);
  const wanted = toTask({ id: current.id, ...body });
  return FIELDS.filter(
    (field) =>
      body[BODY_KEY[field]] !== undefined && comparable(wanted, field) !== comparable(held, field),
  );
};

/** To the second, which is as fine as dates are sent. */
const comparable = (task: Task, field: TaskField): string | undefined =>
  field === 'dueDate' ? task.dueDate?.slice(0, 19) : task[field]?.trim();

/** Labels of the fields that were sent and did not come back. */
export const ignoredTaskFields = (sent: TaskBody, answer: WireTask): string[] =>
  changedTaskFields(answer, sent).map((field) => TASK_LABELS[field]);

/**
 * Whether creating a task with this body would make a copy of `task`. Whom HighLevel assigned it to
 * does not count when the body names nobody.
 */
export const isSameTask = (task: WireTask, body: TaskBody): boolean =>
  changedTaskFields(task, { body: '', ...body }).length === 0;
