import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import { Checker } from '../../scripts/live/checker.ts';
import { checkReads, checkWrites } from '../../scripts/live/checks.ts';
import { Connection } from '../../zap-runner/connection.ts';

let app: TestApp;
let lines: string[];
let check: Checker;

beforeEach(async () => {
  app = await openApp();
  lines = [];
  check = new Checker(new Connection(app.platform, app.authData), (line) => lines.push(line));
});

afterEach(async () => {
  await app.close();
});

describe('the check of a real account', () => {
  it('reads without changing anything', async () => {
    await checkReads(check);
    expect(check.failed).toBe(0);
    expect(app.sandbox.writes).toBe(0);
    for (const kind of ['triggers', 'searches'] as const) {
      for (const key of check.keys(kind)) {
        expect(lines).toContainEqual(expect.stringMatching(`^  (ok +${key}: |skipped ${key}: .)`));
      }
    }
  });

  it('leaves nothing behind, and answers what moves a contact’s date', async () => {
    const { contacts } = app.sandbox.world.location(app.location.id);
    const before = [...contacts.keys()];
    await checkWrites(check, 2);
    expect(lines.filter((line) => line.includes('FAILED'))).toEqual([]);
    expect([...contacts.keys()]).toEqual(before);
    for (const key of check.keys('creates')) {
      expect(lines).toContainEqual(expect.stringMatching(`^  (ok +${key}: |skipped ${key}: .)`));
    }
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringContaining('a new tag moves dateUpdated'),
        expect.stringContaining('a new note does not move dateUpdated'),
        expect.stringContaining('the same again gave the same contact'),
        expect.stringContaining('the same again gave the same task'),
        expect.stringContaining('due date survived: yes'),
        expect.stringContaining('clearing the city worked'),
      ]),
    );
  });

  it('says which operation failed, of what kind, and why', async () => {
    await check.run('creates', 'add_tags', { contactId: 'goneForGood1', tags: ['x'] });
    expect(check.failed).toBe(1);
    expect(lines.join()).toMatch(
      /FAILED {2}add_tags \(halted\): HighLevel has no contact.*\[GET 400\]/,
    );
  });
});
