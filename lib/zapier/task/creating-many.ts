import { createHash } from 'node:crypto';

import type { Ghl } from '../../ghl/client/client.ts';
import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import type { TaskBody, WireTask } from '../../ghl/schemas/task.ts';
import { taskPages } from '../../ghl/tasks.ts';
import { isSameTask } from '../../protiv/task/changes.ts';
import { instant } from '../../protiv/values/dates.ts';
import { present } from '../../protiv/values/present.ts';
import { isWithin } from '../fields/repeats.ts';
import type { RowOutcome } from '../fields/row-results.ts';
import { recall, remember } from '../platform/cache.ts';
import { SEARCH_LAG_MS } from '../platform/poll-windows.ts';
import type { Context } from '../platform/run.ts';
import { createTaskOnce } from './creation.ts';

/** A task that a row asks for, or why there can be none. */
export type TaskRow = { contactId: string; body: TaskBody } | { problem: string };

export interface TaskRowResult extends RowOutcome {
  contactId?: string;
  taskId?: string;
  title?: string;
  dueDate?: string;
  /** False for a task that was there already, and for a row that says the same as one above. */
  wasCreated?: boolean;
}

/**
 * So many tasks are created at once, and the next ones a second later: 80 in ten seconds, of the 100
 * requests that GHL takes, which leaves some to other Zaps.
 */
const BATCH = 8;
const BATCH_MS = 1_000;

/** With less time left, a task might be created and nobody told. */
const SMALLEST_TIME_MS = 9_000;

/** Looking for what is there already ends while there is still time for a hundred tasks. */
const TIME_TO_CREATE_MS = 15_000;

/** GHL does not say how many contacts one task search may name. */
const CONTACTS_A_SEARCH = 100;

const MADE = 'tasks_made';

/** A task that was made lately. */
interface MadeTask {
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
}

/** By what the row asked for. */
type Made = Record<string, MadeTask>;

interface Wanted {
  key: string;
  contactId: string;
  body: TaskBody;
}

/**
 * Creates tasks, each unless the contact has an identical one that is still open and was made within
 * the window. One search tells what there is; what it does not show yet, Zapier's cache may know. A row
 * that fails does not stop the others, and those that there is no time for are left to the next run.
 *
 * @param windowMs milliseconds; 0 to always create them
 * @returns one row for each that it was given, in their order
 * @throws {GhlError} when HighLevel could not be reached before the first task was there
 */
export const createTasks = async (
  run: Context,
  rows: readonly TaskRow[],
  windowMs: number,
): Promise<TaskRowResult[]> => {
  const wanted = rows.map((row, index) => ('body' in row ? wantedOf(row, index, windowMs) : row));
  const tasks = new Map(wanted.flatMap((row) => ('key' in row ? [[row.key, row] as const] : [])));
  const made = windowMs > 0 ? await madeLately(run, Math.min(windowMs, SEARCH_LAG_MS)) : {};
  const results = await createAll(run, [...tasks.values()], windowMs, made);
  const shown = new Set<string>();
  return wanted.map((row) => {
    if ('problem' in row) return { result: 'failed', problem: row.problem };
    const result = results.get(row.key) ?? notDone(row, NO_TIME);
    const isRepeated = shown.has(row.key) && result.result === 'done';
    shown.add(row.key);
    return isRepeated ? { ...result, wasCreated: false } : result;
  });
};

