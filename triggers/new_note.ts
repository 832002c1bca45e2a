import { defineInputFields } from 'zapier-platform-core';

import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { asId } from '../lib/protiv/values/references.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { newNoteHook } from '../lib/zapier/note/hooks.ts';
import { slimNote } from '../lib/zapier/note/hydration.ts';
import { CONTACTS_LOOKED_AT, pollNotes } from '../lib/zapier/note/polls.ts';

export default contactRecordTrigger({
  key: 'new_note',
  noun: 'Note',
  label: 'New Note',
  description: 'Triggers when a new note is added to a contact.',
  inputFields: defineInputFields([
    {
      key: 'contactId',
      label: 'Contact',
      ...dropdown.contacts,
      helpText: `Choose a contact to get all of its notes. Leave blank to watch the ${CONTACTS_LOOKED_AT} contacts that changed last, within a day. Notes on other contacts are then missed, because HighLevel lists the notes of one contact at a time.`,
    },
  ]),
  dedupeBy: ['id'],
  poll: (run) => pollNotes(run, asId('Contact', run.input.contactId)),
  hook: newNoteHook,
  slim: slimNote,
  sample: noteSample,
  outputFields: noteOutputFields,
});
