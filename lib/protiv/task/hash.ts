import type { WireTask } from '../../ghl/schemas/task.ts';
import { contentHash } from '../values/content-hash.ts';
import { readMoment } from '../values/dates.ts';
import { toTask } from './record.ts';

/**
 * What people can change of a task, as HighLevel sends it: never a name, nor what changes by itself,
 * such as whether it is overdue. An empty part is the same however HighLevel writes it, and a due
 * moment in whatever zone.
 */
export const taskHash = (task: WireTask): string => {
  const { title, body, dueDate, assignedTo } = task;
  return contentHash([
    title ?? '',
    body ?? '',
    readMoment(dueDate) ?? '',
    toTask(task).status,
    assignedTo ?? '',
  ]);
};
