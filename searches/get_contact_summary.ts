import { defineInputFields } from 'zapier-platform-core';

import { listContactAppointments } from '../lib/ghl/appointments.ts';
import { clock } from '../lib/ghl/client/clock.ts';
import { undefinedIfNotFound } from '../lib/ghl/client/not-found.ts';
import { getContact } from '../lib/ghl/contacts.ts';
import { listContactNotes } from '../lib/ghl/notes.ts';
import { listContactTasks } from '../lib/ghl/tasks.ts';
import {
  contactSummaryOutputFields,
  contactSummarySample,
  toContactSummary,
} from '../lib/protiv/contact/summary.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { contactIdField } from '../lib/zapier/contact/input-fields.ts';
import { listedNames } from '../lib/zapier/contact/listed-names.ts';
import { locationFacts } from '../lib/zapier/location/location.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';

export default searchOperation({
  key: 'get_contact_summary',
  noun: 'Contact',
  label: 'Get Contact Summary',
  description:
    'Gets one row about a contact: its tasks, notes, next appointment and last activity.',
  inputFields: defineInputFields([contactIdField]),
  perform: async (run) => {
    const { ghl, input } = run;
    const contactId = requiredLine('Contact', input.contactId);
    const read = await undefinedIfNotFound(() =>
      Promise.all([
        getContact(ghl, contactId),
        listContactTasks(ghl, contactId),
        listContactNotes(ghl, contactId),
        listContactAppointments(ghl, contactId),
        locationFacts(run),
      ]),
    );
    if (!read) return [];
    const [contact, tasks, notes, appointments, { timezone }] = read;
    const records = { contact, tasks, notes, appointments };
    const names = await listedNames(run)([contact]);
    return [toContactSummary(records, { now: clock.now(), timezone, names })];
  },
  sample: contactSummarySample,
  outputFields: contactSummaryOutputFields,
});
