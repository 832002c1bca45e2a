import type { Ghl } from '../../ghl/client/client.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { taskPages } from '../../ghl/tasks.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import { PAGE_RESERVE_MS } from '../platform/poll-windows.ts';

/** Task search has no sort and no date filter: pages of 500 are read up to this many tasks. */
const MOST_PAGES = 20;

export interface TasksRead {
  tasks: WireTask[];
  /** Whether these are all that match. */
  complete: boolean;
}

/** The sub-account's tasks, up to 10 000; the log says where there are more. */
export const readTasks = async (
  ghl: Ghl,
  search: TaskSearch,
): Promise<TasksRead & { pagesRead: number }> => {
  const tasks: WireTask[] = [];
  let pagesRead = 0;
  for await (const page of taskPages(ghl, search)) {
    pagesRead += 1;
    tasks.push(...page.tasks);
    if (page.more && (pagesRead === MOST_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows: tasks.length, pagesRead });
      return { tasks, complete: false, pagesRead };
    }
  }
  return { tasks, complete: true, pagesRead };
};

/**
 * The same for a caller who has no second chance. Pages are counted from the start of the list, so that a
 * task that leaves it while they are read moves those behind it up, one of them out of sight: what takes
 * several pages is read twice, where there is time.
 */
export const readTasksTwice = async (ghl: Ghl, search: TaskSearch): Promise<WireTask[]> => {
  const before = ghl.timeLeft();
  const { tasks, complete, pagesRead } = await readTasks(ghl, search);
  const left = ghl.timeLeft();
  if (pagesRead === 1 || !complete || left < before - left + PAGE_RESERVE_MS) return tasks;
  const known = new Set(tasks.map(({ id }) => id));
  const again = await readTasks(ghl, search);
  return [...tasks, ...again.tasks.filter(({ id }) => !known.has(id))];
};
