import { defineInputFields } from 'zapier-platform-core';

import { getContact } from '../lib/ghl/contacts.ts';
import { contactSample } from '../lib/protiv/contact/record.ts';
import { requiredLine } from '../lib/protiv/values/texts.ts';
import { customFieldsAndClearField } from '../lib/zapier/contact/custom-field-inputs.ts';
import {
  addressFields,
  contactIdField,
  contactLock,
  emailField,
  ifUnusableField,
  moreFields,
  nameFields,
  phoneField,
} from '../lib/zapier/contact/input-fields.ts';
import { outcomeOf, updateOutput } from '../lib/zapier/contact/outcome.ts';
import { contactRequest } from '../lib/zapier/contact/request.ts';
import { updateWith } from '../lib/zapier/contact/write.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'update_contact',
  noun: 'Contact',
  label: 'Update Contact',
  description:
    'Updates the fields of a contact that you fill in, and leaves the others as they are.',
  inputFields: defineInputFields([
    contactIdField,
    ...grouped('person', [...nameFields, emailField, phoneField]),
    ...grouped('address', addressFields),
    ...grouped('more', moreFields),
    ...grouped('options', [ifUnusableField]),
    ...grouped('customFields', [customFieldsAndClearField]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const contactId = requiredLine('Contact', run.input.contactId);
    const current = await getContact(run.ghl, contactId);
    const request = await contactRequest(run, run.input, 'update', current);
    const { body, leftOut } = request;
    // Nothing else to write: nobody would be helped by a step that did nothing.
    if (Object.keys(body).length === 0) leftOut.stopIfAny();
    const { contact, changed } = await updateWith(run, request, current, body);
    return outcomeOf(run, request, contact, { changed });
  },
  sample: { ...contactSample, changed: ['source'], ignoredFields: [] },
  outputFields: updateOutput,
});
