import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
});

afterEach(async () => {
  await app.close();
});

const calendars = () => app.sandbox.world.location(app.location.id).calendars;

const find = (name: unknown) => app.search('find_calendar', { name });

describe('Find Calendar', () => {
  it('finds one by name, with its team, in one request', async () => {
    const calendar = calendars().find(({ name }) => name === 'Consultation');
    expect(await find('consultation')).toEqual([
      {
        id: calendar?.id,
        calendarId: calendar?.id,
        name: 'Consultation',
        isActive: true,
        calendarType: 'round_robin',
        calendarGroupId: calendar?.groupId,
        userIds: calendar?.teamMembers.map(({ userId }) => userId),
        matchedBy: 'name',
      },
    ]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual(['/calendars/']);
  });

  it('finds one that is switched off too, and says so', async () => {
    expect(await find('Winter')).toMatchObject([
      { name: 'Winter Service', isActive: false, matchedBy: 'similarName' },
    ]);
  });

  it('finds one by its ID, and nothing for what there is not', async () => {
    const [first] = calendars();
    expect(await find(first?.id)).toMatchObject([{ name: first?.name, matchedBy: 'id' }]);
    for (const given of ['Summer', 'Consultations', '?']) expect(await find(given)).toEqual([]);
  });

  it('names two of the same name', async () => {
    const [first] = calendars();
    if (first) calendars().push({ ...first, id: 'copy0000000000000001' });
    const { kind, message } = await app.failure(() => find(first?.name));
    expect(kind).toBe('halted');
    expect(message).toContain(`“${first?.name}” (${first?.id})`);
    expect(message).toContain('(copy0000000000000001). Give the whole name or the ID of one.');
  });
});
