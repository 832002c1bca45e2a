import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../../../harness/app.ts';
import type { Fields, TestApp } from '../../../../harness/app.ts';
import { holdClock } from '../../../../harness/time.ts';
import definition from '../../../../index.ts';
import { searchOperation } from '../../../../lib/zapier/platform/operation.ts';
import {
  businessNames,
  calendarNames,
  readBusiness,
  readCalendar,
  readUser,
  userNames,
} from '../../../../lib/zapier/references/references.ts';
import { newTrace } from '../../../../zap-runner/platform.ts';

const KINDS = {
  user: { read: readUser, names: userNames, label: 'Assigned User' },
  calendar: { read: readCalendar, names: calendarNames, label: 'Calendar' },
  company: { read: readBusiness, names: businessNames, label: 'Company' },
};

type Kind = keyof typeof KINDS;

const kindOf = (name: unknown): (typeof KINDS)[Kind] => {
  const [found] = Object.entries(KINDS).filter(([kind]) => kind === name);
  if (!found) throw new Error('No such kind.');
  return found[1];
};

const KIND = { key: 'kind', type: 'string' } as const;
const VALUE = { key: 'value', type: 'string' } as const;

const probe = {
  noun: 'Reference',
  label: 'Probe',
  description: 'Probes.',
  sample: { id: '1' },
  outputFields: [{ key: 'id' }],
};

/** An app that does nothing but read references. */
const reading = {
  ...definition,
  searches: {
    read: searchOperation({
      ...probe,
      key: 'read',
      inputFields: [KIND, VALUE],
      perform: async (run) => {
        const { read, label } = kindOf(run.input.kind);
        return [{ id: (await read(run, label, run.input.value)) ?? 'blank' }];
      },
    }),
    names: searchOperation({
      ...probe,
      key: 'names',
      inputFields: [KIND, VALUE],
      perform: async (run) => {
        const wanted = run.input.value === undefined ? undefined : [null, '', undefined];
        const names = await kindOf(run.input.kind).names(run, wanted);
        return [...names].map(([id, name]) => ({ id, name }));
      },
    }),
  },
};

let app: TestApp;

beforeEach(async () => {
  app = await openApp({ contacts: 0 }, reading);
});

afterEach(() => app.close());

const call = async (key: string, input: Fields): Promise<Fields[]> => {
  app.clearRequests();
  app.trace = newTrace();
  const bundle = { authData: app.authData, inputData: input };
  return Object(await app.platform.call(`searches.${key}.operation.perform`, bundle, app.trace));
};

const read = async (kind: Kind, value: unknown): Promise<unknown> =>
  (await call('read', { kind, value }))[0]?.['id'];

const refusal = async (kind: Kind, value: unknown): Promise<string> => {
  const failure = await app.failure(() => read(kind, value));
  expect(failure.kind).toBe('halted');
  return failure.message;
};

const here = () => app.sandbox.world.location(app.location.id);

const asked = (): string[] => app.sandbox.requests.map(({ path }) => path);

describe('an id', () => {
  it.each<[Kind, string]>([
    ['user', 've9EPM428h8vShlRW1KT'],
    ['user', 'calendarOfBoth000001'],
    ['calendar', '63771dcac1116f0e21de8e12'],
    ['company', '7915dedc-8f18-44d5-8bc3-77c04e994a10'],
    ['company', '  ve9EPM428h8vShlRW1KT\n'],
  ])('of a %s costs no request: %s', async (kind, id) => {
    expect(await read(kind, id)).toBe(id.trim());
    expect(asked()).toEqual([]);
  });

  it('without a digit passes although the list lacks it, and although there is no list', async () => {
    expect(await read('user', 'aBcDeFgHiJkLmNoPqRsT')).toBe('aBcDeFgHiJkLmNoPqRsT');
    app.sandbox.addFault({ kind: 'status', status: 403, match: { path: '^/calendars/' } });
    expect(await read('calendar', 'aBcDeFgHiJkLmNoPqRsT')).toBe('aBcDeFgHiJkLmNoPqRsT');
  });

  it('of another form passes if the list holds it', async () => {
    here().calendars.push(
      ...here()
        .calendars.slice(0, 1)
        .map((one) => ({ ...one, id: 'front-desk' })),
    );
    expect(await read('calendar', 'front-desk')).toBe('front-desk');
  });
});

