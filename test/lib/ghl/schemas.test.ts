import { describe, expect, it } from '@jest/globals';

import { parseRecord } from '../../../lib/ghl/client/partial-record.ts';
import { unwrapAppointment, wireAppointment } from '../../../lib/ghl/schemas/appointment.ts';
import { wireBusiness } from '../../../lib/ghl/schemas/business.ts';
import { wireCalendar } from '../../../lib/ghl/schemas/calendar.ts';
import { wireContact } from '../../../lib/ghl/schemas/contact.ts';
import { wireCustomField } from '../../../lib/ghl/schemas/custom-field.ts';
import { wireLocation } from '../../../lib/ghl/schemas/location.ts';
import { wireNote } from '../../../lib/ghl/schemas/note.ts';
import {
  wireLostReason,
  wireOpportunity,
  wirePipeline,
} from '../../../lib/ghl/schemas/opportunity.ts';
import { wireTag } from '../../../lib/ghl/schemas/tag.ts';
import { wireTask } from '../../../lib/ghl/schemas/task.ts';
import { wireUser } from '../../../lib/ghl/schemas/user.ts';

const schemas = {
  appointment: wireAppointment,
  business: wireBusiness,
  calendar: wireCalendar,
  contact: wireContact,
  customField: wireCustomField,
  location: wireLocation,
  lostReason: wireLostReason,
  note: wireNote,
  opportunity: wireOpportunity,
  pipeline: wirePipeline,
  tag: wireTag,
  task: wireTask,
  user: wireUser,
};

describe.each(Object.entries(schemas))('the wire schema of a %s', (_name, schema) => {
  it('needs an id and nothing else', () => {
    expect(parseRecord(schema, { id: 'x' })).toStrictEqual({ record: { id: 'x' }, dropped: [] });
  });

  it('keeps what it does not know', () => {
    expect(parseRecord(schema, { id: 'x', surprise: [1] }).record).toMatchObject({ surprise: [1] });
  });

  it.each([{}, { id: '' }, { id: null }, { id: 7 }])('gives no record for %j', (row) => {
    expect(parseRecord(schema, row)).toStrictEqual({ dropped: ['id'] });
  });

  it.each([null, undefined, 'row', 7, [[]]])('gives no record for %j', (row) => {
    expect(parseRecord(schema, row)).not.toHaveProperty('record');
  });
});

describe('parseRecord', () => {
  it('leaves out the fields that it cannot read, and names them', () => {
    const row = { id: 'x', firstName: 'Ana', email: { odd: true }, tags: ['vip', 7], dnd: 'no' };
    const { record, dropped } = parseRecord(wireContact, row);
    expect(record).toStrictEqual({ id: 'x', firstName: 'Ana', tags: ['vip'] });
    expect(dropped.toSorted()).toStrictEqual(['dnd', 'email', 'tags']);
  });

  it('does not change the row', () => {
    const row = Object.freeze({ id: 'x', email: 7 });
    parseRecord(wireContact, row);
    expect(row).toStrictEqual({ id: 'x', email: 7 });
  });

  it('keeps away from prototypes', () => {
    const row: unknown = JSON.parse(
      '{"id":"x","__proto__":{"firstName":"Eve"},"\\u0000":1,"email":7}',
    );
    const { record, dropped } = parseRecord(wireContact, row);
    expect(record?.firstName).toBeUndefined();
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
    expect(dropped).toStrictEqual(['email']);
    expect({}).not.toHaveProperty('firstName');
  });
});

describe('the wire schema of a task', () => {
  it('finds the id of a search row', () => {
    expect(parseRecord(wireTask, { _id: 't1', deleted: false }).record?.id).toBe('t1');
    expect(parseRecord(wireTask, { _id: 't1', id: 't2' }).record?.id).toBe('t2');
    const unnamed = { _id: 't1', contactDetails: { firstName: 7 }, assignedToUserDetails: 'Ana' };
    expect(parseRecord(wireTask, unnamed)).toMatchObject({
      record: { id: 't1' },
      dropped: ['contactDetails', 'assignedToUserDetails'],
    });
    expect(parseRecord(wireTask, { _id: 7 })).toStrictEqual({ dropped: ['id'] });
  });

  it('still leaves out a field that it cannot read', () => {
    expect(parseRecord(wireTask, { _id: 't1', title: 7 })).toMatchObject({
      record: { id: 't1' },
      dropped: ['title'],
    });
  });
});

describe('the wire schema of an opportunity', () => {
  it.each([
    ['by the type, as rows of search', { customFields: [{ id: 'f1', fieldValueString: 'x' }] }],
    ['plainly', { customFields: [{ id: 'f1', fieldValue: 'x' }] }],
    ['in snake case', { custom_fields: [{ id: 'f1', field_value: 'x' }] }],
    ['as those of contacts', { customFields: [{ id: 'f1', value: 'x' }] }],
  ])('finds values of custom fields that are named %s', (_how, row) => {
    expect(parseRecord(wireOpportunity, { id: 'o1', ...row }).record?.customFields).toEqual([
      { id: 'f1', value: 'x' },
    ]);
  });

  it('finds the id of a lost reason that says `_id`', () => {
    expect(parseRecord(wireLostReason, { _id: 'r1', name: 'Price' }).record?.id).toBe('r1');
  });
});

describe('unwrapAppointment', () => {
  it.each([
    ['the live envelope', { appointment: { id: 'a1' }, traceId: 'x' }],
    ['the official envelope', { event: { id: 'a1' } }],
    ['no envelope', { id: 'a1' }],
  ])('opens %s', (_what, answer) => {
    expect(unwrapAppointment(answer)).toStrictEqual({ id: 'a1' });
  });

  it('gives back what is no answer', () => {
    expect(unwrapAppointment('<html>')).toBe('<html>');
  });
});
