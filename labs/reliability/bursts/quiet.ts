import { HOUR_MS, MINUTE_MS, Stage } from '../../../harness/busy/stage.ts';
import definition from '../../../index.ts';
import type { Section } from '../section.ts';
import { number } from './figures.ts';
import { pollsOf } from './polled-triggers.ts';

const CONTACTS = 100_000;

/** From one poll to the next. */
const PAUSES_MS = [MINUTE_MS, 15 * MINUTE_MS, 2 * HOUR_MS];

/**
 * What a poll costs when nothing has happened.
 *
 * @param whole the app, or another one to try this on; only its triggers are
 */
export const quiet = async (
  contacts = CONTACTS,
  whole: Readonly<{ triggers?: object }> = definition,
): Promise<Section> => {
  const stage = await Stage.open({ contacts }, whole);
  const rows: string[][] = [];
  const failures: string[] = [];
  try {
    const polls = pollsOf(whole).flatMap(({ trigger, poll }) =>
      poll.quiet.map((quietPoll) => ({ trigger, ...quietPoll })),
    );
    // What is prepared for one stays there for those after it.
    for (const quietPoll of [
      ...polls.filter(({ prepare }) => !prepare),
      ...polls.filter(({ prepare }) => prepare),
    ]) {
      const { trigger, what = '', input, prepare, requests, onceAnHour = 0 } = quietPoll;
      prepare?.(stage);
      const watched = await stage.watch(trigger, input?.(stage));
      await stage.startAgain();
      const costs: number[] = [];
      let fired = 0;
      for (const pauseMs of PAUSES_MS) {
        stage.clock.pass(pauseMs);
        const poll = await watched.poll();
        costs.push(poll.requests);
        fired += poll.fired.length;
      }
      const [first = 0, ...others] = costs;
      const name = `\`${trigger}\`${what && `, ${what}`}`;
      rows.push([`\`${trigger}\``, what, [...new Set(others)].join(', '), String(first)]);
      if (first !== requests + onceAnHour || others.some((cost) => cost !== requests)) {
        failures.push(
          `${name}: polls cost ${costs.join(', ')} requests, not ${requests} each and ${onceAnHour} more at the first.`,
        );
      }
      if (fired > 0) failures.push(`${name}: ${fired} fired although nothing had happened.`);
    }
  } finally {
    await stage.close();
  }
  return {
    title: 'Quiet locations',
    introduction: `A sub-account of ${number(contacts)} contacts in which nothing happens between the polls.`,
    columns: ['trigger', '', 'requests for a poll', 'for the first of an hour'],
    rows,
    notes: [
      'Whatever its size, a quiet sub-account costs one request for each poll of contacts.',
      'The last rows are not as cheap, by the nature of HighLevel’s API. It lists notes by contact only, and tasks without a sort or a date to filter by: a poll of tasks reads a page for each 500 open (or completed) ones. Contacts that came within two hours are read again, for search may be behind.',
      'The first poll of an hour reads again what the app remembers of a sub-account: its time zone or its custom fields.',
    ],
    failures,
  };
};
