import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { shownSpread, spread } from './statistics.ts';

const ROUNDS = 3;
const NEW_CONTACTS = 5_000;
const LATENCY_MS = 100;

/** The first page has 100 contacts, each of those after it 500, which is the most that HighLevel gives. */
const FEWEST_REQUESTS = 1 + Math.ceil((NEW_CONTACTS - 100) / 500);

/** The most that AWS Lambda hands back from a function. */
const LAMBDA_ANSWER_BYTES = 6_291_456;

/** A poll after thousands of contacts came in at once, with requests that take as long as real ones. */
export const burst: RunSection = async (bench) => {
  const { protiv } = await bench.apps();
  const processes = await bench.processes();
  const calls = await bench.withLocation(
    { contacts: 1_000, newContacts: NEW_CONTACTS, latencyMs: LATENCY_MS },
    async ({ poll }) => {
      const measured = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const probed = await processes.probe(protiv, {
          event: poll,
          calls: 1,
          sizes: true,
        });
        measured.push(...probed.calls);
      }
      return measured;
    },
  );
  const requests = Math.max(...calls.map((call) => call.requests));
  const rows = Math.min(...calls.map((call) => call.rows));
  const seconds = spread(calls.map(({ wallMs }) => wallMs / 1000));
  const cpuSeconds = spread(calls.map(({ cpuMs }) => cpuMs / 1000));
  const bytes = Math.max(...calls.map((call) => call.bytes));
  const resultBytes = Math.max(...calls.map((call) => call.resultBytes));
  return {
    title: 'A burst of new contacts',
    introduction: `${NEW_CONTACTS.toLocaleString('en-US')} new contacts between two polls of New Contact; each request takes ${LATENCY_MS} ms more than here (${ROUNDS} new processes, medians with least and most). Seconds are those of the clock.`,
    columns: [
      'requests',
      'MB received',
      'contacts in the result',
      'seconds',
      'of them processor time',
      'bytes of the result',
    ],
    rows: [
      [
        String(requests),
        (bytes / 1e6).toFixed(2),
        rows.toLocaleString('en-US'),
        shownSpread(seconds, 2),
        shownSpread(cpuSeconds, 2),
        resultBytes.toLocaleString('en-US'),
      ],
    ],
    notes: [
      'The pages follow one another: each begins where the one before it ended. Where the records do not fit into what Zapier takes, the older ones come slim, with a pointer to the rest.',
    ],
    aims: [
      atMost('Requests for 5,000 new contacts', requests, { limit: FEWEST_REQUESTS, digits: 0 }),
      atMost('New contacts that a poll leaves out after a burst of 5,000', NEW_CONTACTS - rows, {
        limit: 0,
        digits: 0,
      }),
      atMost('Result of a poll after a burst of 5,000 contacts', resultBytes, {
        limit: LAMBDA_ANSWER_BYTES,
        unit: ' bytes',
        digits: 0,
      }),
    ],
    data: { requests, bytes, rows, seconds, cpuSeconds, resultBytes },
  };
};
