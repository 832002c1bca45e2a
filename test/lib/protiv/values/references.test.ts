import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { InvalidInputError } from '../../../../lib/protiv/values/invalid-input.ts';
import {
  asId,
  idsMeant,
  isCertainlyId,
  isPossiblyId,
  requiredId,
} from '../../../../lib/protiv/values/references.ts';

describe('an id', () => {
  it.each([
    'seD4PfOuKoVMLkEZqohJ',
    '63771dcac1116f0e21de8e12',
    '7915dedc-8f18-44d5-8bc3-77c04e994a10',
    'taskOfBoth0000000001',
  ])('is known by its form: %s', (id) => {
    expect(isCertainlyId(id)).toBe(true);
  });

  it.each([
    'Maximilian',
    'ChristopherAlexander',
    'CHRISTOPHERALEXANDER',
    'Sales2026',
    'SalesTeamCalendar2026',
    'Site Visit',
    'sede-central',
    '12345678901234567890',
    'staff1@example.com',
    '',
  ])('is not what people are called by: %s', (name) => {
    expect(isPossiblyId(name)).toBe(false);
  });

  it('without a digit is possible, not certain', () => {
    expect(isCertainlyId('aBcDeFgHiJkLmNoPqRsT')).toBe(false);
    expect(isPossiblyId('aBcDeFgHiJkLmNoPqRsT')).toBe(true);
  });

  it('is read without the blanks around it', () => {
    expect(asId('Task', ' seD4PfOuKoVMLkEZqohJ\n')).toBe('seD4PfOuKoVMLkEZqohJ');
    expect(requiredId('Task', 'master_1700000000000_1800')).toBe('master_1700000000000_1800');
    expect(asId('Task', '')).toBeUndefined();
  });

  it.each(['../contacts', 'a/b', 'ana@example.com', '+1 202 555 0147', 'tasks', 'x'.repeat(201)])(
    'is not %s, and the sentence names the field alone',
    (value) => {
      expect(() => requiredId('Task', value)).toThrow(InvalidInputError);
      expect(() => requiredId('Task', value)).toThrow(
        '“Task” does not hold an ID that HighLevel could have given. Choose the record from the list, or map the ID field of an earlier step.',
      );
    },
  );

  it('that is needed stops when it is missing', () => {
    expect(() => requiredId('Task', null)).toThrow('“Task” is empty.');
  });
});

describe('who is meant', () => {
  const staff = [
    { id: 'user1', name: 'Ana Ruiz', email: 'ana@example.com' },
    { id: 'user2', name: 'Ben Straße', email: 'Ben@Example.com' },
    { id: 'user3', name: 'Ana Ruiz', email: 'gone@example.com', isDeleted: true },
    { id: 'user4' },
  ];

  it.each([
    ['user1', ['user1']],
    ['user3', ['user3']],
    ['USER1', []],
    ['ana ruiz', ['user1']],
    ['Ana\u00A0Ruiz', ['user1']],
    ['BEN STRASSE', ['user2']],
    ['ben@example.com', ['user2']],
    ['Somebody <ana@example.com>', ['user1']],
    ['gone@example.com', []],
    ['Ana', []],
    ['', []],
  ])('by %j', (given, ids) => {
    expect(idsMeant(given, staff)).toEqual(ids);
  });

  it('are all who share the name; one whose name is written in just that way comes first', () => {
    const two = [
      { id: '1', name: 'sales' },
      { id: '2', name: 'Sales' },
    ];
    expect(idsMeant('SALES', two)).toEqual(['1', '2']);
    expect(idsMeant('Sales', two)).toEqual(['2']);
  });

  it('is found by any name, in capitals and in small letters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        fc.pre(name.trim() !== '');
        for (const written of [name, name.toUpperCase(), ` ${name} `]) {
          expect(idsMeant(written, [{ id: 'the-one', name }])).toEqual(['the-one']);
        }
      }),
    );
  });
});
