import type { TaskSearch } from '../../ghl/tasks.ts';
import { taskHash } from '../../protiv/task/hash.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { isJustCreated } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { pollTaskRows, polledTasks, updatedAt } from './polls.ts';

/** A task, and what it holds in short. */
export type ChangedTask = Task & { hash: string };

/**
 * One poll of tasks that were edited, open and completed ones. Each comes as often as what it holds is
 * new to Zapier; so the priming poll gives all tasks, also those that nobody has edited yet.
 */
export const pollChangedTasks = async (
  run: Run<unknown>,
  search: TaskSearch,
): Promise<ChangedTask[]> => {
  const rows = await pollTaskRows(run, {
    search,
    since: updatedAt,
    by: 'dateUpdated',
    concerns: (task) => !isJustCreated(task),
    primes: () => true,
    isUndated: true,
  });
  const hashes = rows.map(taskHash);
  const tasks = await polledTasks(run, rows);
  return tasks.map((task, index) => ({ ...task, hash: hashes[index] ?? '' }));
};
