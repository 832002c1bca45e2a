import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { asList, asTags, requiredTags, splitList } from '../../../../lib/protiv/values/lists.ts';

describe('list', () => {
  it.each([
    ['a, b ,,null,c', ['a', 'b', 'c']],
    [
      ['a', 'b,c', null, ' '],
      ['a', 'b', 'c'],
    ],
    ['Roof;Solar', ['Roof', 'Solar']],
    ['Roof|Solar', ['Roof', 'Solar']],
    ['Roof\r\nSolar\n', ['Roof', 'Solar']],
    ['["Roof","Solar, big"]', ['Roof', 'Solar, big']],
    [
      ['["Roof", "Solar"]', 'Wood'],
      ['Roof', 'Solar', 'Wood'],
    ],
    ['"Metal, galvanised",Wood', ['Metal, galvanised', 'Wood']],
    ['Wood, "5"" pipe, steel"', ['Wood', '5" pipe, steel']],
    ['5" pipe, 6" pipe', ['5" pipe', '6" pipe']],
    ['- Roof\n- Solar', ['Roof', 'Solar']],
    ['• Roof\r\n• Solar', ['Roof', 'Solar']],
    ['- Roof', ['- Roof']],
    ['[1, null, "x", true]', ['1', 'x', 'true']],
    ['[Roof], x', ['[Roof]', 'x']],
    ['[broken', ['[broken']],
    [
      [7, true, ['a', ['b']]],
      ['7', 'true', 'a', 'b'],
    ],
    [12.5, ['12.5']],
    ['a,b,a', ['a', 'b']],
    [',;|\n', []],
  ])('reads %j', (value, expected) => {
    expect(splitList(value)).toStrictEqual(expected);
    expect(asList('Names', value)).toStrictEqual(expected);
  });

  const KNOWN = ['Wood', 'Metal, galvanised', 'a, b', 'a, b, c', 'x; y | z', '$5 (each), net'];

  it.each([
    ['Metal, galvanised', ['Metal, galvanised']],
    ['Wood,Metal, galvanised', ['Wood', 'Metal, galvanised']],
    ['Metal, galvanised,Wood', ['Metal, galvanised', 'Wood']],
    ['METAL,GALVANISED ; Wood', ['Metal, galvanised', 'Wood']],
    [
      ['Metal, galvanised', 'Wood'],
      ['Metal, galvanised', 'Wood'],
    ],
    ['["Metal, galvanised", "Wood"]', ['Metal, galvanised', 'Wood']],
    ['a, b, c', ['a, b, c']],
    ['a, b, cd', ['a, b', 'cd']],
    ['a, bc', ['a', 'bc']],
    ['xMetal, galvanised', ['xMetal', 'galvanised']],
    ['x; y | z, Wood', ['x; y | z', 'Wood']],
    ['Wood, $5 (each), net', ['Wood', '$5 (each), net']],
    ['Metal', ['Metal']],
  ])('keeps what is known as a whole in %j', (value, expected) => {
    expect(splitList(value, KNOWN)).toStrictEqual(expected);
  });

  it('gives back what was joined, whatever the entries hold', () => {
    const entry = fc
      .string({
        unit: fc.constantFrom('a', 'b', ',', ';', '|', '.', '(', '$', '\\'),
        minLength: 1,
        maxLength: 6,
      })
      .map((text) => `x${text}y`);
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(',', ', ', ';', ' | ', '\n'),
        (entries, separator) => {
          // Two known ones in a row may be a third.
          fc.pre(
            entries.every(
              (one) => !entries.some((other) => other !== one && other.startsWith(one)),
            ),
          );
          fc.pre(
            !entries.some((one) => entries.some((other) => other !== one && one.includes(other))),
          );
          expect(splitList(entries.join(separator), entries)).toStrictEqual(entries);
          expect(splitList(JSON.stringify(entries))).toStrictEqual(entries);
        },
      ),
    );
  });

  it('of tags is in lower case, each once', () => {
    expect(asTags(['VIP', 'vip ', 'Größe'])).toStrictEqual(['vip', 'größe']);
    expect(asTags('VIP;Hot Lead|vip')).toStrictEqual(['vip', 'hot lead']);
    expect(asTags('Austin, TX; VIP', 'Tags', ['austin, tx'])).toStrictEqual(['austin, tx', 'vip']);
    expect(requiredTags('Tags', 'Hot Lead')).toStrictEqual(['hot lead']);
    expect(requiredTags('Tags', 'VIP, Austin, TX', ['austin, tx'])).toStrictEqual([
      'vip',
      'austin, tx',
    ]);
  });

  it('that holds groups of values is refused where somebody is there to be told', () => {
    expect(() => asTags([{ name: 'vip' }])).toThrow('“Tags” takes a single text');
    expect(splitList([{ name: 'vip' }, 'b'])).toStrictEqual(['b']);
  });

  it('is read in no time, however long', () => {
    const known = Array.from({ length: 50 }, (_, index) => `tag ${index}, more`);
    expect(splitList('tag 1, more,'.repeat(5_000), known)).toStrictEqual(['tag 1, more']);
    expect(splitList(' ,'.repeat(50_000))).toStrictEqual([]);
  });
});
