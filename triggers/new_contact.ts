import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client.ts';
import { contactSample } from '../lib/protiv/contact.ts';
import { contactConditions, contactFilterFields } from '../lib/zapier/contact-filters.ts';
import { contactOutput, toContacts } from '../lib/zapier/contact-output.ts';
import { guarded } from '../lib/zapier/guarded.ts';
import { pollContacts } from '../lib/zapier/polling.ts';

const inputFields = defineInputFields([
  ...contactFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers for contacts that were created within the last 24 hours: an older contact that starts to match the filters later does not trigger the Zap.',
  },
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const conditions = await contactConditions(z, ghl, bundle.inputData);
  const contacts = await pollContacts(ghl, bundle.meta, { by: 'dateAdded', ...conditions });
  if (bundle.meta.isPopulatingDedupe) return contacts.map(({ id }) => ({ id }));
  return toContacts(z, ghl, contacts);
}) satisfies PollingTriggerPerform<Input>;

export default defineTrigger({
  key: 'new_contact',
  noun: 'Contact',
  display: {
    label: 'New Contact',
    description: 'Triggers when a new contact is created.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    sample: contactSample,
    outputFields: contactOutput,
  },
});
