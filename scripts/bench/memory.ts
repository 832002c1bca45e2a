import { APPS } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, ratios, shownSpread, spread } from './statistics.ts';

const ROUNDS = 7;
const NEW_CONTACTS = 5_000;

const NAMES = ['protiv', 'plain'] as const;

/** The most memory that a process held by the end of a poll of thousands of contacts. */
export const memory: RunSection = async (bench) => {
  const apps = await bench.apps();
  const processes = await bench.processes();
  const results = await bench.withLocation(
    { contacts: 1_000, newContacts: NEW_CONTACTS },
    ({ poll }) =>
      alternately(NAMES, ROUNDS, async (name) => {
        const { calls } = await processes.probe(apps[name], {
          event: poll,
          calls: 1,
        });
        const [call] = calls;
        if (!call || call.rows < NEW_CONTACTS) {
          throw new Error(`The app "${name}" found ${call?.rows} of ${NEW_CONTACTS} contacts.`);
        }
        return call;
      }),
  );
  const peaks = (name: (typeof NAMES)[number]): number[] =>
    results(name).map(({ peakRssMb }) => peakRssMb);
  const ratio = ratios(peaks('protiv'), peaks('plain'));
  return {
    title: 'Memory',
    introduction: `The most memory (resident, in MB) that a new process held until the end of a poll of New Contact with ${NEW_CONTACTS.toLocaleString('en-US')} new contacts (${ROUNDS} alternating runs, medians with least and most).`,
    columns: ['app', 'requests', 'memory', 'Protiv / this'],
    rows: NAMES.map((name) => [
      APPS[name],
      String(results(name)[0]?.requests ?? 0),
      shownSpread(spread(peaks(name)), 0),
      shownSpread(ratios(peaks('protiv'), peaks(name)), 3),
    ]),
    aims: [
      atMost('Memory of a poll of 5,000 contacts: Protiv / fetch and pick', ratio.median, {
        limit: 1.25,
        digits: 3,
      }),
    ],
    data: {
      ...Object.fromEntries(NAMES.map((name) => [name, spread(peaks(name))])),
      ratio,
    },
  };
};
