import { contactSample } from '../lib/protiv/contact/record.ts';
import {
  changedContactFields,
  changedContactOutput,
  pollChangedContacts,
  slimChangedContact,
} from '../lib/zapier/contact/changed-contacts.ts';
import { changedContactHook } from '../lib/zapier/contact/hooks.ts';
import { isJustCreated } from '../lib/zapier/platform/poll-windows.ts';
import { pollingTrigger } from '../lib/zapier/platform/polling-trigger.ts';

export default pollingTrigger({
  key: 'contact_updated',
  noun: 'Contact',
  label: 'Contact Updated',
  description: 'Triggers when an existing contact changes.',
  inputFields: changedContactFields,
  dedupeBy: ['id', 'dateUpdated'],
  poll: (run) => pollChangedContacts(run, (contact) => !isJustCreated(contact)),
  hook: changedContactHook,
  slim: slimChangedContact,
  sample: contactSample,
  outputFields: changedContactOutput,
});
