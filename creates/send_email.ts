import { defineInputFields } from 'zapier-platform-core';

import { requiredId } from '../lib/protiv/values/references.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { emailFields, readEmail } from '../lib/zapier/message/email.ts';
import { sameMessageField, sendAtField, sendingNote } from '../lib/zapier/message/input-fields.ts';
import { sentOutput, sentSample } from '../lib/zapier/message/output.ts';
import { sendTo } from '../lib/zapier/message/send.ts';
import { grouped } from '../lib/zapier/fields/groups.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'send_email',
  noun: 'Message',
  label: 'Send Email',
  description: 'Sends an email to a contact, now or at a time to come.',
  inputFields: defineInputFields([
    contactIdField,
    sendingNote('the email'),
    ...grouped('message', emailFields),
    ...grouped('options', [sendAtField, sameMessageField]),
  ]),
  lock: contactLock,
  perform: async (run) => {
    const contactId = requiredId('Contact', run.input.contactId);
    const body = await readEmail(run, contactId);
    return sendTo(run, body, run.input.ignoreRepeatsWithin);
  },
  sample: sentSample({
    channel: 'email',
    subject: 'Your quote',
    body: '<p>Here is the <b>quote</b>.</p>',
    bodyText: 'Here is the quote.',
    emailMessageId: 'rnGyqh2F6uBrIkfhFo9A',
  }),
  outputFields: sentOutput,
});
