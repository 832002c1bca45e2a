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
import { pollContacts } from '../lib/zapier/polling.ts';

const inputFields = defineInputFields([...contactFilterFields, detailsField, changeLimitsField]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const conditions = await contactConditions(z, ghl, bundle.inputData);
  const contacts = await pollContacts(ghl, bundle.meta, { by: 'dateUpdated', ...conditions });
  if (bundle.meta.isPopulatingDedupe) return contacts.map(changeKey);
  return withDetails(z, await toContacts(z, ghl, contacts), bundle.inputData.include);
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_or_updated_contact',
  noun: 'Contact',
  display: {
    label: 'New or Updated Contact',
    description: 'Triggers when a contact is created, and each time it changes.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: contactSample,
    outputFields: [...changedContactOutput, ...detailsOutput],
  },
});
