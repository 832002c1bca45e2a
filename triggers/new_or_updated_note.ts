import { defineInputFields } from 'zapier-platform-core';

import { noteOutputFields, noteSample } from '../lib/protiv/note/record.ts';
import { requiredId } from '../lib/protiv/values/references.ts';
import { contactRecordTrigger } from '../lib/zapier/contact/carried-contact.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { hashOutput } from '../lib/zapier/fields/hash-output.ts';
import { pollChangedNotes } from '../lib/zapier/note/changed-polls.ts';
import { changedNoteHook } from '../lib/zapier/note/hooks.ts';
import { slimNote } from '../lib/zapier/note/hydration.ts';

export default contactRecordTrigger({
  key: 'new_or_updated_note',
  noun: 'Note',
  label: 'New or Updated Note',
  description:
    'Triggers when a note is added to a contact, and each time its title or text changes.',
  inputFields: defineInputFields([
    {
      key: 'contactId',
      label: 'Contact',
      required: true,
      ...dropdown.contacts,
      search: 'find_contact.id',
      helpText:
        'The contact whose notes to watch: HighLevel lists the notes of one contact at a time.',
    },
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'A note that changes several times within minutes may trigger the Zap only once, and one that is changed back to what it said before does not trigger it again. Notes that are there when you turn the Zap on trigger it once they change.',
    },
  ]),
  dedupeBy: ['id', 'hash'],
  poll: (run) => pollChangedNotes(run, requiredId('Contact', run.input.contactId)),
  hook: changedNoteHook,
  slim: (run) => slimNote(run),
  sample: { ...noteSample, hash: 'BeXkXGrUHUnlSdWsIj1sxd' },
  outputFields: [...noteOutputFields, hashOutput],
});
