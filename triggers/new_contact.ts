import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client.ts';
import { contactSample } from '../lib/protiv/contact.ts';
import { burstNote } from '../lib/zapier/burst-note.ts';
import { contactConditions, contactFilterFields } from '../lib/zapier/contact-filters.ts';
import { contactMapper, contactOutput } from '../lib/zapier/contact-output.ts';
import { fitted } from '../lib/zapier/fitting.ts';
import { guarded } from '../lib/zapier/guarded.ts';
import { pollContacts } from '../lib/zapier/polling.ts';
import { slimContact } from '../lib/zapier/whole-records.ts';

const inputFields = defineInputFields([
  ...contactFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each contact that was created within the last 24 hours, also if it stops matching the filters and matches them again. An older contact that starts to match them does not trigger the Zap.',
  },
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const conditions = await contactConditions(z, ghl, bundle.inputData);
  const poll = { by: 'dateAdded', ...conditions } as const;
  if (bundle.meta.isPopulatingDedupe) {
    return pollContacts(z, ghl, bundle.meta, poll, (contacts) =>
      contacts.map(({ id }) => ({ id })),
    );
  }
  const contacts = await pollContacts(z, ghl, bundle.meta, poll, contactMapper(z, ghl));
  return fitted(ghl, contacts, slimContact(z));
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
