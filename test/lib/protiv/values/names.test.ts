import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { hostileText } from '../../../../harness/arbitraries.ts';
import { isAnotherPerson, isPersonName } from '../../../../lib/protiv/values/names.ts';
import type { PersonName } from '../../../../lib/protiv/values/names.ts';
import { NICKNAMES } from '../../../../lib/protiv/values/nicknames.ts';
import { folded } from '../../../../lib/protiv/values/texts.ts';

/** First name and last name, with a bar between. */
const person = (written: string): PersonName => {
  const [firstName, lastName] = written.split('|');
  return { firstName, lastName };
};

describe('another person', () => {
  it.each([
    ['Ana|Lee', 'Tom|Lee'],
    ['Ana|Lee', 'Tom|'],
    ['Ana Miller|', 'Tom Miller|'],
    ['Ana|Miller', 'Tom Miller|'],
    ['Ana|Thomas', 'Thomas|Miller'],
    ['Miller, Ana|', 'Tom|Miller'],
    ['Ana|', 'Andrea|'],
    ['Bill|', 'Bob|'],
    ['José|García', 'Javier|García'],
    ['Анна|', 'Иван|'],
    ['王小明|', '李大|'],
    ['Jean Paul|', 'Marie Paule|'],
    ['Dr. Ana|Lee', 'Mr. Tom|Lee'],
    ['Alexander|', 'Alexandra|'],
    ['Grace|', 'Virginia|'],
    ['Hope|', 'Will|'],
  ])('%s is not %s', (held, given) => {
    expect(isAnotherPerson(person(held), person(given))).toBe(true);
    expect(isAnotherPerson(person(given), person(held))).toBe(true);
  });

  it.each([
    ['Ana|Lee', 'ana|lee'],
    ['José|', 'Jose|'],
    ['ANA|Lee', 'Ana|Miller'],
    ['A.|Lee', 'Ana|Lee'],
    ['Alex|', 'Alexander|'],
    ['Wm|', 'William|'],
    ['Wm.|', 'William|'],
    ['Chas|', 'Charles|'],
    ['J.P.|', 'Jean Paul|'],
    ['JP|', 'Jean-Paul|'],
    ['Robert|Lee', 'Bob|'],
    ['Bill|', 'William|'],
    ['Liz|', 'Elizabeth|'],
    ['Beth|', 'Elizabeth|'],
    ['Peggy|', 'Margaret|'],
    ['Pepe|', 'José|'],
    ['Paco|', 'Francisco|'],
    ['Sepp|', 'Josef|'],
    ['Саша|', 'Александр|'],
    ['Robert|Lee', 'Lee|Robert'],
    ['Bob|Lee', 'Lee|Robert'],
    ['Ana|Miller', 'Ana Miller|'],
    ['Ana|Miller', 'Miller, Ana|'],
    ['Ana|Miller', 'Miller Ana|'],
    ['Ana Miller|', 'Miller Ana|'],
    ['SMITH|JOHN', 'John|Smith'],
    ['Ana|Miller', 'Miller|'],
    ['Mary Ann|', 'Maryann|'],
    ['Ana Maria|Garcia', 'Maria|Garcia'],
    ['Jean-Paul|', 'Paul|'],
    ['Robert (Bob)|', 'Bob|'],
    ['Ana & Tom|Lee', 'Tom|'],
    ['Dr. Ana|Lee', 'Ana|Lee'],
    ['Mr. Miller|', 'Tom|Miller'],
    ['Mr. Miller|', 'Tom|Baker'],
    ["D'Arcy|", 'Darcy|'],
    ['王小明|', '小明|'],
    // Two scripts tell nothing.
    ['Анна|', 'Anna|'],
    ['Анна|', 'Tom|'],
    ['田中|', 'タナカ|'],
    // No first name, or none at all.
    ['|Lee', 'Tom|'],
    ['|', 'Tom|'],
    ['42|', 'Tom|'],
    ['+1 212 555 0123|', 'Tom|'],
    ['ana@example.com|', 'Tom|'],
    ['WIRELESS CALLER|', 'Tom|'],
    ['Wireless|Caller', 'Tom|Lee'],
    ['UNKNOWN|', 'Tom|'],
    ['Anonymous|', 'Tom|'],
    ['TOLL FREE|CALL', 'Tom|'],
    ['SAN DIEGO|CA', 'Tom|Lee'],
    ['Acme Roofing LLC|', 'Tom|'],
    ['Facebook|User', 'Tom|'],
  ])('%s may be %s', (held, given) => {
    expect(isAnotherPerson(person(held), person(given))).toBe(false);
    expect(isAnotherPerson(person(given), person(held))).toBe(false);
  });

  it('is found by the whole name where the parts are not known', () => {
    expect(isAnotherPerson({ name: 'Ana Lee' }, { firstName: 'Tom', lastName: 'Lee' })).toBe(true);
    expect(isAnotherPerson({ name: 'Ana Lee' }, { firstName: 'Ana', lastName: 'Lee' })).toBe(false);
    expect(isAnotherPerson({ name: 'Lee, Ana' }, { name: 'Ana Lee' })).toBe(false);
    expect(isAnotherPerson({ name: 'Ana Lee' }, { name: 'Tom Lee' })).toBe(true);
    expect(isAnotherPerson({}, { name: 'Tom Lee' })).toBe(false);
  });

  it('is no company', () => {
    expect(
      isAnotherPerson(
        { firstName: 'Blue', lastName: 'Sky', companyName: 'Blue Sky' },
        { name: 'Tom' },
      ),
    ).toBe(false);
    expect(isAnotherPerson({ name: 'BLUE SKY', companyName: 'Blue Sky' }, { name: 'Tom' })).toBe(
      false,
    );
  });

  const anyName = fc.record(
    { firstName: hostileText, lastName: hostileText, name: hostileText, companyName: hostileText },
    { requiredKeys: [] },
  );

  it('is nobody to themselves, and is one to both', () => {
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        expect(isAnotherPerson(one, one)).toBe(false);
        expect(isAnotherPerson(one, other)).toBe(isAnotherPerson(other, one));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on case, accents and last names', () => {
    const first = fc.constantFrom('Ana', 'Tom', 'José', 'Zoë', 'Bob', 'Łukasz');
    const last = fc.constantFrom('', 'Lee', 'Miller', 'García');
    fc.assert(
      fc.property(first, first, last, last, (one, other, lastOfOne, lastOfOther) => {
        expect(
          isAnotherPerson(
            { firstName: one, lastName: lastOfOne },
            { firstName: folded(other).toUpperCase(), lastName: lastOfOther },
          ),
        ).toBe(one !== other);
      }),
    );
  });

  it('is told from nicknames that are written as names are compared, two or more each', () => {
    const groups = NICKNAMES.split('|').map((group) => group.split(' '));
    expect(groups.filter((group) => group.length < 2)).toStrictEqual([]);
    expect(groups.flat().filter((name) => folded(name) !== name)).toStrictEqual([]);
    expect(NICKNAMES.length).toBeLessThan(6_000);
  });
});

