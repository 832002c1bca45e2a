import type { ZapTemplate } from '../../templates/template.ts';
import { block, paragraph } from '../report/layout.ts';
import type { Paint } from '../report/paint.ts';
import { describePoll, describeZap, summarize } from '../report/report.ts';
import type { PollResult } from '../results.ts';
import type { Answers } from '../setup.ts';
import { createZap } from '../zap.ts';
import type { Zap } from '../zap.ts';
import type { Activity } from './activity.ts';
import type { Session } from './session.ts';

export interface ShowOptions {
  /** Polls in all; the first one switches the Zap on. */
  polls: number;
  answers?: Answers;
  print: (line: string) => void;
  paint: Paint;
}

export interface Shown {
  zap: Zap;
  polls: PollResult[];
}

const describeActivity = (deeds: readonly Activity[], number: number, paint: Paint): string[] => [
  paint.bold(number === 1 ? 'Earlier in HighLevel' : 'Meanwhile in HighLevel'),
  ...deeds.flatMap(({ who, what }) => paragraph(`${who}: ${what}`, 2)),
];

/** Whether everything went as it should: no poll and no step failed. */
export const wentWell = (polls: readonly PollResult[]): boolean =>
  polls.every(({ failure, runs }) => !failure && runs.every(({ outcome }) => outcome !== 'failed'));

/**
 * Sets a Zap up, switches it on, polls, and prints each step as it comes.
 *
 * @throws {Failure} when the Zap cannot be set up; what fails later is in the results
 * @throws {Error} for a build whose trigger does not poll
 */
export const showZap = async (
  template: ZapTemplate,
  session: Session,
  { polls, answers = {}, print, paint }: ShowOptions,
): Promise<Shown> => {
  const show = (lines: readonly string[]): void => {
    for (const line of [...lines, '']) print(line);
  };
  const zap = await createZap(template, session.connection, answers);
  if (zap.isInstant) {
    throw new Error(
      'This build has a relay, and its trigger does not poll. Add --instant, or build without PROTIV_RELAY_URL.',
    );
  }
  show(describeZap(zap, paint));
  show([...block('Account', session.account, 2), ...block('Connected', session.connected, 2)]);

  const results: PollResult[] = [];
  for (let number = 1; number <= polls; number += 1) {
    const deeds = await session.beforePoll(number, zap);
    if (deeds.length > 0) show(describeActivity(deeds, number, paint));
    const result = number === 1 ? await zap.prime() : await zap.poll();
    results.push(result);
    show(describePoll(zap, result, number, paint));
  }
  show(summarize(zap, results, session.requests, paint));
  return { zap, polls: results };
};
