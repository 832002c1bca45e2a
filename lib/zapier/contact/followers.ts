import { defineInputFields } from 'zapier-platform-core';

import { asList } from '../../protiv/values/lists.ts';
import { missing } from '../../protiv/values/texts.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';
import type { Context } from '../platform/run.ts';
import { readUser } from '../references/references.ts';
import { contactIdField } from './input-fields.ts';

const LABEL = 'Followers';

/** A contact, and users who follow it or are to. */
export const followerFields = defineInputFields([
  contactIdField,
  {
    key: 'followers',
    label: LABEL,
    required: true,
    list: true,
    ...dropdown.users,
    helpText: 'Choose users, or map IDs, full names or email addresses.',
  },
]);

/**
 * Ids of the users that a step names, each once.
 *
 * @throws {InvalidInputError} for none, and for a name that nobody has, or several have
 */
export const readFollowers = async (run: Context, value: unknown): Promise<string[]> => {
  const ids: string[] = [];
  // One after another: the first name that is unknown reads the list, which the others then find.
  for (const entry of asList(LABEL, value)) {
    const id = await readUser(run, LABEL, entry);
    if (id !== undefined) ids.push(id);
  }
  if (ids.length === 0) throw missing(LABEL);
  return [...new Set(ids)];
};
