import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { readTags } from '../lib/zapier/contact/tags.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';
import { pollTaggedContacts } from '../lib/zapier/tag/polls.ts';

export default pollingTrigger({
  key: 'contact_tagged',
  noun: 'Contact',
  label: 'Tag Added to Contact',
  description: 'Triggers when one of the chosen tags is added to a contact.',
  inputFields: defineInputFields([
    {
      key: 'tags',
      label: 'Tags',
      required: true,
      list: true,
      ...dropdown.tags,
      helpText: 'Triggers for each of these tags that a contact gets.',
    },
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each contact and tag: if a tag is removed and added again, it does not trigger again. Contacts that already have the tag when you turn the Zap on do not trigger it. Where more than 20,000 have it, older contacts that get it later may not either.',
    },
  ]),
  dedupeBy: ['contactId', 'tag'],
  async *poll(run) {
    yield* pollTaggedContacts(run, await readTags(run, 'Tags', run.input.tags));
  },
  slim: (run) => slimContact(run),
  sample: { ...contactSample, tag: 'vip' },
  outputFields: [...contactOutput, { key: 'tag', label: 'Tag', type: 'string' }],
});
