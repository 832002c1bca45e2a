import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client.ts';
import { contactSample } from '../lib/protiv/contact.ts';
import { detailsField, detailsOutput, withDetails } from '../lib/zapier/contact-details.ts';
import {
  changeLimitsField,
  contactConditions,
  contactFilterFields,
} from '../lib/zapier/contact-filters.ts';
import { changeKey, changedContactOutput, toContacts } from '../lib/zapier/contact-output.ts';
import { guarded } from '../lib/zapier/guarded.ts';
import { isJustCreated, pollContacts } from '../lib/zapier/polling.ts';

const inputFields = defineInputFields([...contactFilterFields, detailsField, changeLimitsField]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const { filters, matches } = await contactConditions(z, ghl, bundle.inputData);
  const contacts = await pollContacts(ghl, bundle.meta, {
    by: 'dateUpdated',
    filters,
    matches: (contact) => matches(contact) && !isJustCreated(contact),
  });
  if (bundle.meta.isPopulatingDedupe) return contacts.map(changeKey);
  return withDetails(z, await toContacts(z, ghl, contacts), bundle.inputData.include);
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'contact_updated',
  noun: 'Contact',
  display: {
    label: 'Contact Updated',
    description: 'Triggers when an existing contact changes.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: contactSample,
    outputFields: [...changedContactOutput, ...detailsOutput],
  },
});
