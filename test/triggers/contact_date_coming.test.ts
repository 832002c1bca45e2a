import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { clock } from '../../lib/ghl/client/clock.ts';
import { contactSchema } from '../../lib/protiv/contact/schema.ts';
import { Dedupe, primaryKey } from '../../zap-runner/dedupe.ts';

const KEY = 'contact_date_coming';
const OLD = '2020-01-01T00:00:00.000Z';
const MINUTE_MS = 60_000;

let app: TestApp;
let zap: Dedupe;
let now: number;

const at = (moment: string) => {
  now = Date.parse(moment);
};

beforeEach(async () => {
  // Nine o'clock in New York is 14:00 in UTC, from 8 March on 13:00.
  at('2026-03-04T13:00:00Z');
  jest.spyOn(clock, 'now').mockImplementation(() => now);
  app = await openApp({ contacts: 0, now: () => now });
  const trigger = app.platform.definition.triggers?.[KEY];
  if (!trigger) throw new Error('No such trigger.');
  zap = new Dedupe(primaryKey(trigger));
});

afterEach(async () => {
  jest.restoreAllMocks();
  await app.close();
});

/** As Zapier does once a day. */
const renew = async () => {
  const tokens = await app.call('authentication.oauth2Config.refreshAccessToken', {});
  app.authData = { ...app.authData, ...Object(tokens) };
};

const BIRTHDAYS = { dateField: 'dateOfBirth', repeat: 'yearly' };
const moment = { zap: { id: '7' } };

const poll = async (input: Fields = {}, when: object = moment) =>
  zap.takeNew(await app.poll(KEY, { ...BIRTHDAYS, ...input }, when));
const switchOn = async (input: Fields = {}) =>
  zap.takeNew(
    await app.poll(KEY, { ...BIRTHDAYS, ...input }, { ...moment, isPopulatingDedupe: true }),
  );
const idsOf = (rows: readonly object[]) => rows.map((row) => ({ id: '', ...row }).id);

type NewContact = Parameters<TestApp['sandbox']['world']['addContact']>[1];

const add = (contact: NonNullable<NewContact>) =>
  app.sandbox.world.addContact(app.location.id, { dateAdded: OLD, dateUpdated: OLD, ...contact })
    .id;

const born = (dateOfBirth: string) => add({ dateOfBirth });
const wantedBy = (value: string) =>
  add({ customFields: [{ id: app.customFieldId('Wanted By'), value }] });

const searches = () => app.sandbox.requests.filter(({ path }) => path === '/contacts/search');

