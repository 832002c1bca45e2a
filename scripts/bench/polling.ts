import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { median, shownSpread, spread } from './statistics.ts';

const SIZES = [100, 10_000, 100_000] as const;

const ROUNDS = 10;

/** Polls of one process that are measured, and those before them that are not. */
const CALLS = 30;
const WARM_UP = 20;

interface Measured {
  requests: number;
  bytes: number;
  cpuMs: number[];
}

/** A quiet location, however many contacts it has. */
export const polling: RunSection = async (bench) => {
  const { protiv } = await bench.apps();
  const processes = await bench.processes();
  const measured = new Map<number, Measured>(
    SIZES.map((size) => [size, { requests: 0, bytes: 0, cpuMs: [] }]),
  );
  const measure = async (size: number): Promise<void> => {
    const sum = measured.get(size);
    await bench.withLocation({ contacts: size - 2, newContacts: 2 }, async ({ poll }) => {
      for (let round = 0; round < ROUNDS / 2; round += 1) {
        const { calls } = await processes.probe(protiv, { event: poll, calls: WARM_UP + CALLS });
        const warm = calls.slice(WARM_UP);
        sum?.cpuMs.push(median(warm.map(({ cpuMs }) => cpuMs)));
        Object.assign(sum ?? {}, {
          requests: Math.max(...calls.map(({ requests }) => requests)),
          bytes: median(warm.map(({ bytes }) => bytes)),
        });
      }
    });
  };
  // There and back, so that a machine that slows down does not favour one of them.
  for (const size of [...SIZES, ...SIZES.toReversed()]) await measure(size);

  const of = (size: number): Measured => measured.get(size) ?? { requests: 0, bytes: 0, cpuMs: [] };
  const cpu = SIZES.map((size) => median(of(size).cpuMs));
  const bytes = SIZES.map((size) => of(size).bytes);
  const requests = SIZES.map((size) => of(size).requests);
  const widest = (values: readonly number[]): number => Math.max(...values) / Math.min(...values);
  return {
    title: 'Polls of a quiet location',
    introduction: `New Contact with two new contacts, in locations of different sizes: what one poll of a warm process asks, gets and takes (medians of ${CALLS} polls, in ${ROUNDS} processes for each size).`,
    columns: ['contacts in the location', 'requests', 'KB received', 'ms of processor time'],
    rows: SIZES.map((size) => [
      size.toLocaleString('en-US'),
      String(of(size).requests),
      (of(size).bytes / 1000).toFixed(1),
      shownSpread(spread(of(size).cpuMs), 2),
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
    data: SIZES.map((size) => ({ contacts: size, ...of(size) })),
  };
};
