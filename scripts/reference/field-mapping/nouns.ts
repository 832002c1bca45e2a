import type { PlainOutputField } from 'zapier-platform-core';
import * as z from 'zod/mini';

import definition from '../../../index.ts';
import { wireAppointment } from '../../../lib/ghl/schemas/appointment.ts';
import { wireContact } from '../../../lib/ghl/schemas/contact.ts';
import { wireNote } from '../../../lib/ghl/schemas/note.ts';
import { wireTag } from '../../../lib/ghl/schemas/tag.ts';
import { wireTask } from '../../../lib/ghl/schemas/task.ts';
import {
  appointmentOutputFields,
  toAppointment,
  toGhlAppointment,
} from '../../../lib/protiv/appointment/record.ts';
import { toAttribution } from '../../../lib/protiv/contact/attribution.ts';
import { toGhlContact } from '../../../lib/protiv/contact/body.ts';
import {
  contactOutputFields,
  rareContactOutputFields,
  toContact,
} from '../../../lib/protiv/contact/record.ts';
import { InvalidInputError } from '../../../lib/protiv/values/invalid-input.ts';
import * as phoneLibrary from '../../../lib/protiv/values/phone-library.ts';
import { phoneReader } from '../../../lib/protiv/values/phones.ts';
import { noteOutputFields, toGhlNote, toNote } from '../../../lib/protiv/note/record.ts';
import { tagOutputFields, toTag } from '../../../lib/protiv/tag/record.ts';
import { taskOutputFields, toGhlTask, toTask } from '../../../lib/protiv/task/record.ts';
import type { Mapper } from './probe.ts';

/** An action that writes a record, and the mapper of its fields. */
export interface Writing {
  /** What the action does with the record, as a column's head. */
  does: 'create' | 'update' | 'create or update';
  operation: string;
  map: Mapper;
}

/** A kind of record with its mappers, both ways. */
export interface Noun {
  title: string;
  /** Properties of GHL's records that the app reads. */
  wireFields: readonly string[];
  read: Mapper;
  outputs: readonly PlainOutputField[];
  /** Outputs that come from elsewhere, and from where. */
  fromOtherSources: Readonly<Record<string, string>>;
  writings: readonly Writing[];
}

interface WireSchema<Wire> {
  safeParse: (value: unknown) => { success: boolean; data?: Wire };
}

/** A mapper of records: what GHL's schema refuses, a record cannot hold. */
const reading =
  <Wire>(
    schema: WireSchema<Wire>,
    map: (wire: Wire) => Readonly<Record<string, unknown>>,
  ): Mapper =>
  (given) => {
    const { success, data } = schema.safeParse(given);
    return success && data !== undefined ? map(data) : undefined;
  };

/** A mapper of a step's fields: what it refuses, a step cannot say. */
const writing =
  (map: (input: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>): Mapper =>
  (given) => {
    try {
      return map(given);
    } catch (error) {
      if (error instanceof InvalidInputError) return undefined;
      throw error;
    }
  };

/** In the past, so that a task can be overdue. */
const LATER = Date.parse('2028-01-01T00:00:00Z');

const ZONE = { timezone: 'America/New_York' };

const asPhone = phoneReader(phoneLibrary, 'US');

const USERS = 'the sub-account’s list of users';

/** Where HighLevel's row has only the contact's id. */
const CONTACT_NAMES = 'the contact itself, by `contactId`';

/** As HighLevel spells them in `dndSettings`. */
const CHANNELS = ['Call', 'Email', 'SMS', 'WhatsApp', 'GMB', 'FB', 'RCS'];

/** What of an attribution is read. */
const ATTRIBUTION: readonly string[] = (() => {
  const names = new Set<string>();
  const noting = new Proxy<Readonly<Record<string, unknown>>>(
    {},
    { get: (_target, name) => void names.add(String(name)) },
  );
  toAttribution(noting);
  return [...names];
})();

/** Puts `outer.inner` inside `outer`, and shows what is inside `outer` as `outer__inner`. */
const withParts =
  (map: Mapper): Mapper =>
  (given) => {
    const nested: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(given)) {
      const [outer = '', inner] = name.split('.');
      nested[outer] = inner === undefined ? value : { ...Object(nested[outer]), [inner]: value };
    }
    const out = map(nested);
    return (
      out &&
      Object.fromEntries(
        Object.entries(out).flatMap(([outer, value]) =>
          typeof value === 'object' && value !== null && !Array.isArray(value)
            ? Object.entries(value).map(([inner, part]) => [`${outer}__${inner}`, part])
            : [[outer, value]],
        ),
      )
    );
  };

