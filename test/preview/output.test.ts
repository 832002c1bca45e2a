import { describe, expect, it } from '@jest/globals';

import { present } from '../../preview/server/output.ts';

const declared = [
  { key: 'id', label: 'ID' },
  { key: 'name', label: 'Full Name' },
  { key: 'tags', label: 'Tags' },
  { key: 'dueDate', label: 'Due Date' },
  { key: 'customFields__lead_score', label: 'Lead Score' },
  { key: 'tasks[]title', label: 'Title' },
  { key: 'tasks[]dueDate', label: 'Due Date' },
];

const text = (value: string) => ({ kind: 'text', text: value });

describe('a record of the app', () => {
  it('is shown with the labels and in the order that the app declares, IDs last', () => {
    const record = { tags: ['a', 'b'], name: 'Ana', id: '1', customFields: { lead_score: 70 } };
    expect(present(record, declared)).toEqual({
      title: 'Ana',
      fields: [
        { path: 'name', label: 'Full Name', value: text('Ana') },
        { path: 'tags', label: 'Tags', value: { kind: 'list', items: ['a', 'b'] } },
        { path: 'customFields__lead_score', label: 'Lead Score', value: text('70') },
        { path: 'id', label: 'ID', value: text('1') },
      ],
      blank: ['Due Date', 'Title', 'Due Date'],
      notices: [],
    });
  });

  it('has fields that the app does not declare after the others, named after their key', () => {
    const { fields } = present({ someThing: true, id: '1' }, declared);
    expect(fields).toEqual([
      { path: 'someThing', label: 'Some thing', value: text('true') },
      { path: 'id', label: 'ID', value: text('1') },
    ]);
  });

  it.each([
    ['2026-03-12T10:00:00-04:00', 'date'],
    ['2026-03-12T10:00:00.000Z', 'date'],
    ['2026-03-12', 'text'],
    ['2026-03-12T10:00:00', 'text'],
    ['2026-99-12T10:00:00Z', 'text'],
    ['on 2026-03-12T10:00:00Z', 'text'],
  ])('has %s as a %s', (dueDate, kind) => {
    expect(present({ dueDate }, declared).fields).toMatchObject([{ value: { kind } }]);
  });

  it('has line items as a table with a column for each field', () => {
    const tasks = [
      { title: 'Call', customFields: { deep: 'x' } },
      { title: 'Write', dueDate: '2026-03-12T10:00:00Z', tags: ['a'] },
    ];
    expect(present({ tasks }, declared).fields).toEqual([
      {
        path: 'tasks',
        label: 'Tasks',
        value: {
          kind: 'table',
          columns: [
            { path: 'tasks[]title', label: 'Title' },
            { path: 'tasks[]dueDate', label: 'Due Date' },
            { path: 'tasks[]customFields__deep', label: 'Deep' },
            { path: 'tasks[]tags', label: 'Tags' },
          ],
          rows: [
            [text('Call'), null, text('x'), null],
            [
              text('Write'),
              { kind: 'date', iso: '2026-03-12T10:00:00Z' },
              null,
              { kind: 'list', items: ['a'] },
            ],
          ],
          more: 0,
        },
      },
    ]);
  });

  it('has no more than fifty rows of a table, and says how many more there are', () => {
    const tasks = Array.from({ length: 120 }, (_, index) => ({ title: `Task ${index}` }));
    const [field] = present({ tasks }, declared).fields;
    expect(field?.value).toMatchObject({ kind: 'table', more: 70 });
  });

  it('marks a moment whose label promises UTC, and no other', () => {
    const moment = '2026-03-02T15:00:00.000Z';
    const labelled = [
      { key: 'startTime', label: 'Start Time' },
      { key: 'startTimeUtc', label: 'Start Time in UTC' },
    ];
    const { fields } = present({ startTime: moment, startTimeUtc: moment }, labelled);
    expect(fields.map(({ value }) => value)).toEqual([
      { kind: 'date', iso: moment },
      { kind: 'date', iso: moment, isUtc: true },
    ]);
  });

  it('leaves out what is blank', () => {
    const { fields } = present({ id: '1', name: '', tags: [], dueDate: null }, declared);
    expect(fields.map(({ path }) => path)).toEqual(['id']);
  });
});

describe('what a person should know of a record', () => {
  it('is what was left out, and why', () => {
    const ignoredReasons = 'Lead Score: this is no number.\nCountry: there is no such country.';
    expect(
      present({ ignoredFields: ['Lead Score', 'Country'], ignoredReasons }, declared).notices,
    ).toEqual([
      {
        title: 'Not everything was saved',
        text: 'These fields were left out, and the rest was saved:',
        items: ['Lead Score', 'Country'],
        why: ignoredReasons,
      },
    ]);
    expect(present({ ignoredFields: ['Phone'] }, declared).notices).toMatchObject([
      { text: 'This field was left out, and the rest was saved:', items: ['Phone'] },
    ]);
  });

  it('is that the person may be another, and the phone that was replaced', () => {
    const { notices } = present({ nameDiffers: true, previousPhone: '+12025550143' }, declared);
    expect(notices).toMatchObject([
      { title: 'Is this the same person?' },
      { title: 'The phone number changed', items: ['+12025550143'] },
    ]);
  });

  it.each([
    [{ ignoredFields: [] }],
    [{ ignoredFields: [], ignoredReasons: '' }],
    [{ nameDiffers: false }],
    [{ previousPhone: '' }],
    [{ ignoredFields: 'none' }],
  ])('is nothing for %j', (record) => {
    expect(present(record, declared).notices).toEqual([]);
  });
});
