import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { hostileText } from '../../../../harness/arbitraries.ts';
import { uniqueKeys } from '../../../../lib/protiv/custom-field/keys.ts';
import { indexCustomFields } from '../../../../lib/protiv/custom-field/record.ts';

/** Names and ids that are close to one another, and any others. */
const name = fc.oneof(
  fc.constantFrom('a', 'a b', 'a_b', 'a-b', 'größe', 'grüße', 'gr_e', 'שם', 'שלום', '', '_', 'a_1'),
  hostileText,
);
const id = fc.oneof(fc.constantFrom('1', '2', '1_', 'b', 'a', 'b 1', '-', '--'), hostileText);

const items = fc.uniqueArray(fc.record({ name, id }), { selector: (item) => item.id });

const keysById = (list: readonly { name: string; id: string }[]): [string, string][] => {
  const keys = uniqueKeys(list, 'field');
  return list
    .map(({ id: itemId }, index): [string, string] => [itemId, keys[index] ?? ''])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};

describe('keys of what people name', () => {
  it('do not depend on the order of the list', () => {
    fc.assert(
      fc.property(
        items.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(keysById(shuffled)).toStrictEqual(keysById(list));
        },
      ),
    );
  });

  it('are safe, and no two are the same', () => {
    fc.assert(
      fc.property(items, (list) => {
        const keys = uniqueKeys(list, 'field');
        expect(new Set(keys).size).toBe(list.length);
        expect(
          keys.filter(
            (key) => !/^[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*$/.test(key) || key in Object.prototype,
          ),
        ).toStrictEqual([]);
      }),
    );
  });

  it('do not change with neighbours of other names', () => {
    fc.assert(
      fc.property(items, (list) => {
        const alone = { name: 'budget (EUR)', id: 'theBudget' };
        const [key] = uniqueKeys([alone, ...list.filter((item) => item.id !== alone.id)], 'field');
        expect(key).toBe('budget_EUR');
      }),
    );
  });

  it.each([
    [
      ['größe', 'grüße'],
      ['gr_e_id0', 'gr_e_id1'],
    ],
    [
      ['a b', 'a_b', 'a-b'],
      ['a_b_id0', 'a_b_id1', 'a_b_id2'],
    ],
    // The id that tells two apart makes one of them look like a third.
    [
      ['x', 'x', 'x_id0'],
      ['field_696430', 'x_id1', 'x_id0_id2'],
    ],
    [
      ['', 'x'],
      ['field_id0', 'x'],
    ],
  ])('of %j are %j', (names, keys) => {
    const list = names.map((each, index) => ({ name: each, id: `id${index}` }));
    expect(uniqueKeys(list, 'field')).toStrictEqual(keys);
  });

  it('of other alphabets are the same in each sub-account made from one snapshot', () => {
    const keyIn = (fieldId: string) =>
      [...indexCustomFields([{ id: fieldId, fieldKey: 'contact.שם משפחה' }]).values()][0]?.key;
    expect(keyIn('one')).toMatch(/^field_[0-9a-z]+$/);
    expect(keyIn('one')).toBe(keyIn('another'));
  });
});

describe('the value of a custom field', () => {
  it('stays in its place when the list changes its order', () => {
    const definitions = [
      { id: 'one', name: 'Größe', fieldKey: 'contact.größe' },
      { id: 'two', name: 'Grüße', fieldKey: 'contact.grüße' },
      { id: 'three', name: 'Other', fieldKey: 'contact.other' },
    ];
    const keys = (list: typeof definitions) =>
      [...indexCustomFields(list).values()].map((field) => `${field.id}=${field.key}`).toSorted();
    expect(keys(definitions)).toStrictEqual(['one=gr_e_one', 'three=other', 'two=gr_e_two']);
    expect(keys(definitions.toReversed())).toStrictEqual(keys(definitions));
  });
});
