import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import { appLog } from '../../harness/inside-core.ts';
import { CONTACT, addNamedRecords } from '../../harness/lab/records.ts';
import { LOG_STORIES } from '../../harness/log-lines.ts';

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 5 });
  addNamedRecords(app.sandbox, app.location.id);
});

afterEach(async () => {
  await app.close();
});

describe('the log', () => {
  it.each(Object.entries(LOG_STORIES))('says %s, in one line, and of whom', async (code, story) => {
    await story(app);
    const lines = appLog(app.trace.log).filter((line) => line['code'] === code);
    expect(lines).not.toHaveLength(0);
    for (const line of lines) {
      expect(line).toMatchObject({ locationId: app.location.id });
      const values = Object.values(line).flat();
      expect(values.filter((value) => typeof value === 'object')).toEqual([]);
    }
  });

  it.each([
    ['ratelimit.low', { remaining: 19_998, limit: 200_000 }],
    ['auth.refresh_failed', { reason: 'grant_refused', status: 400 }],
    ['auth.scope_missing', { scope: 'contacts.write' }],
    ['write.ambiguous', { reason: 'unreachable', found: true }],
    ['record.partial', { fields: ['firstName'], rowsLeftOut: 0 }],
    ['poll.slimmed', { rows: 8, slim: 2, fields: 'core' }],
    ['poll.truncated', { rows: 199, by: 'dateAdded' }],
    ['auth.location_changed', { to: 'anotherLocation' }],
  ] as const)('says with %s what is to be known: %j', async (code, details) => {
    await LOG_STORIES[code](app);
    expect(appLog(app.trace.log)).toContainEqual(expect.objectContaining({ code, ...details }));
  });

  it('says once for each operation that the day’s allowance runs low', async () => {
    app.sandbox.limits.leaveToday(app.location.id, 100);
    await app.search('get_contact_summary', { contactId: CONTACT });
    expect(app.sandbox.requests.length).toBeGreaterThan(3);
    expect(app.logCodes).toEqual(['ratelimit.low']);
  });

  it('says nothing of the day’s allowance while a tenth of it is left', async () => {
    app.sandbox.limits.leaveToday(app.location.id, 20_001);
    await app.poll('new_contact');
    expect(app.logCodes).toEqual([]);
  });
});
