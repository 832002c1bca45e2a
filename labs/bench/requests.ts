import { factsOf } from '../../harness/facts.ts';
import type { Rounds } from '../../harness/facts.ts';
import { inLab } from '../../harness/lab/lab.ts';
import { requestsOf } from '../../harness/lab/rounds.ts';
import type { RunSection } from './section.ts';

interface Measured {
  operation: string;
  when: string;
  rounds: Rounds;
  /** With nothing in Zapier's cache. */
  uncached: Rounds;
  fewest: Rounds;
  why: string;
}

const counts = (rounds: Rounds): string =>
  rounds.length > 1 && rounds.flat().length > 1
    ? `${rounds.flat().length}, one after the other`
    : String(rounds.flat().length);

const shown = (rounds: Rounds): string =>
  rounds.map((round) => round.map((route) => `\`${route}\``).join(' + ')).join(' → ');

/** What every operation asks of HighLevel when nothing goes wrong. */
export const requests: RunSection = async () => {
  const measured: Measured[] = [];
  await inLab([], async (lab) => {
    for (const operation of lab.written()) {
      const { name } = operation;
      for (const way of factsOf(name).ways) {
        const { when, requests: fewest, why = '' } = way;
        const rounds = await requestsOf(lab, name, way);
        const uncached = await requestsOf(lab, name, way, { emptyCache: true });
        measured.push({ operation: name, when, rounds, uncached, fewest, why });
      }
    }
  });
  const above = measured.filter(
    ({ rounds, fewest }) => JSON.stringify(rounds) !== JSON.stringify(fewest),
  );
  return {
    title: 'Requests for each operation',
    introduction:
      'In the quiet case: nothing fails, and a list fits into a page. `+` joins requests that are under way at the same time, `→` those that need the one before. The sub-account’s country, time zone and custom fields are in Zapier’s cache, where they stay for an hour; the fourth column counts the call that finds it empty. A test holds the table.',
    columns: ['operation', 'case', 'requests', 'with an empty cache', 'which', 'why no fewer'],
    rows: measured.map(({ operation, when, rounds, uncached, why }) => [
      `\`${operation}\``,
      when,
      counts(rounds),
      String(uncached.flat().length),
      shown(rounds),
      why,
    ]),
    notes: [
      'New Note on all contacts asks once more for each contact that changed within a day, at most 20, five at a time: GHL lists notes for one contact only.',
      'Find Many Opportunities asks once for each 100 that it reads, up to its limit of 1,000: public callers of opportunity search ask for no longer pages.',
      'A trigger that brings tasks, notes or appointments along asks once for each kind, at the same time, when a Zap runs; never when it polls.',
    ],
    aims: [
      {
        figure: 'Operations that ask for more than the API needs',
        aim: '0',
        measured: above.map(({ operation, when }) => `${operation} (${when})`).join(', ') || '0',
        held: above.length === 0,
      },
    ],
    data: measured,
  };
};
