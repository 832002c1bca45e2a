import { APPS } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, ratios, shownSpread, spread } from './statistics.ts';

const ROUNDS = 11;
const NEW_CONTACTS = 5_000;

const NAMES = ['protiv', 'plain', 'idle'] as const;

/** Memory of a process that has polled once, in a location with a burst of new contacts. */
export const memory: RunSection = async (bench) => {
  const apps = await bench.apps();
  const processes = await bench.processes();
  const results = await bench.withLocation({ newContacts: NEW_CONTACTS }, ({ poll }) =>
    alternately(NAMES, ROUNDS, async (name) => {
      const {
        calls: [call],
      } = await processes.probe(apps[name], { event: poll, calls: 1 });
      if (!call) throw new Error('The poll did not run.');
      if (name !== 'idle' && call.rows < NEW_CONTACTS) {
        throw new Error(`The app "${name}" found ${call.rows} of ${NEW_CONTACTS} contacts.`);
      }
      return call;
    }),
  );
  const after = (name: (typeof NAMES)[number]): number[] => results(name).map(({ rssMb }) => rssMb);
  const peak = (name: (typeof NAMES)[number]): number[] =>
    results(name).map(({ peakRssMb }) => peakRssMb);
  const ratio = ratios(after('protiv'), after('plain'));
  return {
    title: 'Memory',
    introduction: `Resident memory of a process that has polled New Contact once, with ${NEW_CONTACTS} new contacts in the location, in MB (${ROUNDS} alternating processes). Core ends a process that holds more than 450 MB after 250 invocations.`,
    columns: ['app', 'rows', 'after the poll', 'at most', 'Protiv / this, after', 'at most'],
    rows: NAMES.map((name) => [
      APPS[name],
      String(results(name)[0]?.rows ?? 0),
      shownSpread(spread(after(name)), 0),
      shownSpread(spread(peak(name)), 0),
      shownSpread(ratios(after('protiv'), after(name)), 2),
      shownSpread(ratios(peak('protiv'), peak(name)), 2),
    ]),
    aims: [
      atMost(
        'Memory after a poll of 5,000 contacts: Protiv / fetching and picking fields',
        ratio.median,
        { limit: 1.25 },
      ),
      atMost(
        'The most memory on the way there: Protiv / fetching and picking fields',
        ratios(peak('protiv'), peak('plain')).median,
        { limit: 1.25 },
      ),
    ],
    data: Object.fromEntries(
      NAMES.map((name) => [name, { afterMb: spread(after(name)), peakMb: spread(peak(name)) }]),
    ),
  };
};
