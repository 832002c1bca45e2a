import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import {
  providerField,
  readMessage,
  sendChannelField,
  subjectField,
} from '../lib/zapier/message/any-channel.ts';
import { anyAttachmentsField } from '../lib/zapier/message/attachments.ts';
import {
  fromNumberField,
  messageField,
  sameMessageField,
  sendAtField,
  sendingNote,
  templateField,
} from '../lib/zapier/message/input-fields.ts';
import { sentOutput, sentSample } from '../lib/zapier/message/output.ts';
import { sendTo } from '../lib/zapier/message/send.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'send_message',
  noun: 'Message',
  label: 'Send Message on Any Channel',
  description: 'Sends a message to a contact on the channel that you choose.',
  inputFields: defineInputFields([
    contactIdField,
    sendChannelField,
    sendingNote('the message'),
    ...grouped('message', [
      messageField,
      subjectField,
      anyAttachmentsField,
      fromNumberField,
      templateField('a'),
    ]),
    ...grouped('options', [providerField, sendAtField, sameMessageField]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const contactId = requiredId('Contact', run.input.contactId);
    const body = await readMessage(run, contactId);
    return sendTo(run, body, run.input.ignoreRepeatsWithin);
  },
  sample: sentSample({ channel: 'whatsapp', body: 'See you at 9.', bodyText: 'See you at 9.' }),
  outputFields: sentOutput,
});