describe('Contact Date Coming Up', () => {
  it('fires once a year, at nine o’clock of the sub-account’s day, Protiv-shaped', async () => {
    const id = born('1985-03-04');
    born('1985-03-05');
    await switchOn();
    at('2026-03-04T13:59:59Z');
    expect(await poll()).toEqual([]);
    at('2026-03-04T14:00:00Z');
    const [contact, ...others] = await poll();
    expect(others).toEqual([]);
    const { date, ...record } = { date: '', ...contact };
    expect(date).toBe('2026-03-04');
    expect(contactSchema.parse(record)).toMatchObject({ id, dateOfBirth: '1985-03-04' });
    at('2026-03-04T20:00:00Z');
    expect(await poll()).toEqual([]);
    at('2027-03-04T15:00:00Z');
    await renew();
    expect(await poll()).toMatchObject([{ id, date: '2027-03-04' }]);
  });

  it('fires days before, at the hour that is chosen, also when the clocks change in between', async () => {
    const input = { daysBefore: '7', hour: '6' };
    const id = born('1990-03-16');
    await switchOn(input);
    // Daylight saving began on the 8th.
    at('2026-03-09T09:59:59Z');
    await renew();
    expect(await poll(input)).toEqual([]);
    at('2026-03-09T10:00:00Z');
    expect(await poll(input)).toMatchObject([{ id, date: '2026-03-16' }]);
  });

  it('does not fire for a date whose hour has passed when the Zap is switched on', async () => {
    at('2026-03-04T18:00:00Z');
    const id = born('1985-03-04');
    const tomorrow = born('1985-03-05');
    expect(await switchOn()).toEqual([{ id, date: '2026-03-04' }]);
    app.clearRequests();
    born('1985-03-04');
    expect(await poll()).toEqual([]);
    expect(searches()).toEqual([]);
    at('2026-03-05T14:00:00Z');
    await renew();
    expect(idsOf(await poll())).toEqual([tomorrow]);
  });

  it.each([
    ['on the 28th of a year without it', '2027-02-28T15:00:00Z', '2027-02-28'],
    ['on the 29th of a leap year', '2028-02-29T15:00:00Z', '2028-02-29'],
  ])('takes 29 February %s', async (_what, when, date) => {
    const id = born('2000-02-29');
    expect(await poll()).toEqual([]);
    at(when);
    await renew();
    expect(await poll()).toMatchObject([{ id, date }]);
  });

  it('does not take it on the 28th of a leap year', async () => {
    born('2000-02-29');
    at('2028-02-28T15:00:00Z');
    await renew();
    expect(await poll()).toEqual([]);
  });

  it('takes a custom field, every year from its date on, or once', async () => {
    const before = wantedBy('2024-03-04');
    const today = wantedBy('2026-03-04');
    wantedBy('2027-03-04');
    at('2026-03-04T15:00:00Z');
    const yearly = await app.poll(KEY, { dateField: 'customFields.wanted_by' }, moment);
    expect(new Set(idsOf(yearly))).toEqual(new Set([before, today]));
    const once = { dateField: 'Wanted By', repeat: 'Once, on the date itself' };
    expect(idsOf(await app.poll(KEY, once, moment))).toEqual([today]);
    // HighLevel filters by the field: nobody else is read.
    expect(searches().at(-1)?.body).toMatchObject({
      filters: [{ operator: 'range', value: { gte: '2026-03-03', lte: '2026-03-05' } }],
    });
  });

  it('catches up a day that no poll came on, but not two', async () => {
    await switchOn();
    const [lost, late] = [born('1985-03-04'), born('1985-03-05')];
    at('2026-03-06T13:00:00Z');
    await renew();
    const fired = idsOf(await poll());
    expect(fired).toEqual([late]);
    expect(fired).not.toContain(lost);
  });

  it('looks at all once more, in case a result got lost, and then at those that change', async () => {
    const id = born('1985-03-04');
    await switchOn();
    at('2026-03-04T14:00:00Z');
    await app.poll(KEY, BIRTHDAYS, moment);
    now += 15 * MINUTE_MS;
    expect(idsOf(await app.poll(KEY, BIRTHDAYS, moment))).toEqual([id]);
    now += 15 * MINUTE_MS;
    app.clearRequests();
    expect(await app.poll(KEY, BIRTHDAYS, moment)).toEqual([]);
    expect(searches()).toHaveLength(1);
    const entered = born('1990-01-01');
    app.sandbox.world.changeContact(app.location.id, entered, { dateOfBirth: '1990-03-04' });
    expect(idsOf(await app.poll(KEY, BIRTHDAYS, moment))).toEqual([entered]);
  });

  it('reads all contacts where HighLevel cannot tell who has a date of birth, and remembers it', async () => {
    const id = born('1985-03-04');
    add({});
    at('2026-03-04T15:00:00Z');
    app.sandbox.addFault({
      kind: 'status',
      status: 400,
      body: { statusCode: 400, message: 'Invalid field dateOfBirth' },
      match: { path: '/contacts/search$' },
      times: 1,
    });
    expect(idsOf(await poll())).toEqual([id]);
    expect(searches().map(({ body }) => Object(body)['filters']?.length ?? 0)).toEqual([1, 0]);
    app.clearRequests();
    await poll();
    expect(searches().map(({ body }) => Object(body)['filters']?.length ?? 0)).toEqual([0]);
  });

  it('goes on in the next poll where one does not reach the end', async () => {
    for (let index = 0; index < 1_200; index += 1) {
      add({
        dateOfBirth: '1985-03-04',
        dateAdded: new Date(Date.parse(OLD) + index * MINUTE_MS).toISOString(),
      });
    }
    await switchOn();
    at('2026-03-04T14:00:00Z');
    const from = app.sandbox.requests.length;
    const slow = jest
      .spyOn(clock, 'now')
      .mockImplementation(() => now + (app.sandbox.requests.length - from) * 12_000);
    const first = await poll();
    expect(first.length).toBeLessThan(1_200);
    expect(app.logCodes).toContain('poll.catching_up');
    slow.mockImplementation(() => now);
    const second = await poll();
    expect(first.length + second.length).toBe(1_200);
  });

  it('gives what fits into each poll, for some hours only, where Zapier does not say which Zap it is', async () => {
    const id = born('1985-03-04');
    at('2026-03-04T15:00:00Z');
    expect(idsOf(await app.poll(KEY, BIRTHDAYS))).toEqual([id]);
    expect(idsOf(await app.poll(KEY, BIRTHDAYS))).toEqual([id]);
    at('2026-03-04T17:00:00Z');
    expect(await app.poll(KEY, BIRTHDAYS)).toEqual([]);
  });

  it('gives three real contacts with a date as a sample, with the day on which it comes next', async () => {
    add({});
    for (const month of ['01', '03', '06', '12']) born(`1985-${month}-05`);
    const sample = await app.poll(KEY, BIRTHDAYS, { isLoadingSample: true });
    expect(sample).toHaveLength(3);
    for (const { date, dateOfBirth } of sample) {
      const year = String(dateOfBirth) < '1985-03-04' ? 2027 : 2026;
      expect(date).toBe(`${year}${String(dateOfBirth).slice(4)}`);
    }
    wantedBy('2019-05-05');
    const once = { dateField: 'Wanted By', repeat: 'once' };
    expect(await app.poll(KEY, once, { isLoadingSample: true })).toMatchObject([
      { date: '2019-05-05' },
    ]);
  });

  it('lists the fields that hold dates', async () => {
    const { results } = await app.choices(`triggers.${KEY}`, 'dateField');
    expect(results).toEqual([
      { id: 'dateOfBirth', label: 'Date of Birth' },
      { id: 'customFields.wanted_by', label: 'Wanted By' },
    ]);
  });

  it.each([
    ['no field', { dateField: '' }, /“Date Field” is empty/],
    [
      'an unknown field',
      { dateField: 'Wedding' },
      /“Date Field” holds “Wedding”, but the connected/,
    ],
    ['a field without dates', { dateField: 'Lead Score' }, /“Lead Score” does not hold dates/],
    ['an hour of no clock', { hour: '24' }, /“Hour of the Day” takes a whole number from 0 to 23/],
    ['more than a year', { daysBefore: 366 }, /“Days Before” takes a whole number from 0 to 365/],
    ['an unknown repeat', { repeat: 'monthly' }, /“Repeat” takes “Every year” or “Once, on the/],
  ])('refuses %s', async (_what, input, sentence) => {
    const failure = await app.failure(() => poll(input));
    expect(failure.kind).toBe('halted');
    expect(failure.message).toMatch(sentence);
  });

  it('works with a read-only connection', async () => {
    app.connect(({ scopes }) => !scopes.includes('contacts.write'));
    expect(await poll()).toEqual([]);
  });
});
