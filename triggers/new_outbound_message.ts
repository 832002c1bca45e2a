import { messageTrigger } from '../lib/zapier/message/trigger.ts';

export default messageTrigger({
  key: 'new_outbound_message',
  label: 'New Outbound Message',
  description: 'Triggers when a message or call goes to a contact.',
  direction: 'outbound',
  note: 'Triggers once for each message that goes to a contact, also for those that Zaps send: do not answer one with another. A scheduled message triggers when it is scheduled, with that Status.',
  instantNote:
    'Triggers within seconds, once for each message that goes to a contact, also for those that Zaps send: do not answer one with another. A scheduled message triggers when HighLevel tells of it, with its Status of that moment.',
});
