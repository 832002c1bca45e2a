import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import {
  chosenDetails,
  detailsField,
  detailsOutput,
  withDetails,
} from '../lib/zapier/contact/details.ts';
import {
  changeLimitsField,
  contactConditions,
  contactFilterFields,
} from '../lib/zapier/contact/filters.ts';
import { newOrChangedContactHook } from '../lib/zapier/contact/hooks.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'new_or_updated_contact',
  noun: 'Contact',
  label: 'New or Updated Contact',
  description: 'Triggers when a contact is created, and each time it changes.',
  inputFields: defineInputFields([...contactFilterFields, detailsField, changeLimitsField]),
  dedupeBy: ['id', 'dateUpdated'],
  poll: async function* (run) {
    const conditions = await contactConditions(run, run.input);
    const changed = pollContacts(run, { by: 'dateUpdated', ...conditions });
    yield* withDetails(run, changed, chosenDetails(run.input.include));
  },
  hook: newOrChangedContactHook,
  slim: (run) => slimContact(run, chosenDetails(run.input.include)),
  sample: contactSample,
  outputFields: [...contactOutput, detailsOutput],
});
