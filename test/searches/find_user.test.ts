import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { TestApp } from '../../harness/app.ts';
import type { User } from '../../sandbox/world.ts';

let app: TestApp;

const person = (id: string, name: string, rest: Partial<User> = {}): User => {
  const [firstName = '', lastName = ''] = name.split(' ');
  const email = `${id}@example.com`;
  return { id, name, firstName, lastName, email, phone: '+16465550190', ...rest };
};

beforeEach(async () => {
  app = await openApp({ contacts: 0 });
  users().splice(
    0,
    Number.POSITIVE_INFINITY,
    person('ana00000000000000001', 'Ana Ruiz'),
    person('ben00000000000000002', 'Ben Öz'),
    person('bea00000000000000003', 'Bea Olsen'),
    person('old00000000000000004', 'Ana Ruiz', { deleted: true }),
    person('nameless000000000005', ''),
  );
});

afterEach(async () => {
  await app.close();
});

const users = () => app.sandbox.world.location(app.location.id).users;

const find = (name: unknown) => app.search('find_user', { name });

describe('Find User', () => {
  it.each([
    ['ana ruiz', 'ana00000000000000001', 'name'],
    ['Ben Öz', 'ben00000000000000002', 'name'],
    ['ben oz', 'ben00000000000000002', 'similarName'],
    ['Olsen', 'bea00000000000000003', 'similarName'],
    ['BEA00000000000000003@example.com', 'bea00000000000000003', 'email'],
    ['Bea <bea00000000000000003@example.com>', 'bea00000000000000003', 'email'],
    ['ana00000000000000001', 'ana00000000000000001', 'id'],
    ['nameless000000000005@example.com', 'nameless000000000005', 'email'],
  ])('finds %j by what it is', async (given, id, matchedBy) => {
    expect(await find(given)).toMatchObject([{ id, userId: id, matchedBy }]);
    expect(app.sandbox.requests.map(({ path }) => path)).toEqual(['/users/search']);
  });

  it('gives what a Zap needs to write to that person', async () => {
    expect(await find('Ana Ruiz')).toEqual([
      {
        id: 'ana00000000000000001',
        userId: 'ana00000000000000001',
        name: 'Ana Ruiz',
        firstName: 'Ana',
        lastName: 'Ruiz',
        email: 'ana00000000000000001@example.com',
        phone: '+16465550190',
        matchedBy: 'name',
      },
    ]);
  });

  it.each(['Cleo', 'old00000000000000004', 'old00000000000000004@example.com', '!'])(
    'finds nobody for %j, who is not there or has left',
    async (given) => {
      expect(await find(given)).toEqual([]);
    },
  );

  it('names two who may be meant, and shows no address', async () => {
    const { kind, message } = await app.failure(() => find('be'));
    expect(kind).toBe('halted');
    expect(message).toBe(
      '“Name” holds “be”, which may mean 2 users of the connected sub-account: “Ben Öz” (ben00000000000000002), “Bea Olsen” (bea00000000000000003). Give the whole name or the ID of one.',
    );
    users().push(person('two00000000000000006', '', { email: 'nameless000000000005@example.com' }));
    const other = await app.failure(() => find('nameless000000000005@example.com'));
    expect(other.message).toMatch(/^“Name” holds an email address, which may mean 2 users/);
    expect(other.message).not.toContain('@');
  });

  it('looks through all pages, for the one on the last and for a second of the name', async () => {
    for (let index = 0; index < 250; index += 1) {
      users().push(person(`user${String(index).padStart(16, '0')}`, `Staff N${index}`));
    }
    users().push(person('last0000000000000007', 'Zoe Last'));
    expect(await find('Zoe Last')).toMatchObject([{ id: 'last0000000000000007' }]);
    expect(app.sandbox.requests).toHaveLength(3);
    users().push(person('last0000000000000008', 'Zoe Last'));
    expect((await app.failure(() => find('Zoe Last'))).message).toMatch(/may mean 2 users/);
  });
});
