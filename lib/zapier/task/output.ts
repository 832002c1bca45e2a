import type { WireTask } from '../../ghl/schemas/task.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import { timezoneAside } from '../location/location.ts';
import type { Context } from '../platform/run.ts';
import { userNames } from '../references/references.ts';

/** Tasks as Zaps see them, with the names of those whom they are assigned to, and due dates in words. */
export const toTasks = async (run: Context, rows: readonly WireTask[]): Promise<Task[]> => {
  const unnamed = rows.filter(({ assignedToUserDetails }) => !assignedToUserDetails);
  const [users, timezone] = await Promise.all([
    userNames(
      run,
      unnamed.map(({ assignedTo }) => assignedTo),
    ),
    timezoneOf(run, rows),
  ]);
  return rows.map((row) => toTask(row, { users, timezone }));
};

/** `toTasks` for one. */
export const toOneTask = async (run: Context, row: WireTask): Promise<Task> => {
  const [users, timezone] = await Promise.all([
    userNames(run, [row.assignedTo]),
    timezoneOf(run, [row]),
  ]);
  return toTask(row, { users, timezone });
};

const timezoneOf = async (run: Context, rows: readonly WireTask[]): Promise<string | undefined> =>
  rows.some(({ dueDate }) => dueDate) ? timezoneAside(run) : undefined;
