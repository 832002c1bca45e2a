import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
import { contactConditions, contactFilterFields } from '../lib/zapier/contact/filters.ts';
import { contactMapper, contactOutput } from '../lib/zapier/contact/output.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { slimContact } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  ...contactFilterFields,
  {
    key: 'limits',
    type: 'copy',
    helpText:
      'Triggers once for each contact. One that does not match the filters at first still triggers if it matches them within 24 hours of its creation. Where more than 100 contacts are created a day, it has to match within 2 hours.',
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
