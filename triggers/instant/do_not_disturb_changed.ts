import { contactSample } from '../../lib/protiv/contact/record.ts';
import { contactFilterFields } from '../../lib/zapier/contact/filters.ts';
import { dndChangedHook, recentContacts } from '../../lib/zapier/contact/hooks.ts';
import { slimContact } from '../../lib/zapier/contact/hydration.ts';
import { contactOutput } from '../../lib/zapier/contact/output.ts';
import { hookTrigger } from '../../lib/zapier/platform/hook-trigger.ts';

const sample = { ...contactSample, dnd: true, dateChanged: '2026-03-02T15:04:05.000Z' };

export default hookTrigger({
  key: 'do_not_disturb_changed',
  noun: 'Contact',
  label: 'Do Not Disturb Changed',
  description: 'Triggers when do not disturb is switched on or off for a contact.',
  inputFields: contactFilterFields,
  dedupeBy: ['id', 'dateChanged'],
  hook: dndChangedHook,
  list: recentContacts,
  slim: (run) => slimContact(run),
  sample,
  outputFields: [...contactOutput, { key: 'dateChanged', label: 'Date Changed', type: 'datetime' }],
});
