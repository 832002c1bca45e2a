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
import { changedContactHook } from '../lib/zapier/contact/hooks.ts';
import { slimContact } from '../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../lib/zapier/contact/output.ts';
import { isJustCreated, pollContacts } from '../lib/zapier/contact/polls.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'contact_updated',
  noun: 'Contact',
  label: 'Contact Updated',
  description: 'Triggers when an existing contact changes.',
  inputFields: defineInputFields([...contactFilterFields, detailsField, changeLimitsField]),
  dedupeBy: ['id', 'dateUpdated'],
  poll: async function* (run) {
    const { filters, matches } = await contactConditions(run, run.input);
    const changed = pollContacts(run, {
      by: 'dateUpdated',
      filters,
      matches: (contact) => matches(contact) && !isJustCreated(contact),
    });
    yield* withDetails(run, changed, chosenDetails(run.input.include));
  },
  hook: changedContactHook,
  slim: (run) => slimContact(run, chosenDetails(run.input.include)),
  sample: contactSample,
  outputFields: [...contactOutput, detailsOutput],
});
