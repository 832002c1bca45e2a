import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { contactConditions, contactFilterFields } from '../lib/zapier/contact/filters.ts';
import { newContactHook } from '../lib/zapier/contact/hooks.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'new_contact',
  noun: 'Contact',
  label: 'New Contact',
  description: 'Triggers when a new contact is created.',
  inputFields: defineInputFields([
    ...contactFilterFields,
    {
      key: 'limits',
      type: 'copy',
      helpText:
        'Triggers once for each contact. One that does not match the filters at first still triggers if it matches them within 24 hours of its creation. Where more than 100 contacts are created a day, it has to match within 2 hours; after an import of thousands, sooner.',
    },
  ]),
  dedupeBy: ['id'],
  poll: async function* (run) {
    const conditions = await contactConditions(run, run.input);
    yield* pollContacts(run, { by: 'dateAdded', ...conditions });
  },
  hook: newContactHook,
  slim: (run) => slimContact(run),
  sample: contactSample,
  outputFields: contactOutput,
});
