import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type * as z from 'zod/mini';

import { definitions, oddRow, oddValue } from '../../../harness/arbitraries.ts';
import { parseRecord } from '../../../lib/ghl/client/partial-record.ts';
import { wireAppointment } from '../../../lib/ghl/schemas/appointment.ts';
import { wireContact } from '../../../lib/ghl/schemas/contact.ts';
import { wireNote } from '../../../lib/ghl/schemas/note.ts';
import { wireTag } from '../../../lib/ghl/schemas/tag.ts';
import { wireTask } from '../../../lib/ghl/schemas/task.ts';
import { toAppointment } from '../../../lib/protiv/appointment/record.ts';
import { appointmentSchema } from '../../../lib/protiv/appointment/schema.ts';
import { toContact } from '../../../lib/protiv/contact/record.ts';
import { contactSchema } from '../../../lib/protiv/contact/schema.ts';
import { indexCustomFields } from '../../../lib/protiv/custom-field/record.ts';
import { toNote } from '../../../lib/protiv/note/record.ts';
import { noteSchema } from '../../../lib/protiv/note/schema.ts';
import { toTag } from '../../../lib/protiv/tag/record.ts';
import { tagSchema } from '../../../lib/protiv/tag/schema.ts';
import { toTask } from '../../../lib/protiv/task/record.ts';
import { taskSchema } from '../../../lib/protiv/task/schema.ts';
import { unclean } from './clean.ts';

const RUNS = { numRuns: 400 };

const customFields = indexCustomFields(definitions);

/** What is wrong with an output; a row with an id always gives one. */
const problems = (schema: z.ZodMiniType, output: unknown): string[] => [
  ...unclean(output),
  ...(schema.safeParse(output).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  ),
];

/** The schema's own keys are behind a transform. */
const TASK_KEYS =
  'contactId title body assignedTo dueDate completed status statusGroup businessId dateAdded dateUpdated'.split(
    ' ',
  );

const customFieldIds = definitions.map(({ id }) => id);

const oddCustomFields = fc.array(
  fc.record({ id: fc.constantFrom(...customFieldIds, 'unknown', '__proto__'), value: oddValue }),
);

describe('however odd the record, the output is clean', () => {
  it('contact', () => {
    const keys = Object.keys(wireContact.shape);
    fc.assert(
      fc.property(oddRow(keys), fc.option(oddCustomFields, { nil: undefined }), (row, values) => {
        const whole = values === undefined ? row : { ...row, customFields: values };
        const { record } = parseRecord(wireContact, whole);
        expect(
          problems(contactSchema, record && toContact(record, { customFields })),
        ).toStrictEqual([]);
      }),
      RUNS,
    );
  });

  it('task', () => {
    fc.assert(
      fc.property(oddRow(TASK_KEYS), (row) => {
        const { record } = parseRecord(wireTask, row);
        expect(problems(taskSchema, record && toTask(record))).toStrictEqual([]);
      }),
      RUNS,
    );
  });

  it('note', () => {
    fc.assert(
      fc.property(oddRow(Object.keys(wireNote.shape)), (row) => {
        const { record } = parseRecord(wireNote, row);
        expect(problems(noteSchema, record && toNote(record))).toStrictEqual([]);
      }),
      RUNS,
    );
  });

  it('tag', () => {
    fc.assert(
      fc.property(oddRow(Object.keys(wireTag.shape)), (row) => {
        const { record } = parseRecord(wireTag, row);
        expect(problems(tagSchema, record && toTag(record))).toStrictEqual([]);
      }),
      RUNS,
    );
  });

  it('appointment', () => {
    const timezones = fc.constantFrom(undefined, 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(oddRow(Object.keys(wireAppointment.shape)), timezones, (row, timezone) => {
        const { record } = parseRecord(wireAppointment, row);
        expect(
          problems(appointmentSchema, record && toAppointment(record, { timezone })),
        ).toStrictEqual([]);
      }),
      RUNS,
    );
  });
});

describe('a record cannot reach an object’s prototype', () => {
  it('through a key, a box or an option', () => {
    const row: unknown = JSON.parse(
      `{"id":"c1","__proto__":{"polluted":1},"tags":[1],
        "customFields":[{"id":"__proto__","value":"x"},{"id":"fBoxes","value":{"box2":"x","__proto__":{"polluted":1}}}]}`,
    );
    const { record } = parseRecord(wireContact, row);
    const contact = record && toContact(record, { customFields });
    expect(contact?.customFields).toStrictEqual({ measures: { proto: 'x' } });
    expect(Object.getPrototypeOf(contact)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(contact?.customFields)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });
});
