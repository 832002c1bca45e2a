import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { attachmentsField } from '../lib/zapier/message/attachments.ts';
import {
  fromNumberField,
  sameMessageField,
  sendAtField,
  sendingNote,
  smsTextField,
  templateField,
} from '../lib/zapier/message/input-fields.ts';
import { sentOutput, sentSample } from '../lib/zapier/message/output.ts';
import { readPlainMessage, sendTo } from '../lib/zapier/message/send.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'send_sms',
  noun: 'Message',
  label: 'Send SMS',
  description: 'Sends a text message to a contact, now or at a time to come.',
  inputFields: defineInputFields([
    contactIdField,
    sendingNote('the message'),
    smsTextField,
    attachmentsField,
    fromNumberField,
    templateField('an SMS'),
    sendAtField,
    sameMessageField,
  ]),
  lock: contactLock,
  perform: async (run) => {
    const contactId = requiredId('Contact', run.input.contactId);
    const body = await readPlainMessage(run, 'SMS', contactId);
    return sendTo(run, body, run.input.ignoreRepeatsWithin);
  },
  sample: sentSample({ channel: 'sms', body: 'See you at 9.', bodyText: 'See you at 9.' }),
  outputFields: sentOutput,
});
