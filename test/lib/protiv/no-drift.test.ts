import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { definitions, fieldLine, fieldText } from '../../../harness/arbitraries.ts';
import { parseRecord } from '../../../lib/ghl/client/partial-record.ts';
import { wireAppointment } from '../../../lib/ghl/schemas/appointment.ts';
import { wireContact } from '../../../lib/ghl/schemas/contact.ts';
import type {
  ContactBody,
  CustomFieldBody,
  WireContact,
} from '../../../lib/ghl/schemas/contact.ts';
import { wireNote } from '../../../lib/ghl/schemas/note.ts';
import { wireTask } from '../../../lib/ghl/schemas/task.ts';
import { toAppointment, toGhlAppointment } from '../../../lib/protiv/appointment/record.ts';
import { toGhlContact } from '../../../lib/protiv/contact/body.ts';
import { contactChanges, ignoredFields } from '../../../lib/protiv/contact/changes.ts';
import { toContact } from '../../../lib/protiv/contact/record.ts';
import { indexCustomFields } from '../../../lib/protiv/custom-field/record.ts';
import { toGhlNote, toNote } from '../../../lib/protiv/note/record.ts';
import { toGhlTask, toTask } from '../../../lib/protiv/task/record.ts';
import { americanPhones } from './phones.ts';

const RUNS = { numRuns: 300 };

const customFields = indexCustomFields(definitions);

/** GHL, as far as it keeps what it is told: the body over the wire, under an id. */
const kept = (body: object): object => {
  const record: unknown = JSON.parse(JSON.stringify({ ...body, id: 'r1' }));
  return Object(record);
};

const keptContact = (body: ContactBody): WireContact => {
  const values = body.customFields?.map(({ id, field_value: value }) => ({ id, value }));
  const { record, dropped } = parseRecord(wireContact, kept({ ...body, customFields: values }));
  expect(dropped).toStrictEqual([]);
  if (!record) throw new Error('the contact could not be read back');
  return record;
};

/** Boxes come back by their labels, and are compared above. */
const unboxed = ({ customFields: values }: ContactBody): CustomFieldBody[] =>
  (values ?? []).filter(({ id }) => id !== 'fBoxes');

const phone = fc.constantFrom('(212) 555-0123', '+44 20 7946 0018', '0049 30 901820', '2125550123');
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
/** To the second, since that is what goes out. */
const second = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2037, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000);
const timezone = fc.constantFrom(
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Pacific/Apia',
  'UTC',
);

const contactInput = fc.record(
  {
    firstName: fieldLine,
    lastName: fieldLine,
    email: fc.constantFrom('ana@example.com', ' Ana.L+x@Example.co.uk ', 'ü@exämple.de'),
    phone,
    address1: fieldLine,
    city: fieldLine,
    state: fieldLine,
    postalCode: fieldLine,
    country: fc.constantFrom('US', 'de', 'Germany', 'united kingdom', 'Côte d’Ivoire'),
    website: fieldLine,
    timezone: timezone,
    source: fieldLine,
    dateOfBirth: day,
    assignedTo: fieldLine,
    companyName: fieldLine,
    dnd: fc.constantFrom(true, false, 'yes', 'false'),
    tags: fc.array(fc.constantFrom('VIP', 'hot lead', 'Größe', ' x ')),
    customField_fText: fieldText,
    customField_fLong: fieldText,
    customField_fNumber: fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
      // JSON has no -0.
      .map((number) => number + 0),
    customField_fMoney: fc.constantFrom('1,250.50', '$ 12', '0', 7),
    customField_fPhone: phone,
    customField_fDate: day,
    customField_fRadio: fc.constantFrom('S', 'm', 'l, xl'),
    customField_fSingle: fieldLine,
    customField_fCheck: fc.subarray(['Kitchen', 'Bath', 'Doors, Windows'], { minLength: 1 }),
    customField_fMultiple: fc.constantFrom('Web', 'web, fair'),
    customField_fBoxes_box1: fieldText,
    customField_fBoxes_box2: fieldText,
  },
  { requiredKeys: [] },
);

describe('what goes out and comes back is the same', () => {
  it('contact', () => {
    fc.assert(
      fc.property(contactInput, (input) => {
        const context = { purpose: 'create', asPhone: americanPhones, customFields } as const;
        const body = toGhlContact(input, context);
        const record = keptContact(body);
        expect(contactChanges(record, body, customFields)).toStrictEqual({ changed: [], body: {} });
        expect(ignoredFields(body, record, customFields)).toStrictEqual([]);

        const { tags, ...contact } = toContact(record, { customFields });
        expect(new Set(tags)).toStrictEqual(new Set(body.tags ?? []));
        const { customFields: _custom, ...plain } = body;
        expect(toGhlContact({ ...contact, name: undefined, tags }, context)).toStrictEqual(plain);
      }),
      RUNS,
    );
  });

  it('the custom fields of a contact', () => {
    fc.assert(
      fc.property(contactInput, (input) => {
        const context = { purpose: 'create', asPhone: americanPhones, customFields } as const;
        const body = toGhlContact(input, context);
        const out = toContact(keptContact(body), { customFields }).customFields ?? {};
        const again = Object.fromEntries(
          [...customFields.values()].flatMap(({ id, key, kind }) =>
            kind === 'boxes' ? [] : [[`customField_${id}`, out[key]]],
          ),
        );
        expect(unboxed(toGhlContact(again, context))).toStrictEqual(unboxed(body));
      }),
      RUNS,
    );
  });

  it('task', () => {
    const input = fc.record(
      {
        title: fieldLine,
        notes: fieldText,
        dueDate: second.map((moment) => new Date(moment).toISOString()),
        status: fc.constantFrom('open', 'completed'),
        assignedTo: fieldLine,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(input, (task) => {
        const { record } = parseRecord(wireTask, kept(toGhlTask(task)));
        expect(record && toTask(record)).toMatchObject(task);
      }),
      RUNS,
    );
  });

  it('note', () => {
    const input = fc.record(
      { body: fieldText, title: fieldLine, createdBy: fieldLine, pinned: fc.boolean() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(input, (note) => {
        const { record } = parseRecord(wireNote, kept(toGhlNote(note)));
        const { bodyText, ...read } = toNote(record ?? { id: 'none' });
        expect(read).toStrictEqual({ id: 'r1', noteId: 'r1', ...note });
        expect(bodyText === undefined || note.body !== undefined).toBe(true);
      }),
      RUNS,
    );
  });

  it('appointment, in whatever zone it is written', () => {
    const input = fc.record({
      start: second,
      minutes: fc.integer({ min: 1, max: 600 }),
      title: fieldLine,
      notes: fieldText,
      address: fieldLine,
    });
    fc.assert(
      fc.property(input, timezone, ({ start, minutes, ...texts }, zone) => {
        const end = start + minutes * 60_000;
        const body = toGhlAppointment(
          {
            ...texts,
            startTime: new Date(start).toISOString(),
            endTime: new Date(end).toISOString(),
          },
          { purpose: 'create', timezone: zone },
        );
        const { record } = parseRecord(wireAppointment, kept(body));
        const appointment = record && toAppointment(record, { timezone: zone });
        expect(appointment).toMatchObject(texts);
        expect(Date.parse(appointment?.startTime ?? '')).toBe(start);
        expect(Date.parse(appointment?.endTime ?? '')).toBe(end);
        expect(appointment?.startTime).toBe(body.startTime);
      }),
      RUNS,
    );
  });
});
