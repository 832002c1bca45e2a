import { defineInputFields } from 'zapier-platform-core';

import { listTags } from '../lib/ghl/locations.ts';
import { tagOutputFields, tagSample, toTag } from '../lib/protiv/tag/record.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

/** What a user is shown to try a Zap with. */
const SAMPLES = 3;

export default pollingTrigger({
  key: 'new_tag',
  noun: 'Tag',
  label: 'New Tag',
  description: 'Triggers when a tag that the sub-account did not have is created.',
  inputFields: defineInputFields([
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each tag, also for one that comes to be because a contact is given it. A tag that is renamed does not trigger again.',
    },
  ]),
  dedupeBy: ['id'],
  // Tags carry no date: what the priming poll has seen is what was there before.
  poll: async ({ ghl, meta }) => {
    const tags = (await listTags(ghl)).map((tag) => toTag(tag));
    return meta.isLoadingSample ? tags.slice(0, SAMPLES) : tags;
  },
  slim: () => ({ core: ['id', 'tagId', 'name'], key: ['id'], pointerTo: () => undefined }),
  sample: tagSample,
  outputFields: tagOutputFields,
});
