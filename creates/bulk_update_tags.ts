import { defineInputFields } from 'zapier-platform-core';

import { bulkUpdateTags } from '../lib/ghl/bulk.ts';
import { retryOnUnknownOutcome } from '../lib/ghl/client/idempotent-write.ts';
import { requiredChoice } from '../lib/protiv/values/choices.ts';
import { requiredTags } from '../lib/protiv/values/lists.ts';
import { contactIdsField, doToMany, manyOutput, manySample } from '../lib/zapier/contact/many.ts';
import { readTags } from '../lib/zapier/contact/tags.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

const LABEL = 'What to Do';
const WHAT_TO_DO = { add: 'Add tags', remove: 'Remove tags' } as const;

/** So many contacts go into one request; how many HighLevel would take is nowhere public. */
const AT_ONCE = 100;

export default createOperation({
  key: 'bulk_update_tags',
  noun: 'Tag',
  label: 'Add or Remove Tags on Many Contacts',
  description: 'Adds tags to many contacts, or removes them, and keeps the other tags.',
  inputFields: defineInputFields([
    contactIdsField,
    { key: 'whatToDo', label: LABEL, required: true, choices: WHAT_TO_DO },
    {
      key: 'tags',
      label: 'Tags',
      required: true,
      list: true,
      ...dropdown.tags,
      helpText: 'HighLevel keeps tags in lower case.',
    },
  ]),
  perform: async (run) => {
    const { ghl, input } = run;
    const whatToDo = requiredChoice(LABEL, input.whatToDo, WHAT_TO_DO);
    requiredTags('Tags', input.tags);
    const tags = await readTags(run, 'Tags', input.tags);
    const outcome = await doToMany(ghl, input.contactIds, AT_ONCE, (ids) =>
      retryOnUnknownOutcome(ghl, () => bulkUpdateTags(ghl, whatToDo, ids, tags)),
    );
    return { ...outcome, tags };
  },
  sample: { ...manySample, tags: ['vip'] },
  outputFields: [...manyOutput, { key: 'tags', label: 'Tags', type: 'string', list: true }],
  mostRequests: 11,
  isLarge: true,
});
