import { afterEach, describe, expect, it, jest } from '@jest/globals';

import definition from '../../../index.ts';
import { openInEditor, requestsOf } from '../../../labs/bench/requests/counter.ts';
import type { Rounds } from '../../../labs/bench/requests/counter.ts';
import { FEWEST } from '../../../labs/bench/requests/fewest.ts';

const operations = (['triggers', 'searches', 'creates'] as const).flatMap((kind) =>
  Object.keys(definition[kind] ?? {}).map((key) => `${kind}.${key}`),
);

const sizes = (rounds: Rounds) => ({ requests: rounds.flat().length, rounds: rounds.length });

it('the table of requests has each operation, and a reason for each request more than one', () => {
  expect(Object.keys(FEWEST).toSorted()).toEqual(operations.toSorted());
  const cases = Object.entries(FEWEST).flatMap(([name, list]) =>
    list.map((each) => ({ name, ...each })),
  );
  const unexplained = cases.filter(({ rounds, why }) => rounds.flat().length > 1 && !why);
  expect(unexplained.map(({ name, when }) => `${name}, ${when}`)).toEqual([]);
});

describe.each(Object.entries(FEWEST))('%s', (operation, cases) => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(cases.map((each) => [each.when, each] as const))(
    'asks for no more than it needs: %s',
    async (_when, { input, before, rounds }) => {
      expect(await requestsOf(operation, input, { ...(before && { before }) })).toEqual(rounds);
    },
  );

  it('asks for the location’s facts once more, and in one round more, with an empty cache', async () => {
    const [usual] = cases;
    const first = sizes(await requestsOf(operation, usual?.input ?? {}, { emptyCache: true }));
    const later = sizes(usual?.rounds ?? []);
    expect(first.requests - later.requests).toBeLessThanOrEqual(2);
    expect(first.rounds - later.rounds).toBeLessThanOrEqual(1);
  });

  it('opens each list, its fields and its outputs with one request', async () => {
    const opened = await openInEditor(operation, { contactId: 'contactOfBoth0000001' });
    expect(opened.filter(({ rounds }) => rounds.flat().length > 1)).toEqual([]);
  });

  it('asks for the calendars, and the first ten at the same time, to list appointments of anybody', async () => {
    const opened = await openInEditor(operation);
    const more = opened.filter(({ rounds }) => rounds.flat().length > 1);
    for (const { what, rounds } of more) {
      expect(what).toBe('the list of appointmentId');
      expect(rounds).toEqual([['GET /calendars/'], expect.any(Array)]);
      expect(new Set(rounds[1])).toEqual(new Set(['GET /calendars/events']));
      expect(rounds[1]?.length).toBeLessThanOrEqual(10);
    }
  });
});
