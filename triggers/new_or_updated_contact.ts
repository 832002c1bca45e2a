import { defineInputFields, defineTrigger } from 'zapier-platform-core';
import type { Bundle, InferInputData, PollingTriggerPerform, ZObject } from 'zapier-platform-core';

import { Ghl } from '../lib/ghl/client/client.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { burstNote } from '../lib/zapier/platform/burst-note.ts';
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
import { changeKey, changedContactOutput, contactMapper } from '../lib/zapier/contact/output.ts';
import { fitted } from '../lib/zapier/platform/payload-limit.ts';
import { guarded } from '../lib/zapier/platform/error-boundary.ts';
import { pollContacts } from '../lib/zapier/contact/polls.ts';
import { slimContact } from '../lib/zapier/platform/whole-records.ts';

const inputFields = defineInputFields([
  ...contactFilterFields,
  detailsField,
  changeLimitsField,
  burstNote,
]);

type Input = InferInputData<typeof inputFields>;

const perform = guarded(async (z: ZObject, bundle: Bundle<Input>) => {
  const ghl = new Ghl(z, bundle);
  const conditions = await contactConditions(z, ghl, bundle.inputData);
  const poll = { by: 'dateUpdated', ...conditions } as const;
  if (bundle.meta.isPopulatingDedupe) {
    return pollContacts(z, ghl, bundle.meta, poll, (contacts) => contacts.map(changeKey));
  }
  const contacts = await pollContacts(z, ghl, bundle.meta, poll, contactMapper(z, ghl));
  const include = chosenDetails(bundle.inputData.include);
  return fitted(ghl, withDetails(z, contacts, include), slimContact(z, include));
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
    outputFields: [...changedContactOutput, detailsOutput],
  },
});
