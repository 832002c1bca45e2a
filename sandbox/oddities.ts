import * as z from 'zod/mini';

import { readControl } from './read-control.ts';

/**
 * What HighLevel does in some sub-accounts and not in others, as reported by those who met it. All of
 * it is off unless it is asked for; the sources stand in docs/sandbox.md.
 */
const oddities = z.strictObject({
  /** Contact search gives names in lower case only: `firstNameLowerCase`, and no `firstName`. */
  lowerCaseNames: z.boolean(),
  /** Who chooses one sub-account gets the agency's token, with that one approved. */
  bulkInstallation: z.boolean(),
  /** Rows that users/search gives at most, whatever `limit` says; 0 for as many as it says. */
  usersPerPage: z.int().check(z.minimum(0)),
  /** Each sub-account has a user who has left and whom users/search lists with `deleted: true`. */
  deletedUsers: z.boolean(),
  /** Each calendar lists an event with `deleted: true`. */
  deletedEvents: z.boolean(),
  /** The oldest contact has a value of a custom field that the sub-account does not define. */
  orphanedCustomFields: z.boolean(),
  /** Task search gives a task without a contact. */
  tasksWithoutContact: z.boolean(),
});
export type Oddities = z.infer<typeof oddities>;

export const NO_ODDITIES: Readonly<Oddities> = {
  lowerCaseNames: false,
  bulkInstallation: false,
  usersPerPage: 0,
  deletedUsers: false,
  deletedEvents: false,
  orphanedCustomFields: false,
  tasksWithoutContact: false,
};

const someOddities = z.partial(oddities);

/**
 * Reads oddities to be changed from a request's JSON.
 *
 * @throws {ApiError} 422 naming what is wrong
 */
export const odditiesFrom = (given: unknown): Partial<Oddities> =>
  defined(readControl(someOddities, given));

/**
 * An oddity as the command line names it: `deletedUsers`, or `usersPerPage=2`.
 *
 * @throws {Error} in words for whoever typed it
 */
export const oddityFrom = (text: string): Partial<Oddities> => {
  const [name = '', value] = text.split('=', 2);
  const read = someOddities.safeParse({ [name]: value === undefined ? true : Number(value) });
  if (read.success && Object.hasOwn(NO_ODDITIES, name)) return defined(read.data);
  const names = Object.entries(NO_ODDITIES)
    .map(([known, off]) => (typeof off === 'number' ? `${known}=N` : known))
    .join(', ');
  throw new Error(`--oddity takes one of ${names}, but got "${text}".`);
};

const defined = (some: z.infer<typeof someOddities>): Partial<Oddities> =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));
