import { defineInputFields } from 'zapier-platform-core';

import type { NoteBody } from '../../ghl/schemas/note.ts';
import { NOTE_LABELS, toGhlNote } from '../../protiv/note/record.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';

/** The id of the note that a step is about. */
export const noteIdField = {
  key: 'noteId' as const,
  label: 'Note',
  ...dropdown.notes,
  dependsOn: ['contactId'],
  helpText: 'Choose one of the contact’s notes, or map the Note ID of an earlier step.',
};

export const bodyField = { key: 'body', label: NOTE_LABELS.body, type: 'text' } as const;

export const noteDetailFields = defineInputFields([
  { key: 'title', label: NOTE_LABELS.title },
  {
    key: 'createdBy',
    label: NOTE_LABELS.createdBy,
    ...dropdown.users,
    helpText: 'The user that HighLevel shows as the author.',
  },
  { key: 'color', label: NOTE_LABELS.color, helpText: 'A color code such as `#FFAA00`.' },
  {
    key: 'pinned',
    label: NOTE_LABELS.pinned,
    type: 'boolean',
    helpText:
      'Choose **True** to keep the note above the others, or **False** to let it go down the list.',
  },
]);

/** A text that a note holds. */
export const noteQueryField = { key: 'query', label: 'Search Text' } as const;

/**
 * What a step says of a note.
 *
 * @throws {InvalidInputError} for a value that HighLevel could not take
 */
export const noteBody = async (
  run: Context,
  input: Readonly<Record<string, unknown>>,
): Promise<NoteBody> => {
  const createdBy = await readUser(run, NOTE_LABELS.createdBy, input['createdBy']);
  return toGhlNote({ ...input, createdBy });
};
