import * as zod from 'zod/mini';

import { listContactAppointments } from '../../ghl/appointments.ts';
import { listContactNotes } from '../../ghl/notes.ts';
import { listContactTasks } from '../../ghl/tasks.ts';
import { appointmentOutputFields } from '../../protiv/appointment/record.ts';
import type { Contact } from '../../protiv/contact/schema.ts';
import { noteOutputFields } from '../../protiv/note/record.ts';
import { taskOutputFields } from '../../protiv/task/record.ts';
import { asList } from '../../protiv/values/lists.ts';
import { toAppointments } from '../appointment/output.ts';
import { toNotes } from '../note/output.ts';
import { readPointer } from '../platform/hydration.ts';
import { lineItems, toLineItems } from '../platform/line-items.ts';
import type { LineItemColumns } from '../platform/line-items.ts';
import { withRun } from '../platform/run.ts';
import type { Context, Run } from '../platform/run.ts';
import { toTasks } from '../task/output.ts';

const DETAIL_KINDS = ['tasks', 'notes', 'appointments'] as const;

export type DetailKind = (typeof DETAIL_KINDS)[number];

/** What of these a pointer asks for. */
export const detailKinds = zod.array(zod.enum(DETAIL_KINDS));

const pointer = zod.object({ contactId: zod.string(), include: detailKinds });

/**
 * Hydrator: a contact's tasks, notes and appointments, read in parallel when a Zap really runs for
 * that contact, instead of once for each contact of each poll.
 */
export const contactDetails = withRun(async (run) => {
  const { contactId, include } = readPointer(pointer, run.input);
  return readDetails(run, contactId, include);
});

/** The chosen kinds of a contact's details, as line items. */
export const readDetails = async (
  run: Context,
  contactId: string,
  include: readonly DetailKind[],
) => {
  const wants = (kind: DetailKind): boolean => include.includes(kind);
  const [tasks, notes, appointments] = await Promise.all([
    wants('tasks')
      ? listContactTasks(run.ghl, contactId).then((rows) => toTasks(run, rows))
      : undefined,
    wants('notes')
      ? listContactNotes(run.ghl, contactId).then((rows) => toNotes(run, rows))
      : undefined,
    wants('appointments')
      ? listContactAppointments(run.ghl, contactId).then((rows) =>
          toAppointments(run, rows, NOBODY),
        )
      : undefined,
  ]);
  return {
    ...(tasks && { tasks: toLineItems(tasks, COLUMNS.tasks) }),
    ...(notes && { notes: toLineItems(notes, COLUMNS.notes) }),
    ...(appointments && { appointments: toLineItems(appointments, COLUMNS.appointments) }),
  };
};

/** The record that the details belong to says what its contact is called. */
const NOBODY: ReadonlyMap<string, string> = new Map();

export const detailsField = {
  key: 'include',
  label: 'Include',
  list: true,
  choices: { tasks: 'Tasks', notes: 'Notes', appointments: 'Appointments' },
  helpText:
    'Brings the contact’s tasks, notes or appointments along, as they are when the Zap runs. Choose only what you need: each is one more lookup in HighLevel.',
} as const;

const COLUMNS: Readonly<Record<DetailKind, LineItemColumns>> = {
  tasks: { fields: taskOutputFields, filled: ['overdue'] },
  notes: { fields: noteOutputFields },
  appointments: { fields: appointmentOutputFields },
};

/** Output fields of the chosen details, as they are when a Zap runs. */
export const detailsOutput = withRun(async ({ input }) =>
  chosenDetails(input['include']).flatMap((kind) =>
    lineItems(`details__${kind}`, COLUMNS[kind].fields, COLUMNS[kind].filled),
  ),
);

/** The kinds that a step chose; whatever else it says is no kind. */
export const chosenDetails = (given: unknown): DetailKind[] => {
  const chosen: readonly string[] = asList(detailsField.label, given);
  return DETAIL_KINDS.filter((kind) => chosen.includes(kind));
};

/** Adds the pointer that becomes the chosen details when a Zap runs; one for each contact. */
export async function* withDetails(
  { z, meta }: Run<unknown>,
  pages: AsyncIterable<Contact[]>,
  include: readonly DetailKind[],
): AsyncGenerator<(Contact & { details?: string })[]> {
  for await (const page of pages) {
    if (include.length === 0 || meta.isPopulatingDedupe) yield page;
    else {
      yield page.map((contact) => ({
        ...contact,
        details: z.dehydrate(contactDetails, {
          contactId: contact.contactId,
          include,
          // Not read: identical pointers are cached for five minutes, and a change must not be.
          dateUpdated: contact.dateUpdated,
        }),
      }));
    }
  }
}
