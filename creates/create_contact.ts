import { defineInputFields } from 'zapier-platform-core';

import { contactSample } from '../lib/protiv/contact/record.ts';
import { createOnce, ifExistsField } from '../lib/zapier/contact/creation.ts';
import { customFieldsField } from '../lib/zapier/contact/custom-field-inputs.ts';
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
import { creationOutput } from '../lib/zapier/contact/outcome.ts';
import { contactRequest } from '../lib/zapier/contact/request.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'create_contact',
  noun: 'Contact',
  label: 'Create Contact',
  description: 'Creates a new contact, unless it exists already.',
  inputFields: defineInputFields([
    ...grouped('person', [
      {
        ...emailField,
        helpText: 'Fill in at least an Email, a Phone, a name or a Company Name.',
      },
      phoneField,
      ...nameFields,
    ]),
    ...grouped('address', addressFields),
    ...grouped('more', [...moreFields, ...creationFields, newTagsField]),
    ...grouped('options', [ifExistsField, ifUnusableField]),
    ...grouped('customFields', [customFieldsField]),
  ]),
  lock: identityLock,
  perform: async (run) =>
    createOnce(run, await contactRequest(run, run.input, 'create'), run.input),
  sample: { ...contactSample, wasCreated: true },
  outputFields: creationOutput,
});