export const NOUNS: readonly Noun[] = [
  {
    title: 'Contact',
    wireFields: [
      ...Object.keys(wireContact.shape),
      ...CHANNELS.map((channel) => `dndSettings.${channel}`),
      ...ATTRIBUTION.map((name) => `attributionSource.${name}`),
      ...ATTRIBUTION.map((name) => `lastAttributionSource.${name}`),
    ],
    read: withParts(reading(wireContact, (wire) => toContact(wire))),
    outputs: [...contactOutputFields, ...rareContactOutputFields],
    fromOtherSources: {
      assignedToName: USERS,
      companyName: 'the sub-account’s list of companies, by `businessId`',
    },
    writings: (
      [
        ['create', 'create_contact', 'create'],
        ['update', 'update_contact', 'update'],
        ['create or update', 'upsert_contact', 'upsert'],
      ] as const
    ).map(([does, operation, purpose]) => ({
      does,
      operation,
      map: writing((input) => toGhlContact(input, { purpose, asPhone })),
    })),
  },
  {
    title: 'Task',
    wireFields: Object.keys(wireTask.def.out.shape),
    read: reading(wireTask, (wire) => toTask(wire, { now: LATER, ...ZONE })),
    outputs: taskOutputFields,
    fromOtherSources: { assignedToName: USERS },
    writings: [
      { does: 'create', operation: 'create_task', map: writing((input) => toGhlTask(input, ZONE)) },
      { does: 'update', operation: 'update_task', map: writing((input) => toGhlTask(input, ZONE)) },
    ],
  },
  {
    title: 'Note',
    wireFields: Object.keys(wireNote.shape),
    read: reading(wireNote, toNote),
    outputs: noteOutputFields,
    fromOtherSources: { contactName: CONTACT_NAMES, createdByName: USERS },
    writings: [
      { does: 'create', operation: 'create_note', map: writing(toGhlNote) },
      { does: 'update', operation: 'update_note', map: writing(toGhlNote) },
    ],
  },
  {
    title: 'Tag',
    wireFields: Object.keys(wireTag.shape),
    read: reading(wireTag, toTag),
    outputs: tagOutputFields,
    fromOtherSources: {},
    writings: [],
  },
  {
    title: 'Appointment',
    wireFields: Object.keys(wireAppointment.shape),
    read: reading(wireAppointment, (wire) => toAppointment(wire, ZONE)),
    outputs: appointmentOutputFields,
    fromOtherSources: {
      contactName: CONTACT_NAMES,
      calendarName: 'the sub-account’s list of calendars',
      timezone: 'the sub-account’s time zone',
      assignedToName: USERS,
    },
    writings: [
      {
        does: 'create',
        operation: 'book_appointment',
        map: writing((input) => toGhlAppointment(input, { purpose: 'create', ...ZONE })),
      },
      {
        does: 'update',
        operation: 'update_appointment',
        map: writing((input) => toGhlAppointment(input, { purpose: 'update', ...ZONE })),
      },
    ],
  },
];

const inputField = z.looseObject({
  key: z.string(),
  label: z.string(),
  type: z.optional(z.string()),
});

const actions = z.record(
  z.string(),
  z.looseObject({ operation: z.looseObject({ inputFields: z.array(z.unknown()) }) }),
);

/** The fields of an action that are the same in every sub-account. */
export const inputsOf = (operation: string): { key: string; label: string }[] =>
  (actions.parse(definition.creates)[operation]?.operation.inputFields ?? []).flatMap(
    (candidate) => {
      const { data } = inputField.safeParse(candidate);
      return data && data.type !== 'copy' ? [{ key: data.key, label: data.label }] : [];
    },
  );
