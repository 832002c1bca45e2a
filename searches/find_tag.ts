import { defineInputFields } from 'zapier-platform-core';

import { listTags } from '../lib/ghl/locations.ts';
import { tagOutputFields, tagSample, toTag } from '../lib/protiv/tag/record.ts';
import { present, text } from '../lib/protiv/values/present.ts';
import { wasCreatedOutput } from '../lib/zapier/fields/write-output.ts';
import { searchOperation } from '../lib/zapier/platform/operation.ts';
import { findNamed, matchedByOutput, nameField } from '../lib/zapier/references/finding.ts';

export default searchOperation({
  key: 'find_tag',
  noun: 'Tag',
  label: 'Find Tag',
  description: 'Finds a tag of the sub-account by name or ID.',
  inputFields: defineInputFields([
    nameField('The whole name; the start of its words is enough if only one tag begins so.'),
  ]),
  perform: async ({ ghl, input }) => {
    const found = findNamed('tags', input.name, { rows: await listTags(ghl) }, ({ id, name }) =>
      present({ id, name: text(name) }),
    );
    // A Zap that finds or creates a tag can tell the two apart.
    return found ? [{ ...toTag(found.row), matchedBy: found.matchedBy, wasCreated: false }] : [];
  },
  sample: { ...tagSample, matchedBy: 'name', wasCreated: false },
  outputFields: [...tagOutputFields, matchedByOutput, wasCreatedOutput],
});
