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
