import { expect, it } from '@jest/globals';
import { defineInputFields } from 'zapier-platform-core';
import type { InputFields } from 'zapier-platform-core';

import { grouped, groupsOf } from '../../../../lib/zapier/fields/groups.ts';
import definition from '../../../../index.ts';

const NAME = { key: 'name', label: 'Name' };

it('fields in a group say so, and the form has its heading', () => {
  const fields = [{ key: 'first', label: 'First' }, ...grouped('person', [NAME])];
  expect(fields.at(-1)).toEqual({ ...NAME, group: 'person' });
  expect(groupsOf(fields)).toEqual({ inputFieldGroups: [{ key: 'person', label: 'Contact' }] });
});

it('headings come in the order of the fields', () => {
  const fields = [...grouped('options', [NAME]), ...grouped('address', [NAME])];
  expect(groupsOf(fields).inputFieldGroups?.map(({ key }) => key)).toEqual(['options', 'address']);
});

it('a form without groups has no headings', () => {
  expect(groupsOf([NAME])).toEqual({});
});

it('what a function asks for stands in its group', async () => {
  const fields: InputFields = grouped(
    'customFields',
    defineInputFields([async () => [{ key: 'color', label: 'Color' }]]),
  );
  const [ask] = fields;
  if (typeof ask !== 'function') throw new TypeError('The function is gone.');
  expect(await Reflect.apply(ask, undefined, [{}, {}])).toEqual([
    { key: 'color', label: 'Color', group: 'customFields' },
  ]);
  expect(groupsOf(fields).inputFieldGroups).toEqual([
    { key: 'customFields', label: 'Custom Fields' },
  ]);
});

it('a large form has them', () => {
  const { inputFieldGroups } = definition.creates.create_contact.operation;
  expect(inputFieldGroups?.map(({ label }) => label)).toEqual([
    'Contact',
    'Address',
    'More About the Contact',
    'Options',
    'Custom Fields',
  ]);
});
