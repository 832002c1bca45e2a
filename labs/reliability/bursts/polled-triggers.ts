import type { Poll } from '../../../harness/busy/poll-facts.ts';
import { factsFile } from '../../../harness/facts-file.ts';
import { factsOf } from '../../../harness/facts.ts';

/** A trigger, and what its polls have to stand. */
export interface PolledTrigger {
  trigger: string;
  poll: Poll;
}

/**
 * Every trigger of an app.
 *
 * @throws {Error} with the file's name where facts say nothing of polls
 */
export const pollsOf = ({ triggers = {} }: Readonly<{ triggers?: object }>): PolledTrigger[] =>
  Object.keys(triggers).map((trigger) => {
    const { poll } = factsOf(trigger);
    if (!poll) throw new Error(`${factsFile(trigger)} says nothing of how the trigger is polled.`);
    return { trigger, poll };
  });