describe('nothing', () => {
  it.each([undefined, null, '', '  ', []])('stays nothing: %j', async (value) => {
    expect(await read('user', value)).toBe('blank');
    expect(asked()).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    (name: string) => name,
    (name: string) => name.toUpperCase(),
    (name: string) => name.toLowerCase(),
    (name: string) => `  ${name.replace(' ', '   ')} `,
  ])('stands for the one who has it (%#), in each kind', async (written) => {
    const [user] = here().users;
    const [calendar] = here().calendars;
    const [business] = here().businesses;
    expect(await read('user', written(user?.name ?? ''))).toBe(user?.id);
    expect(await read('calendar', written(calendar?.name ?? ''))).toBe(calendar?.id);
    expect(await read('company', written(business?.name ?? ''))).toBe(business?.id);
  });

  it('costs one request an hour', async () => {
    await read('calendar', 'Site Visit');
    expect(asked()).toEqual(['/calendars/']);
    await read('calendar', 'Consultation');
    expect(asked()).toEqual([]);
  });

  it.each([
    ['STAFF1.US@example.com'],
    ['Office <staff1.us@example.com>'],
    ['"Office, Main" <Staff1.us@Example.com>'],
  ])('may be a user’s email address: %s', async (address) => {
    expect(await read('user', address)).toBe(here().users[0]?.id);
  });

  it('that is long is still a name', async () => {
    const id = 'aaaaaaaaaaaaaaaaaaa1';
    here().users.push(
      ...here()
        .users.slice(0, 1)
        .map((user) => ({ ...user, id, name: 'ChristopherAlexander' })),
    );
    expect(await read('user', 'christopherAlexander')).toBe(id);
    expect(await refusal('user', 'ChristopherAlexandra')).toContain('“ChristopherAlexandra”');
  });

  it('that is new is looked for in the list as it is now', async () => {
    await read('company', 'Harbor Homes LLC');
    here().businesses.push({ id: 'newCompany0000000001', name: 'Straße & Söhne' });
    expect(await read('company', 'STRASSE & SÖHNE')).toBe('newCompany0000000001');
    expect(asked()).toContain('/businesses/');
  });

  it('that none has stops the step with field and value', async () => {
    expect(await refusal('user', 'Dana Nobody')).toBe(
      '“Assigned User” holds “Dana Nobody”, but there is no such user in the connected sub-account. Choose one from the list, or give the full name, the email address or the ID of one.',
    );
    expect(asked()).toEqual(['/users/search']);
    expect(await refusal('calendar', '42')).toContain(
      '“Calendar” holds “42”, but there is no such calendar',
    );
    expect(await refusal('company', 'Nobody Ltd')).toContain('“Company” holds “Nobody Ltd”');
  });

  it('is not given away where it is an address', async () => {
    const message = await refusal('user', 'gone@example.com');
    expect(message).toContain('“Assigned User” holds an email address, but there is no such user');
    expect(message).not.toContain('gone');
  });

  it('that several have stops the step, unless one is written in just that way', async () => {
    const other = { id: 'otherCalendar0000001', name: 'SITE VISIT' };
    here().calendars.push(
      ...here()
        .calendars.slice(0, 1)
        .map((one) => ({ ...one, ...other })),
    );
    expect(await refusal('calendar', 'site visit')).toBe(
      '“Calendar” holds “site visit”, and 2 calendars of the connected sub-account go by it. Choose the right one from the list, or map its ID.',
    );
    expect(await read('calendar', 'SITE VISIT')).toBe('otherCalendar0000001');
  });

  it('is looked for among so many only that the cache can hold them, and the sentence says so', async () => {
    for (let index = 0; index < 2_100; index += 1) {
      const id = `company${String(index).padStart(13, '0')}`;
      here().businesses.push({ id, name: `Company ${index}` });
    }
    expect(await read('company', 'company 1900')).toBe('company0000000001900');
    expect(asked()).toHaveLength(20);
    expect(await refusal('company', 'Company 2050')).toContain(
      'there is no such company among the first 2000 companies of the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    );
  });

  it('in a list or a group of values stops the step', async () => {
    expect(await refusal('user', ['Ana', 'Ben'])).toContain('“Assigned User” takes a single text');
  });

  it.each([
    ['is not allowed', { status: 403 }],
    ['is not there', { status: 404 }],
  ])('whose list %s stops the step with the field', async (_why, fault) => {
    app.sandbox.addFault({ kind: 'status', ...fault, match: { path: '^/businesses/' } });
    expect(await refusal('company', 'Harbor Homes LLC')).toMatch(
      /^“Company” holds a name in place of an ID, and Protiv could not look it up\. /,
    );
  });

  it('whose list the connection may not read stops the step with the field', async () => {
    app.authData['scope'] = 'contacts.readonly';
    expect(await refusal('user', 'Ana')).toContain('“Assigned User” holds a name');
    app.authData['companyId'] = '';
    app.authData['scope'] = 'users.readonly';
    expect(await refusal('user', 'Ana')).toContain('“Assigned User” holds a name');
    expect(asked()).toEqual([]);
  });

  it('that another connection has read does not help one that may not', async () => {
    const name = here().users[0]?.name;
    expect(await read('user', name)).toBe(here().users[0]?.id);
    app.authData['scope'] = 'contacts.readonly';
    expect(await refusal('user', name)).toContain('not allowed to read users');
  });

  it('whose list is down for a moment has Zapier try again', async () => {
    holdClock();
    app.sandbox.addFault({ kind: 'status', status: 503 });
    const failure = await app.failure(() => read('user', 'Ana'));
    expect(failure.kind).toBe('throttled');
  });
});

describe('names for outputs', () => {
  it('are those of the list, from the cache after the first time', async () => {
    expect(await call('names', { kind: 'user' })).toEqual(
      here().users.map(({ id, name }) => ({ id, name })),
    );
    expect(asked()).toEqual(['/users/search']);
    expect(await call('names', { kind: 'user' })).toHaveLength(3);
    expect(asked()).toEqual([]);
    expect(await call('names', { kind: 'calendar' })).toHaveLength(4);
    expect(await call('names', { kind: 'company' })).toHaveLength(3);
  });

  it('are not read where no record has an id, or the connection lacks the right', async () => {
    expect(await call('names', { kind: 'user', value: 'none' })).toEqual([]);
    app.authData['scope'] = 'contacts.readonly';
    expect(await call('names', { kind: 'calendar' })).toEqual([]);
    expect(asked()).toEqual([]);
    expect(app.logCodes).toEqual([]);
  });

  it.each([
    { kind: 'status' as const, status: 403 },
    { kind: 'status' as const, status: 429 },
    { kind: 'status' as const, status: 500 },
    { kind: 'timeoutBefore' as const },
    { kind: 'html' as const },
    { kind: 'wrongType' as const },
  ])('are left out when the list fails with %j, at the cost of one request', async (fault) => {
    holdClock();
    app.sandbox.addFault(fault);
    expect(await call('names', { kind: 'company' })).toEqual([]);
    expect(asked()).toEqual(['/businesses/']);
    expect(app.logCodes).toContain('names.unread');
    expect(await call('names', { kind: 'company' })).toEqual([]);
    expect(asked()).toEqual([]);
  });

  it('are asked for again where the token had expired, which says nothing of the list', async () => {
    app.sandbox.addFault({ kind: 'status', status: 401, times: 1 });
    expect(await call('names', { kind: 'user' })).toEqual([]);
    expect(app.logCodes).toContain('names.unread');
    expect(await call('names', { kind: 'user' })).not.toEqual([]);
  });

  it('that failed do not make a name unknown', async () => {
    app.sandbox.addFault({ kind: 'status', status: 403, times: 1 });
    expect(await call('names', { kind: 'calendar' })).toEqual([]);
    expect(await read('calendar', 'Site Visit')).toBe(here().calendars[0]?.id);
  });
});

describe('users', () => {
  /** Has the list of users come in these pages, whatever is asked for. */
  const inPages = (...pages: object[][]): void => {
    for (const users of pages) {
      app.sandbox.addFault({ kind: 'status', status: 200, body: { users }, times: 1 });
    }
    app.sandbox.addFault({ kind: 'status', status: 200, body: { users: [] } });
  };

  it('come in pages of any size', async () => {
    inPages(
      [
        { id: 'u1', name: 'Ana' },
        { id: 'u2', name: 'Ben' },
      ],
      [{ id: 'u3', name: 'Cy' }],
    );
    expect(await read('user', 'cy')).toBe('u3');
    expect(asked()).toHaveLength(3);
  });

  it('are called by first and last name, else by their address', async () => {
    inPages([
      { id: 'u1', name: '', firstName: 'Ana', lastName: 'Ruiz', email: 'a@example.com' },
      { id: 'u2', name: null, email: 'b@example.com' },
      { id: 'u3' },
    ]);
    expect(await call('names', { kind: 'user' })).toEqual([
      { id: 'u1', name: 'Ana Ruiz' },
      { id: 'u2', name: 'b@example.com' },
    ]);
    expect(await read('user', 'ana ruiz')).toBe('u1');
  });

  it('who were deleted are known by their id only, and keep their name in outputs', async () => {
    inPages([{ id: 'u1', name: 'Ana', email: 'a@example.com', deleted: true }]);
    expect(await call('names', { kind: 'user' })).toEqual([{ id: 'u1', name: 'Ana' }]);
    expect(await read('user', 'u1')).toBe('u1');
    expect(await refusal('user', 'Ana')).toContain('no such user');
    expect(await refusal('user', 'a@example.com')).toContain('no such user');
  });
});