describe('name of a person', () => {
  it.each([
    'Ana',
    'Jo',
    'A.',
    'O’Brien',
    'Mohammed',
    'Mark Hall',
    'Ann Guest',
    'Will',
    'Jack Ma',
    '王小明',
    'Ana-Sofía',
    'Virginia',
    'Grace Church',
  ])('is %s', (name) => {
    expect(isPersonName(name)).toBe(true);
  });

  it.each([
    '',
    ' ',
    '-',
    '42',
    'V4151230001',
    'ana@example.com',
    'www.example.com',
    'UNKNOWN',
    'Unknown Caller',
    'unknown name',
    'ANONYMOUS',
    'Private',
    'PRIVATE NUMBER',
    'Restricted',
    'UNAVAILABLE',
    'No Caller ID',
    'Caller ID',
    'WIRELESS CALLER',
    'Wireless Caller',
    'CELL PHONE',
    'TOLL FREE',
    'TOLL FREE CALL',
    'Out of Area',
    'SPAM LIKELY',
    'Scam Likely',
    'Potential Spam',
    'Telemarketer',
    'Facebook User',
    'Website Visitor',
    'New Lead',
    'Guest',
    'n/a',
    'null',
    'SAN DIEGO CA',
    'NEW YORK   NY',
    'Austin, TX',
    'TORONTO ON',
    'Acme LLC',
    'Acme, Inc.',
    'Müller GmbH',
    'Bob & Sons',
    'Acme S.L.',
    'Acme Roofing',
    'Smile Dental Clinic',
    'x'.repeat(10_000),
  ])('is not %.30s', (name) => {
    expect(isPersonName(name)).toBe(false);
  });
});
