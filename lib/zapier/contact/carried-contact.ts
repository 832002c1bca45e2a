import type { InputFields, PlainOutputField } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { undefinedIfNotFound } from '../../ghl/client/not-found.ts';
import { getContact } from '../../ghl/contacts.ts';
import { contactOutputFields, toContact } from '../../protiv/contact/record.ts';
import { asBoolean } from '../../protiv/values/booleans.ts';
import { readPointer } from '../platform/hydration.ts';
import type { Hook } from '../platform/hook-trigger.ts';
import { pollingTrigger } from '../platform/polling-trigger.ts';
import type { PollingTrigger, Row } from '../platform/polling-trigger.ts';
import { withRun } from '../platform/run.ts';
import type { InputOf, Run } from '../platform/run.ts';

/** What of the contact comes along with its appointment, task or note. */
const CARRIED = ['firstName', 'lastName', 'email', 'phone', 'tags'] as const;

const includeContactField = {
  key: 'includeContact',
  label: 'Include Contact',
  type: 'boolean',
  helpText:
    'Choose **True** to bring the contact’s name, email, phone and tags along. This is one more lookup in HighLevel for each run.',
} as const;

interface OfContact extends Row {
  contactId?: string | undefined;
  dateUpdated?: string | undefined;
}

/** With the pointer that becomes the contact when a Zap runs. */
type Carrying<Record extends OfContact> = Record & { contact?: string };

interface RecordTrigger<Fields extends InputFields, Record extends OfContact> extends Omit<
  PollingTrigger<Fields, Record>,
  'poll' | 'hook'
> {
  poll: (run: Run<InputOf<Fields>>) => Promise<Record[]>;
  hook?: NamedHook<InputOf<Fields>, Record>;
}

/** Of records whose id HighLevel always tells. */
type NamedHook<Input, Record> = Omit<Hook<Input, Record>, 'readUnnamed'>;

/**
 * A polling trigger whose records belong to a contact and carry its id: *Include Contact* brings the
 * contact along, with one lookup for each run of the Zap instead of one for each record of each poll.
 */
export const contactRecordTrigger = <const Fields extends InputFields, Record extends OfContact>(
  trigger: RecordTrigger<Fields, Record>,
) =>
  pollingTrigger<Fields, Carrying<Record>>({
    ...trigger,
    furtherInputFields: [includeContactField],
    poll: async (run) => withContacts(run, await trigger.poll(run)),
    ...(trigger.hook && { hook: carryingHook(trigger.hook) }),
    slim: (run) => {
      const slim = trigger.slim(run);
      return { ...slim, core: [...slim.core, 'contact'], key: [...slim.key, 'contact'] };
    },
    outputFields: [...trigger.outputFields, carriedContactOutput],
  });

/** What the hook gives for an event is what the poll gives. */
const carryingHook = <Input extends object, Record extends OfContact>(
  hook: NamedHook<Input, Record>,
): NamedHook<Input, Carrying<Record>> => {
  const { readWindow } = hook;
  return {
    ...hook,
    read: async (run, event) => withContacts(run, await hook.read(run, event)),
    ...(readWindow && {
      readWindow: async function* (run, window) {
        for await (const rows of readWindow(run, window)) yield withContacts(run, rows);
      },
    }),
  };
};

const withContacts = <Record extends OfContact>(
  run: Run<object>,
  rows: readonly Record[],
): Carrying<Record>[] =>
  isChosen(run.input) && !run.meta.isPopulatingDedupe
    ? rows.map((row) => withContact(run, row))
    : [...rows];

const withContact = <Record extends OfContact>(
  { z }: Run<unknown>,
  row: Record,
): Carrying<Record> => {
  const { contactId, dateUpdated } = row;
  if (contactId === undefined) return row;
  // The date is not read: identical pointers are cached for five minutes, and a change must not be.
  return { ...row, contact: z.dehydrate(carriedContact, { contactId, dateUpdated }) };
};

/** @throws {InvalidInputError} for what is neither True nor False */
const isChosen = (input: object): boolean =>
  asBoolean(includeContactField.label, new Map(Object.entries(input)).get('includeContact')) ===
  true;

const pointer = zod.object({ contactId: zod.string() });

/** Hydrator: the contact of a record; nothing of one that was deleted meanwhile. */
export const carriedContact = withRun(async (run) => {
  const { contactId } = readPointer(pointer, run.input);
  const wire = await undefinedIfNotFound(() => getContact(run.ghl, contactId));
  if (!wire) return {};
  const contact = toContact(wire);
  return Object.fromEntries(
    CARRIED.flatMap((key) => (contact[key] === undefined ? [] : [[key, contact[key]]])),
  );
});

/** Output fields of the contact, where a step includes it. */
const carriedContactOutput = withRun(({ input }) => Promise.resolve(isChosen(input) ? OUTPUT : []));

const OUTPUT: PlainOutputField[] = contactOutputFields
  .filter(({ key }) => CARRIED.some((carried) => carried === key))
  .map((field) => ({
    ...field,
    key: `contact__${field.key}`,
    label: `Contact: ${field.label ?? field.key}`,
  }));
