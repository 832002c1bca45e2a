import type { Fields } from '../app.ts';
import type { Stage } from './stage.ts';

/** What can happen to the records that a trigger is about. */
export interface Scenarios {
  /** Lets one more record become what the trigger fires for; its id. */
  happen: () => string;
  /** Changes such a record. */
  edit: (id: string) => void;
  /** A record among those that a poll reads, which never fires. */
  addBystander: () => void;
  /** Takes all of these out of what a poll reads. */
  removeBystanders: () => void;
  /** Whether what fired is the record as it is now. */
  isLast: (record: Fields) => boolean;
}

/** Thousands of records that become new between two polls. */
export interface Burst {
  what: string;
  input?: Fields;
  /** What is there before the Zap is switched on. */
  before?: (stage: Stage) => void;
  /** What happens before the next poll; ids of what has to fire. */
  happens: (stage: Stage) => string[];
}

/** What polls cost while nothing happens. */
interface QuietPoll {
  /** What is special about it. */
  what?: string;
  input?: (stage: Stage) => Fields;
  /** What is there besides the seeded records. */
  prepare?: (stage: Stage) => void;
  /** What a poll costs. */
  requests: number;
  /** What the first poll of an hour costs besides, for facts that are remembered so long. */
  onceAnHour?: number;
}

/** How the records of a trigger become many. */
export interface Many {
  about: 'contacts' | 'tasks' | 'messages' | 'opportunities';
  input?: Fields;
  /** Whether a record fires once more when it is edited. */
  firesAgain: boolean;
  /** @param count how many records something may happen to */
  prepare: (stage: Stage, count: number) => Scenarios;
  bursts: readonly [Burst, ...Burst[]];
}

/** What the polls of a trigger have to stand. */
export interface Poll {
  quiet: readonly [QuietPoll, ...QuietPoll[]];
  /** Or why nobody has tried it. */
  many: Many | { not: string };
}
