import { defineInputFields, defineSearch } from 'zapier-platform-core';
import type { Bundle, InferInputData, SearchPerform, ZObject } from 'zapier-platform-core';

import { orAbsent } from '../lib/ghl/client/not-found.ts';
import { Ghl } from '../lib/ghl/client/client.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import { listContactAppointments } from '../lib/ghl/appointments.ts';
import { getContact } from '../lib/ghl/contacts.ts';
import { listContactNotes } from '../lib/ghl/notes.ts';
import { listContactTasks } from '../lib/ghl/tasks.ts';
import {
  contactSummaryOutputFields,
  contactSummarySample,
  toContactSummary,
} from '../lib/protiv/contact/summary.ts';
import { requiredLine } from '../lib/protiv/values/input.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';

const inputFields = defineInputFields([contactIdField]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = requiredLine('Contact', bundle.inputData.contactId);
  const read = await orAbsent(() =>
    Promise.all([
      getContact(ghl, contactId),
      listContactTasks(ghl, contactId),
      listContactNotes(ghl, contactId),
      listContactAppointments(ghl, contactId),
      locationFacts(z, ghl),
    ]),
  );
  if (!read) return [];
  const [contact, tasks, notes, appointments, { timezone }] = read;
  const records = { contact, tasks, notes, appointments };
  return [toContactSummary(records, { now: clock.now(), timezone })];
}) satisfies SearchPerform<Input>;

export default defineSearch({
  key: 'get_contact_summary',
  noun: 'Contact',
  display: {
    label: 'Get Contact Summary',
    description:
      'Gets one row about a contact: its tasks, notes, next appointment and last activity.',
  },
  operation: {
    inputFields,
    perform,
    sample: contactSummarySample,
    outputFields: contactSummaryOutputFields,
  },
});
