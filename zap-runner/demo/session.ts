import type { Connection } from '../connection.ts';
import type { Zap } from '../zap.ts';
import type { Activity } from './activity.ts';

/** A connected account that a Zap can be watched in. */
export interface Session {
  connection: Connection;
  /** Where the account lives and how it is connected, in a few words each. */
  account: readonly string[];
  connected: readonly string[];
  /** Requests that the app sent to connect. */
  requests: number;
  /**
   * Lets time pass before a poll of the Zap, the first one included; what happened in the account
   * meanwhile, if this session knows.
   */
  beforePoll: (number: number, zap: Zap) => Promise<Activity[]>;
  close: () => Promise<void>;
}
