import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { customFieldsAndChoiceField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  identityChoices,
  otherEmailField,
  otherNameField,
  otherPhoneField,
} from '../lib/zapier/contact/identity.ts';
import {
  addressFields,
  creationFields,
  emailField,
  identityLock,
  ifUnusableField,
  moreFields,
  nameFields,
  newTagsField,
  phoneField,
} from '../lib/zapier/contact/input-fields.ts';
import { findMatch } from '../lib/zapier/contact/matching.ts';
import { outcomeOf, upsertOutput } from '../lib/zapier/contact/outcome.ts';
import { contactRequest } from '../lib/zapier/contact/request.ts';
import { createUnmatched, updateMatched } from '../lib/zapier/contact/upsert.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'upsert_contact',
  noun: 'Contact',
  label: 'Create or Update Contact',
  description: 'Creates a contact, or updates the one that has the same email or phone.',
  inputFields: defineInputFields([
    ...grouped('person', [
      {
        ...emailField,
        helpText: 'Fill in Email, Phone or both: they tell whether the contact exists already.',
      },
      phoneField,
      ...nameFields,
    ]),
    ...grouped('address', addressFields),
    ...grouped('more', [
      ...moreFields,
      ...creationFields,
      {
        ...newTagsField,
        helpText: 'Added to the tags that the contact already has; no tag is removed.',
      },
    ]),
    ...grouped('options', [otherNameField, otherEmailField, otherPhoneField, ifUnusableField]),
    ...grouped('customFields', [customFieldsAndChoiceField]),
  ]),
  lock: identityLock,
  perform: async (run) => {
    const choices = identityChoices(run.input);
    const request = await contactRequest(run, run.input, 'upsert');
    const match = await findMatch(run.ghl, request);
    const { contact, ...says } = match
      ? await updateMatched(run, request, match, choices)
      : await createUnmatched(run, request);
    return outcomeOf(run, request, contact, says);
  },
  sample: { ...contactSample, wasCreated: false, changed: ['source'], ignoredFields: [] },
  outputFields: upsertOutput,
});