const createAll = async (
  run: Context,
  wanted: readonly Wanted[],
  windowMs: number,
  made: Made,
): Promise<ReadonlyMap<string, TaskRowResult>> => {
  const { ghl } = run;
  const results = new Map<string, TaskRowResult>();
  const open = windowMs > 0 ? await openTasks(ghl, wanted) : new Map<string, WireTask[]>();
  for (const row of wanted) {
    const taskId = made[row.key]?.id ?? repeatedAmong(open.get(row.contactId), row.body, windowMs);
    if (taskId !== undefined) results.set(row.key, done(row, taskId, false));
  }
  let trouble: GhlError | undefined;

  /** @returns milliseconds that HighLevel wants no request for */
  const attempt = async (row: Wanted): Promise<number> => {
    try {
      const before = windowMs > 0 ? open.get(row.contactId) : [];
      const { task, wasCreated } = await createTaskOnce(
        ghl,
        row.contactId,
        row.body,
        windowMs,
        before,
      );
      results.set(row.key, done(row, task.id, wasCreated));
      return 0;
    } catch (error) {
      if (!(error instanceof GhlError) || error.kind === 'reconnect') throw error;
      if (error.kind === 'halted') {
        results.set(row.key, { ...shownOf(row), result: 'failed', problem: error.message });
        return 0;
      }
      trouble = error;
      results.set(row.key, notDone(row, error.message));
      return error.details.status === 429 ? (error.details.delay ?? 0) * 1000 : 0;
    }
  };

  const missing = wanted.filter(({ key }) => !results.has(key));
  for (let queue = missing; queue.length > 0 && ghl.timeLeft() >= SMALLEST_TIME_MS;) {
    const end = clock.now() + BATCH_MS;
    const batch = queue.slice(0, BATCH);
    const settled = await Promise.allSettled(batch.map(attempt));
    const pauses = settled.map((one) => (one.status === 'fulfilled' ? one.value : 0));
    for (const { key } of batch) {
      const { taskId, wasCreated } = results.get(key) ?? {};
      if (taskId !== undefined && wasCreated) made[key] = { id: taskId, at: clock.now() };
    }
    const broken = settled.find((one) => one.status === 'rejected');
    queue = [...batch.filter((_row, index) => (pauses[index] ?? 0) > 0), ...queue.slice(BATCH)];
    const pause = Math.max(0, end - clock.now(), ...pauses);
    const isLast = queue.length === 0 || ghl.timeLeft() - pause < SMALLEST_TIME_MS;
    if (windowMs > 0 && (broken || isLast)) {
      await remember(run, MADE, made, SEARCH_LAG_MS / 1000);
    }
    if (broken) throw broken.reason;
    if (isLast) break;
    await clock.sleep(pause);
  }
  if (trouble && [...results.values()].every(({ result }) => result === 'not_done')) throw trouble;
  return results;
};

const madeLately = async (run: Context, withinMs: number): Promise<Made> => {
  const made = (await recall<Made>(run, MADE)) ?? {};
  const isLate = ({ at }: MadeTask): boolean => clock.now() - at < withinMs;
  return Object.fromEntries(Object.entries(made).filter(([, task]) => isLate(task)));
};

const repeatedAmong = (
  tasks: readonly WireTask[] | undefined,
  body: TaskBody,
  windowMs: number,
): string | undefined =>
  tasks?.find((task) => isSameTask(task, body) && isWithin(windowMs, task.dateAdded))?.id;

const done = (row: Wanted, taskId: string, wasCreated: boolean): TaskRowResult => ({
  ...shownOf(row),
  result: 'done',
  taskId,
  wasCreated,
});

/** The open tasks of the contacts, by contact; none of a contact whose tasks could not all be read. */
const openTasks = async (
  ghl: Ghl,
  wanted: readonly Wanted[],
): Promise<ReadonlyMap<string, readonly WireTask[]>> => {
  const ids = [...new Set(wanted.map(({ contactId }) => contactId))];
  const open = new Map<string, WireTask[]>();
  for (let at = 0; at < ids.length; at += CONTACTS_A_SEARCH) {
    const some = ids.slice(at, at + CONTACTS_A_SEARCH);
    const tasks: WireTask[] = [];
    let isWhole = false;
    for await (const page of taskPages(ghl, { contactId: some, completed: false })) {
      tasks.push(...page.tasks);
      isWhole = page.next === undefined;
      if (ghl.timeLeft() < TIME_TO_CREATE_MS) break;
    }
    if (!isWhole) break;
    for (const id of some)
      open.set(
        id,
        tasks.filter(({ contactId }) => contactId === id),
      );
  }
  return open;
};

const wantedOf = (
  { contactId, body }: { contactId: string; body: TaskBody },
  index: number,
  windowMs: number,
): Wanted => {
  const { title, body: notes, dueDate, assignedTo } = body;
  const said = [contactId, title, notes, dueDate, assignedTo, ...(windowMs > 0 ? [] : [index])];
  const key = createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22);
  return { key, contactId, body };
};

const shownOf = ({ contactId, body: { title, dueDate } }: Wanted) => ({
  contactId,
  ...present({ title, dueDate: instant(dueDate) }),
});

const NO_TIME = 'There was no time for this row.';

const notDone = (row: Wanted, problem: string): TaskRowResult => ({
  ...shownOf(row),
  result: 'not_done',
  problem,
});
