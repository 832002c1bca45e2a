import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 0, now: () => Date.parse('2031-03-03T12:00:00Z') });
});

beforeEach(() => {
  app.clearRequests();
  app.sandbox.reset();
});

afterAll(() => app.close());

const here = () => app.sandbox.world.location(app.location.id);

const TIME = { startTime: '2031-03-10T10:00:00-04:00', endTime: '2031-03-10T15:00:00-04:00' };

const block = (input: Fields) => app.create('block_time', { ...TIME, ...input });

const blocked = () => [...here().blockedSlots.values()];

const freeStarts = async (calendarId: string | undefined): Promise<unknown[]> => {
  const rows = await app.search('find_free_slots', {
    calendarId,
    from: '2031-03-10T09:00:00-04:00',
    to: '2031-03-10T17:00:00-04:00',
  });
  return rows.flatMap(({ slots }) => (Array.isArray(slots) ? slots : []));
};

describe('Block Time', () => {
  it('keeps a user’s time free in all calendars, by the user’s name', async () => {
    const [user] = here().users;
    const [calendar] = here().calendars;
    const before = (await freeStarts(calendar?.id)).length;
    const result = await block({ assignedTo: user?.name, title: 'Training {{x}}' });
    const id = expect.any(String);
    expect(result).toEqual({
      id,
      blockedTimeId: id,
      title: 'Training {{x}}',
      assignedTo: user?.id,
      assignedToName: user?.name,
      ...TIME,
      startTimeUtc: '2031-03-10T14:00:00.000Z',
      timezone: 'America/New_York',
      wasCreated: true,
    });
    expect((await freeStarts(calendar?.id)).length).toBeLessThan(before);
    expect(app.writesSent.map(({ body }) => body)).toEqual([
      { ...TIME, assignedUserId: user?.id, title: 'Training {{x}}', locationId: app.location.id },
    ]);
  });

  it('blocks a calendar for everybody', async () => {
    const [calendar] = here().calendars;
    const result = await block({ calendarId: calendar?.name });
    expect(result).toMatchObject({ calendarId: calendar?.id, calendarName: calendar?.name });
    expect(result).not.toHaveProperty('assignedTo');
    expect(blocked()).toMatchObject([{ calendarId: calendar?.id }]);
  });

  it('gives the one that is there when the step runs again, and not another one', async () => {
    const calendarId = here().calendars[0]?.id;
    const first = await block({ calendarId, title: 'Training' });
    expect(await block({ calendarId, title: 'Training' })).toEqual({ ...first, wasCreated: false });
    expect(await block({ calendarId })).toEqual({ ...first, wasCreated: false });
    expect(await block({ calendarId, title: 'Repairs' })).toMatchObject({ wasCreated: true });
    expect(await block({ calendarId, endTime: '2031-03-10T16:00:00-04:00' })).toMatchObject({
      wasCreated: true,
    });
    expect(blocked()).toHaveLength(3);
  });

  it('finds what it blocked when the answer is lost, and reads a thin one', async () => {
    const calendarId = here().calendars[0]?.id;
    app.sandbox.addFault({ kind: 'resetAfter', times: 1, match: { method: 'POST' } });
    expect(await block({ calendarId })).toMatchObject({ wasCreated: true });
    expect(blocked()).toHaveLength(1);
    app.sandbox.addFault({
      kind: 'status',
      status: 201,
      body: { id: 'blockOfOdd0000000001', startTime: {}, endTime: null },
      match: { method: 'POST' },
    });
    expect(await block({ calendarId, title: 'Repairs' })).toMatchObject({
      id: 'blockOfOdd0000000001',
      calendarId,
      title: 'Repairs',
      ...TIME,
    });
  });

  it('reads times without a zone in the sub-account’s', async () => {
    const calendarId = here().calendars[0]?.id;
    const times = { startTime: '2031-03-10 10:00', endTime: '2031-03-10 15:00' };
    expect(await block({ calendarId, ...times })).toMatchObject(TIME);
  });
});
