import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import type * as z from 'zod/mini';

import type { Scope } from '../lib/ghl/client/scopes.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { Fields } from './app.ts';
import type { Poll } from './busy/poll-facts.ts';
import { factsFile } from './facts-file.ts';

/**
 * The requests of a call, as GHL's official files spell their routes. Those of one round are under way
 * at the same time; the next round begins when all of it is answered.
 */
export type Rounds = readonly (readonly string[])[];

/** Where and when an operation runs. */
export interface There {
  /** ISO 8601, this many days from now. */
  inDays: (days: number) => string;
  /** Within a weekday's opening hours in New York, this many days ahead or a little more. */
  openHour: (days: number) => string;
  /** Of a user of the sub-account. */
  userId: string;
  /** The name of that user. */
  userName: string;
  /** The name of a company. */
  companyName: string;
  /** The input key of a custom field, by its name in HighLevel. */
  inputFor: (name: string) => string;
  /** The id of a custom field, by its name in HighLevel. */
  customFieldId: (name: string) => string;
  /** The address of a small picture. */
  fileUrl: string;
}

/** What a step is given; a function where that depends on the moment or the sub-account. */
export type Input = Fields | ((there: There) => Fields);

/** One way in which an operation can go, and the fewest requests that it can do with. */
export interface Way {
  /** What is special about it, in the words of a table's row. */
  when: string;
  input: Input;
  /** An input that the operation is called with first. */
  before?: Input;
  /** While what the app remembers of the sub-account is in Zapier's cache. */
  requests: Rounds;
  /** Why there are no fewer requests; needed where there is more than one. */
  why?: string;
  /**
   * Whether a write of unknown outcome is left to Zapier's next try: only search can find what it makes,
   * seconds late; or sending it may take all the time that there is.
   */
  isFoundLate?: boolean;
}

/** An input that cannot work, and the whole sentence that says so. */
export interface Mistake {
  what: string;
  input: Input;
  says: string;
}

/** Records of a real account, as the checks of `npm run live` found or made them so far. */
export interface Known {
  contact?: Fields;
  /** Of any contact. */
  tags?: readonly unknown[];
  task?: Fields;
  note?: Fields;
  appointment?: Fields;
  calendarId?: string;
  /** Tells what this check made from everything else. */
  mark: string;
}

/** How an operation takes part in the check of a real account. */
export type Live =
  | {
      /** Nothing where no record is known that it could be tried on. */
      input: (known: Known) => Fields | undefined;
      /** The record that it takes away; such actions come last. */
      removes?: 'task' | 'note' | 'contact';
      /** What is to be seen of the record that it gave, in lines. */
      remarks?: (
        given: Fields,
        known: Known,
        again: (input: Fields) => Promise<Fields | undefined>,
      ) => Promise<readonly string[]>;
    }
  | { not: string };

/** Everything that proofs and pages must know of one operation. */
export interface OperationFacts {
  /** What its first request needs; the operation stops with it where the connection lacks it. */
  permission: Scope;
  /** The inputs that take the id of a record of HighLevel, which has to be of the sub-account. */
  recordIds: readonly string[];
  /** The usual one comes first. */
  ways: readonly [Way, ...Way[]];
  /**
   * Routes that only trouble leads to: what an answer left out, a time that was taken, a note on what
   * could not be used.
   */
  besides?: readonly string[];
  mistakes?: readonly Mistake[];
  /** Whether what it asks of one route again is another question, and not the next page. */
  readsNoPages?: boolean;
  /**
   * Whether it reaches people, so that it must never happen twice: after an unknown outcome that nothing
   * shows it stops, and stops again when it is run again.
   */
  isAtMostOnce?: boolean;
  /** The key under which it gives what HighLevel answers, whatever that is. */
  givesAnything?: string;
  /** Whether it does the same for several rows, and goes on with the others where one fails. */
  isInParts?: boolean;
  /** Where the result is a row of its own rather than a noun of Protiv's. */
  shape?: z.ZodMiniObject;
  /** The input of each of many steps that Zapier releases at the same moment. */
  released?: (index: number, there: There) => Fields;
  /** Of every trigger that polls. */
  poll?: Poll;
  /** Of every trigger that a relay makes instant: what it is told, of a record of the lab. */
  told?: Fields;
  live: Live;
}

/** What a file of facts exports, so that it can be told from anything else. */
class Facts {
  readonly own: OperationFacts;

  constructor(own: OperationFacts) {
    this.own = own;
  }
}

export type { Facts };

/** What `harness/operations/<key>.ts` exports. */
export const facts = (own: OperationFacts): Facts => new Facts(own);

/** The second run with the input of the first. */
export const again = (input: Input, requests: Rounds, why?: string): Way => ({
  when: 'run again',
  input,
  before: input,
  requests,
  ...(why !== undefined && { why }),
});

const load = createRequire(resolve('harness/facts.ts'));

/**
 * The facts of an operation.
 *
 * @param key such as `add_tags`, or with its kind before it: `creates.add_tags`
 * @throws {Error} with the file's name where there is none
 */
export const factsOf = (key: string): OperationFacts => {
  const file = factsFile(key.split('.').at(-1) ?? key);
  let exported: unknown;
  try {
    exported = load(`./operations/${key.split('.').at(-1)}.ts`);
  } catch (error) {
    throw new Error(`${file} is missing or cannot be loaded: it has the facts of ${key}.`, {
      cause: error,
    });
  }
  const { default: held }: { default?: unknown } = Object(exported);
  if (!(held instanceof Facts)) throw new Error(`${file} has to export facts({ … }) as default.`);
  return held.own;
};

const DAY_MS = 86_400_000;

/** One sub-account of a sandbox, at this moment; it stays the same while time passes. */
export const thereIn = ({ world, url }: Sandbox, locationId: string): There => {
  const now = world.now();
  const inDays = (days: number): string => new Date(now + days * DAY_MS).toISOString();
  const customFieldId = (name: string): string => {
    const { customFields } = world.location(locationId);
    const field = customFields.find((definition) => definition.name === name);
    if (!field) throw new Error(`No custom field ${name}.`);
    return field.id;
  };
  return {
    inDays,
    userId: world.location(locationId).users[0]?.id ?? '',
    userName: world.location(locationId).users[0]?.name ?? '',
    companyName: world.location(locationId).businesses[0]?.name ?? '',
    openHour: (days) => {
      const day = new Date(inDays(days));
      // At the end of the working day: people of the seed, who have the earlier hours, are due on the next
      // working day too when it is weekend now.
      day.setUTCHours(20, 0, 0, 0);
      while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
      return day.toISOString();
    },
    customFieldId,
    fileUrl: `${url}/__sandbox/files/roof.gif`,
    inputFor: (name) => `customField_${customFieldId(name)}`,
  };
};

/** What an input is, there. */
export const inputOf = (input: Input, there: There): Fields =>
  typeof input === 'function' ? input(there) : input;
