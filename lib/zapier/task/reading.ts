import type { Ghl } from '../../ghl/client/client.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import { searchTasks, taskPages, taskPaging } from '../../ghl/tasks.ts';
import type { TaskSearch } from '../../ghl/tasks.ts';
import { MOST_PRIMED } from '../platform/poll-windows.ts';

export interface TasksRead {
  tasks: WireTask[];
  /** Whether these are all that match. */
  complete: boolean;
}

/** The sub-account's tasks, as many as can be read in the time of a step; for searches. */
export const readTasks = async (ghl: Ghl, search: TaskSearch): Promise<TasksRead> => {
  const tasks: WireTask[] = [];
  let complete = true;
  for await (const page of taskPages(ghl, search)) {
    tasks.push(...page.tasks);
    complete = page.next === undefined;
  }
  if (!complete) ghl.log('search.truncated', { rowsRead: tasks.length });
  return { tasks, complete };
};

/** Pages of a list that are read at a time. */
const MOST_AT_ONCE = 15;

/**
 * Each page begins before the last one ended: tasks that leave the list while it is read move those
 * behind them up, and one of them out of sight.
 */
const OVERLAP = 50;

/**
 * All tasks of a search, as many as can be read in the time of one operation, in parallel: one page,
 * then four, then more.
 *
 * @throws {GhlError} when not even the first page could be read
 */
export const readAllTasks = async (ghl: Ghl, search: TaskSearch): Promise<TasksRead> => {
  const known = new Map<string, WireTask>();
  const answer = (complete: boolean): TasksRead => ({ tasks: [...known.values()], complete });
  const paging = taskPaging(ghl);
  let start = 0;
  for (let atOnce = 1; known.size < MOST_PRIMED; atOnce = Math.min(MOST_AT_ONCE, atOnce * 4)) {
    const step = Math.max(1, paging.rows - OVERLAP);
    const pages = await Promise.all(
      Array.from({ length: atOnce }, (_, index) => {
        const skip = start + index * step;
        return paging.next((limit, attemptMs) =>
          searchTasks(ghl, search, { limit, skip, attemptMs }),
        );
      }),
    );
    const before = known.size;
    for (const task of pages.flatMap((page) => page?.tasks ?? [])) known.set(task.id, task);
    for (const [index, page] of pages.entries()) {
      // A page that had to be made smaller leaves a gap behind it.
      if (page === undefined) return answer(false);
      if (page.next === undefined) return answer(true);
      const hasGap = page.next < start + (index + 1) * step;
      if (hasGap || index === pages.length - 1) {
        start = Math.max(page.next - OVERLAP, start + 1);
        break;
      }
    }
    if (known.size === before) return answer(false);
  }
  return answer(false);
};

/** One poll's share of a list. */
export interface Turn {
  /** Where the next poll goes on; 0 where it can begin anew. */
  position: number;
  /** Whether the end of the list was reached, so that a round is over. */
  reachedEnd: boolean;
  /** Whether this was the whole list. */
  complete: boolean;
}

/**
 * A share of a list that has neither an order nor a date: its first page, then on from where the last
 * poll stopped, and round to there.
 *
 * @param position where the last poll stopped, absent where nothing remembers it; not asked for until the
 *   first page is there
 */
export async function* readInTurn(
  ghl: Ghl,
  search: TaskSearch,
  position: () => Promise<number | undefined>,
): AsyncGenerator<WireTask[], Turn, undefined> {
  const startedWith = ghl.timeLeft();
  const paging = taskPaging(ghl);
  const seen = new Set<string>();
  const pagesFrom = (start: number) => taskPages(ghl, search, paging, start, seen);
  const first = await pagesFrom(0).next();
  if (first.done) return { position: 0, reachedEnd: false, complete: false };
  yield first.value.tasks;
  const afterFirst = first.value.next;
  if (afterFirst === undefined) return WHOLE;

  const stoppedAt = await position();
  const start = Math.max(afterFirst, (stoppedAt ?? 0) - OVERLAP);
  let at = start;
  let reachedEnd = false;
  for await (const page of pagesFrom(start)) {
    yield page.tasks;
    at = page.next ?? at;
    reachedEnd = page.next === undefined;
    if (stoppedAt === undefined && ghl.timeLeft() < startedWith / 2) break;
  }
  if (!reachedEnd) {
    if (stoppedAt === undefined) yield* readSomewhere();
    return { position: at, reachedEnd, complete: false };
  }
  if (start === afterFirst) return WHOLE;
  at = afterFirst;
  for await (const page of pagesFrom(afterFirst)) {
    yield page.tasks;
    at = page.next ?? start;
    if (at >= start) return WHOLE;
  }
  return { position: at, reachedEnd, complete: false };

  /** Where nobody knows whose turn it is, chance does: each part is seen sooner or later. */
  async function* readSomewhere(): AsyncGenerator<WireTask[], void, undefined> {
    const chosen = Math.floor(at * Math.max(1, LONGEST_LIST / at) ** Math.random());
    for await (const page of pagesFrom(chosen)) yield page.tasks;
  }
}

/** How far into a list chance leads. */
const LONGEST_LIST = 50_000;

const WHOLE: Turn = { position: 0, reachedEnd: true, complete: true };
