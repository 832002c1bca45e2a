import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { factsFile } from '../../../harness/facts-file.ts';
import { factsOf } from '../../../harness/facts.ts';
import { Lab } from '../../../harness/lab/lab.ts';
import { CONTACT } from '../../../harness/lab/records.ts';
import { openInEditor, requestsOf } from '../../../harness/lab/rounds.ts';
import { operationsIn } from '../../../harness/lab/tried-operations.ts';
import definition from '../../../index.ts';

let lab: Lab;

beforeAll(async () => {
  lab = await Lab.open();
});

afterAll(() => lab.close());

/** The sub-account's facts, and the lists that names come from. */
const REMEMBERED: ReadonlySet<string> = new Set([
  'GET /locations/{locationId}',
  'GET /locations/{locationId}/customFields',
  'GET /users/search',
  'GET /calendars/',
  'GET /businesses/',
  'GET /opportunities/pipelines',
  'GET /opportunities/lost-reason',
  'GET /forms/',
  'GET /surveys/',
]);

describe.each(operationsIn(definition))('$name', (operation) => {
  const { key, name } = operation;

  it('asks for no more than it needs, in each way that it can go', async () => {
    for (const way of factsOf(key).ways) {
      const asked = { file: factsFile(key), when: way.when };
      const requests = await requestsOf(lab, name, way);
      expect({ ...asked, requests }).toEqual({ ...asked, requests: way.requests });
      const isExplained = requests.flat().length <= 1 || way.why !== undefined;
      expect({ ...asked, isExplained }).toEqual({ ...asked, isExplained: true });
    }
  });

  it('asks for what it remembers for an hour once more, and in two rounds more, with an empty cache', async () => {
    const [usual] = factsOf(key).ways;
    const first = await requestsOf(lab, name, usual, { emptyCache: true });
    const more = first.flat();
    for (const route of usual.requests.flat()) more.splice(more.indexOf(route), 1);
    expect(more.filter((route) => !REMEMBERED.has(route))).toEqual([]);
    expect(new Set(more).size).toBe(more.length);
    // Facts come before a request that needs them, names after the one that gives their ids.
    expect(first.length - usual.requests.length).toBeLessThanOrEqual(2);
  });

  it('opens each list, its fields and its outputs with one request', async () => {
    const opened = await openInEditor(lab, name, { contactId: CONTACT });
    expect(opened.filter(({ rounds }) => rounds.flat().length > 1)).toEqual([]);
  });

  it('asks for the calendars, and the first ten at the same time, to list appointments of anybody', async () => {
    const opened = await openInEditor(lab, name);
    const more = opened.filter(({ rounds }) => rounds.flat().length > 1);
    for (const { what, rounds } of more) {
      expect(what).toBe('the list of appointmentId');
      expect(rounds).toEqual([['GET /calendars/'], expect.any(Array)]);
      expect(new Set(rounds[1])).toEqual(new Set(['GET /calendars/events']));
      expect(rounds[1]?.length).toBeLessThanOrEqual(10);
    }
  });
});
