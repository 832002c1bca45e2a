import { messageTrigger } from '../lib/zapier/message/trigger.ts';

export default messageTrigger({
  key: 'new_inbound_message',
  label: 'New Inbound Message',
  description: 'Triggers when a contact writes or calls.',
  direction: 'inbound',
  note: 'Triggers once for each message, call or voicemail that comes from a contact. The body of an email is fetched when the Zap runs. HighLevel may keep a thread of emails as one message; answers in it may then not trigger the Zap.',
  instantNote:
    'Triggers within seconds, once for each message, call or voicemail that comes from a contact. The body of an email is fetched when the Zap runs.',
});
