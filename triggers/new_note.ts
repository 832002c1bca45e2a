import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client.ts';
import { asLine } from '../lib/protiv/input.ts';
import { noteOutputFields, noteSample, toNote } from '../lib/protiv/note.ts';
import { dropdown } from '../lib/zapier/dropdowns.ts';
import { guarded } from '../lib/zapier/guarded.ts';
import { CONTACTS_LOOKED_AT, pollNotes } from '../lib/zapier/note-polling.ts';

const inputFields = defineInputFields([
  {
    key: 'contactId',
    label: 'Contact',
    choices: dropdown.contacts,
    helpText: `Leave blank for notes of all contacts. HighLevel lists notes for one contact at a time, so Zapier then looks at the ${CONTACTS_LOOKED_AT} contacts that changed last, within a day; a note on any other contact is not seen. With a contact chosen, none is missed.`,
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const contactId = asLine('Contact', bundle.inputData.contactId);
  const notes = await pollNotes(ghl, bundle.meta, contactId);
  if (bundle.meta.isPopulatingDedupe) return notes.map(({ id }) => ({ id }));
  return notes.map((note) => toNote(note));
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
