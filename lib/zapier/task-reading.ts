import type { Ghl } from '../ghl/client.ts';
import type { WireTask } from '../ghl/schemas/task.ts';
import { taskPages } from '../ghl/tasks.ts';
import type { TaskSearch } from '../ghl/tasks.ts';
import { PAGE_RESERVE_MS } from './polling.ts';

/** Task search has no sort and no date filter: pages of 500 are read up to this many tasks. */
const MOST_PAGES = 20;

export interface TasksRead {
  tasks: WireTask[];
  /** Whether these are all that match. */
  complete: boolean;
}

/** The sub-account's tasks, up to 10 000; the log says where there are more. */
export const readTasks = async (ghl: Ghl, search: TaskSearch): Promise<TasksRead> => {
  const tasks: WireTask[] = [];
  let pagesRead = 0;
  for await (const page of taskPages(ghl, search)) {
    pagesRead += 1;
    tasks.push(...page.tasks);
    if (page.more && (pagesRead === MOST_PAGES || ghl.timeLeft() < PAGE_RESERVE_MS)) {
      ghl.log('poll.truncated', { rows: tasks.length, pagesRead });
      return { tasks, complete: false };
    }
  }
  return { tasks, complete: true };
};
