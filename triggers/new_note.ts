import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { asLine } from '../lib/protiv/values/input.ts';
import { noteOutputFields, noteSample, toNote } from '../lib/protiv/note/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { CONTACTS_LOOKED_AT, pollNotes } from '../lib/zapier/note/polls.ts';
import { slimNote } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  {
    key: 'contactId',
    label: 'Contact',
    choices: dropdown.contacts,
    helpText: `Choose a contact to get all of its notes. Leave blank to watch the ${CONTACTS_LOOKED_AT} contacts that changed last, within a day. Notes on other contacts are then missed, because HighLevel lists the notes of one contact at a time.`,
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = asLine('Contact', bundle.inputData.contactId);
  const notes = await pollNotes(ghl, bundle.meta, contactId);
  if (bundle.meta.isPopulatingDedupe) return notes.map(({ id }) => ({ id }));
  const rows = notes.map((note) => toNote(note));
  return fitted(ghl, rows, slimNote(z));
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_note',
  noun: 'Note',
  display: {
    label: 'New Note',
    description: 'Triggers when a new note is added to a contact.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: noteSample,
    outputFields: noteOutputFields,
  },
});
