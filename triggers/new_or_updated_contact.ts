import { contactSample } from '../lib/protiv/contact/record.ts';
import {
  changedContactFields,
  changedContactOutput,
  pollChangedContacts,
  slimChangedContact,
} from '../lib/zapier/contact/changed-contacts.ts';
import { newOrChangedContactHook } from '../lib/zapier/contact/hooks.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'new_or_updated_contact',
  noun: 'Contact',
  label: 'New or Updated Contact',
  description: 'Triggers when a contact is created, and each time it changes.',
  inputFields: changedContactFields,
  dedupeBy: ['id', 'dateUpdated'],
  poll: (run) => pollChangedContacts(run, () => true),
  hook: newOrChangedContactHook,
  slim: slimChangedContact,
  sample: contactSample,
  outputFields: changedContactOutput,
});
