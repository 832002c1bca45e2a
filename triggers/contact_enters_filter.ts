import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { conditionFields } from '../lib/zapier/contact/condition-fields.ts';
import { readConditions } from '../lib/zapier/contact/conditions.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'contact_enters_filter',
  noun: 'Contact',
  label: 'Contact Enters Filter',
  description: 'Triggers when a new or changed contact meets your conditions for the first time.',
  inputFields: defineInputFields([
    ...conditionFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each contact, and not for those that meet the conditions when you turn the Zap on. One that meets them only because time passes triggers at its next change. Where more than 20,000 meet them, older contacts that do so later may not trigger it.',
    },
  ]),
  dedupeBy: ['id'],
  poll: async function* (run) {
    const filters = await readConditions(run, run.input);
    yield* pollContacts(run, {
      by: 'dateUpdated',
      filters,
      matches: () => true,
      isUndated: true,
    });
  },
  slim: (run) => slimContact(run),
  sample: contactSample,
  outputFields: contactOutput,
});
