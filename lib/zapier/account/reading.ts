/** Reading a whole sub-account for one row: with few requests, in parallel, and without what fails. */
import { GhlError } from '../../ghl/client/errors.ts';
import { searchContacts } from '../../ghl/contacts.ts';
import { taskPages, taskPaging } from '../../ghl/tasks.ts';
import type { WireTask } from '../../ghl/schemas/task.ts';
import type { Period } from '../../protiv/account/period.ts';
import type { AccountRecords } from '../../protiv/account/summary.ts';
import { DAY_MS } from '../../protiv/values/dates.ts';
import { allOwners, readOwners } from '../appointment/watched.ts';
import { within } from '../contact/timeline.ts';
import type { DateField } from '../contact/timeline.ts';
import type { Context } from '../platform/run.ts';

/** Rows of one page: of so many new contacts it is known where they come from. */
const MOST_NEW_CONTACTS = 500;

/** Pages of 500 of each kind of task; where there are more, nobody could count them. */
const TASK_PAGES = 1;

/**
 * Calendars or users whose appointments are read. With two searches of contacts, two of tasks, and the
 * sub-account, its calendars and its users where the cache has none of them, that makes 12 requests.
 */
const MOST_OWNERS = 5;

/** How far ahead the next appointment is looked for. */
const AHEAD_MS = 30 * DAY_MS;

/**
 * What can be read of the sub-account.
 *
 * @param now milliseconds since the epoch
 * @throws {GhlError} the first failure, where nothing at all could be read
 */
export const readAccount = async (
  run: Context,
  period: Period,
  now: number,
): Promise<AccountRecords> => {
  const failures: GhlError[] = [];
  const part = async <T>(name: string, read: () => Promise<T | undefined>) => {
    try {
      const found = await read();
      if (found === undefined) run.ghl.log('search.truncated', { part: name, reason: 'too_many' });
      return found;
    } catch (error) {
      if (!(error instanceof GhlError) || error.kind === 'reconnect') throw error;
      failures.push(error);
      run.ghl.log('search.truncated', { part: name, reason: error.code });
      return undefined;
    }
  };
  const [created, updatedTotal, openTasks, completedTasks, appointments] = await Promise.all([
    part('new contacts', () => changed(run, 'dateAdded', period, MOST_NEW_CONTACTS)),
    part('updated contacts', async () => (await changed(run, 'dateUpdated', period, 1)).total),
    part('open tasks', () => tasks(run, false)),
    part('completed tasks', () => tasks(run, true)),
    part('appointments', () => events(run, period, now)),
  ]);
  const [failure] = failures;
  if (failure && failures.length === PARTS) throw failure;
  return { created, updatedTotal, openTasks, completedTasks, appointments };
};

const PARTS = 5;

const changed = ({ ghl }: Context, by: DateField, { start, end }: Period, rows: number) =>
  searchContacts(ghl, {
    filters: [within(by, { from: start, to: end - 1 })],
    sort: { field: by, direction: 'desc' },
    pageLimit: rows,
  });

const tasks = async ({ ghl }: Context, completed: boolean): Promise<WireTask[] | undefined> => {
  const found: WireTask[] = [];
  let pages = 0;
  for await (const page of taskPages(ghl, { completed }, taskPaging(ghl))) {
    pages += 1;
    found.push(...page.tasks);
    if (page.next === undefined) return found;
    if (pages === TASK_PAGES) return undefined;
  }
  return undefined;
};

const events = async (run: Context, period: Period, now: number) => {
  const owners = await allOwners(run);
  if (owners.length > MOST_OWNERS) return undefined;
  const read = await readOwners(run, owners, {
    from: Math.min(period.start, now),
    to: Math.max(period.end, now + AHEAD_MS),
  });
  return read.complete ? read.events : undefined;
};
