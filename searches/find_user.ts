import { defineInputFields } from 'zapier-platform-core';

import { pagesOf } from '../lib/ghl/client/skip-pages.ts';
import { listUsers } from '../lib/ghl/users.ts';
import { toUser, userOutputFields, userSample } from '../lib/protiv/user/record.ts';
import { present } from '../lib/protiv/values/present.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, listed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_user',
  noun: 'User',
  label: 'Find User',
  description: 'Finds a user of the sub-account by name, email or ID.',
  inputFields: defineInputFields([
    nameField(
      'A full name or an email address; part of a name is enough if it fits only one user.',
    ),
  ]),
  perform: async ({ ghl, input }) => {
    const users = await listed(pagesOf((skip) => listUsers(ghl, skip)));
    const found = findNamed('users', input.name, users, (row) => {
      const { id, name, email } = toUser(row);
      // HighLevel lists those who have left too (GoHighLevel/highlevel-api-docs#146).
      return present({ id, name, email, isDeleted: row.deleted ?? undefined });
    });
    return found ? [{ ...toUser(found.row), matchedBy: found.matchedBy }] : [];
  },
  sample: { ...userSample, matchedBy: 'name' },
  outputFields: [...userOutputFields, matchedByOutput],
});
