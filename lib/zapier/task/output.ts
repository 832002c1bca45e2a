import type { WireTask } from '../../ghl/schemas/task.ts';
import { toTask } from '../../protiv/task/record.ts';
import type { Task } from '../../protiv/task/schema.ts';
import type { Context } from '../platform/run.ts';
import { userNames } from '../references/references.ts';

/** Tasks as Zaps see them, with the names of those whom they are assigned to. */
export const toTasks = async (run: Context, rows: readonly WireTask[]): Promise<Task[]> => {
  const unnamed = rows.filter(({ assignedToUserDetails }) => !assignedToUserDetails);
  const users = await userNames(
    run,
    unnamed.map(({ assignedTo }) => assignedTo),
  );
  return rows.map((row) => toTask(row, { users }));
};

/** `toTasks` for one. */
export const toOneTask = async (run: Context, row: WireTask): Promise<Task> => {
  const users = await userNames(run, [row.assignedTo]);
  return toTask(row, { users });
};
