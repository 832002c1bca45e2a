import { APPS } from './apps.ts';
import type { AppName } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, median, ratios, shownSpread, spread } from './statistics.ts';

const ROUNDS = 12;

/** Invocations of one process that are measured, and those before them that are not. */
const CALLS = 40;
const WARM_UP = 10;

const NAMES: readonly AppName[] = ['protiv', 'plain', 'idle', 'bare'];

/** Invocations of a process that has been running for a while. */
export const warm: RunSection = async (bench) => {
  const apps = await bench.apps();
  const processes = await bench.processes();
  const results = await bench.withLocation({ contacts: 1_000, newContacts: 2 }, ({ poll }) =>
    alternately(NAMES, ROUNDS, async (name) => {
      const { calls } = await processes.probe(apps[name], {
        event: poll,
        calls: WARM_UP + CALLS,
      });
      const measured = calls.slice(WARM_UP);
      return {
        cpuMs: median(measured.map(({ cpuMs }) => cpuMs)),
        requests: measured[0]?.requests ?? 0,
        newSockets: calls.reduce((sum, { newSockets }) => sum + newSockets, 0),
        allRequests: calls.reduce((sum, { requests }) => sum + requests, 0),
      };
    }),
  );
  const times = (name: AppName): number[] => results(name).map(({ cpuMs }) => cpuMs);
  const toPlain = ratios(times('protiv'), times('plain'));
  const sockets = Math.max(...results('protiv').map(({ newSockets }) => newSockets));
  const requests = results('protiv')[0]?.allRequests ?? 0;
  return {
    title: 'Warm invocation',
    introduction: `One more poll of New Contact in a process that has served ${WARM_UP} already, in milliseconds of processor time (the same page as above; medians of ${CALLS} calls, in ${ROUNDS} alternating processes).`,
    columns: ['app', 'requests', 'an invocation', 'Protiv / this'],
    rows: NAMES.map((name) => [
      APPS[name],
      String(results(name)[0]?.requests ?? 0),
      shownSpread(spread(times(name)), 2),
      shownSpread(ratios(times('protiv'), times(name)), 3),
    ]),
    notes: [
      `Connections are kept alive: the ${requests} requests of one process opened ${sockets} of them.`,
    ],
    aims: [
      atMost('Warm invocation with one request: Protiv / the same definition', toPlain.median, {
        limit: 1.1,
        digits: 3,
      }),
      atMost(`Connections opened for ${requests} requests of a process`, sockets, {
        limit: 1,
        digits: 0,
      }),
    ],
    data: {
      apps: Object.fromEntries(
        NAMES.map((name) => [
          name,
          { cpuMs: spread(times(name)), ratio: ratios(times('protiv'), times(name)) },
        ]),
      ),
      connections: { requests, opened: sockets },
    },
  };
};
