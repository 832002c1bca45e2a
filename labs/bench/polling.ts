import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, median, ratios, shownSpread, spread } from './statistics.ts';

const SIZES = [100, 10_000, 100_000] as const;

const ROUNDS = 16;

/** Polls of one process that are measured, and those before them that are not. */
const CALLS = 60;
const WARM_UP = 100;

interface Measured {
  requests: number;
  bytes: number;
  cpuMs: number[];
}

/** A quiet location, however many contacts it has. */
export const polling: RunSection = async (bench) => {
  const { protiv } = await bench.apps();
  const processes = await bench.processes();
  // All of them are there at once: the largest keeps the machine as busy for the others.
  const measured = await bench.withLocations(
    SIZES.map((size) => ({ contacts: size - 2, newContacts: 2 })),
    async (locations) => {
      const probed = await alternately(locations, ROUNDS, ({ poll }) =>
        processes.probe(protiv, { event: poll, calls: WARM_UP + CALLS }),
      );
      return locations.map((location): Measured => {
        const all = probed(location).map(({ calls }) => calls);
        const warm = all.map((calls) => calls.slice(WARM_UP));
        return {
          requests: Math.max(...all.flat().map(({ requests }) => requests)),
          bytes: median(warm.flat().map(({ bytes }) => bytes)),
          cpuMs: warm.map((calls) => median(calls.map(({ cpuMs }) => cpuMs))),
        };
      });
    },
  );

  // Each size against the smallest one in the same round.
  const cpu = measured.map(({ cpuMs }) => ratios(cpuMs, measured[0]?.cpuMs ?? []).median);
  const bytes = measured.map((size) => size.bytes);
  const requests = measured.map((size) => size.requests);
  const widest = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);
  return {
    title: 'Polls of a quiet location',
    introduction: `New Contact with two new contacts, in locations of different sizes: what one poll of a warm process asks, gets and takes (medians of ${CALLS} polls, in ${ROUNDS} alternating processes for each size).`,
    columns: ['contacts in the location', 'requests', 'KB received', 'ms of processor time'],
    rows: measured.map((size, index) => [
      SIZES[index]?.toLocaleString('en-US') ?? '',
      String(size.requests),
      (size.bytes / 1000).toFixed(1),
      shownSpread(spread(size.cpuMs), 2),
    ]),
    aims: [
      atMost('Requests of a poll, 100 to 100,000 contacts', Math.max(...requests), {
        limit: 1,
        digits: 0,
      }),
      atMost('Bytes of a poll: most / least, 100 to 100,000 contacts', widest(bytes), {
        limit: 1.1,
      }),
      atMost('Processor time of a poll: most / least, 100 to 100,000 contacts', widest(cpu), {
        limit: 1.1,
      }),
    ],
    data: measured.map((size, index) => ({ contacts: SIZES[index], ...size })),
  };
};
