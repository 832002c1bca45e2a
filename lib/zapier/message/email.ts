import { defineInputFields } from 'zapier-platform-core';

import { getEmail, getMessage } from '../../ghl/conversations.ts';
import type { MessageBody } from '../../ghl/schemas/message.ts';
import { channelOf } from '../../protiv/message/channels.ts';
import { asEmails, bothForms, replySubject } from '../../protiv/message/email.ts';
import { emailIdOf } from '../../protiv/message/record.ts';
import { asBoolean } from '../../protiv/values/booleans.ts';
import { asEmail } from '../../protiv/values/emails.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import { asId } from '../../protiv/values/references.ts';
import { asLine, asText, missing } from '../../protiv/values/texts.ts';
import type { Context, Run } from '../platform/run.ts';
import { attachmentsField, readAttachments } from './attachments.ts';
import { readSendAt, readTemplate, templateField } from './input-fields.ts';
import { addressesOf } from './send.ts';
import type { Draft } from './sending.ts';

const LABEL = {
  subject: 'Subject',
  html: 'HTML Message',
  text: 'Plain Text Message',
  from: 'From Email',
  to: 'To Email',
  cc: 'CC',
  bcc: 'BCC',
  reply: 'Reply to Message',
  all: 'Reply to All',
} as const;

/** What an email can have, besides the contact and when it goes out. */
export const emailFields = defineInputFields([
  {
    key: 'subject',
    label: LABEL.subject,
    helpText: 'Leave blank for that of the template, or of the email that you reply to.',
  },
  {
    key: 'html',
    label: LABEL.html,
    type: 'text',
    helpText: 'With formatting, written as HTML. Leave blank if the plain text is all you need.',
  },
  {
    key: 'plainText',
    label: LABEL.text,
    type: 'text',
    helpText: 'Just words, no HTML. Leave blank to take it from the HTML message.',
  },
  attachmentsField,
  {
    key: 'fromEmail',
    label: LABEL.from,
    helpText:
      'An address that the sub-account may send from. Leave blank for HighLevel’s own choice.',
  },
  {
    key: 'toEmail',
    label: LABEL.to,
    helpText: 'Another address of the contact. Leave blank for the main one.',
  },
  { key: 'cc', label: LABEL.cc, list: true },
  { key: 'bcc', label: LABEL.bcc, list: true },
  {
    key: 'replyTo',
    label: LABEL.reply,
    helpText: 'The Message ID of an email, to answer in its thread.',
  },
  {
    key: 'replyAll',
    label: LABEL.all,
    type: 'boolean',
    helpText: 'Choose **True** to answer everybody who got that email.',
  },
  templateField('an email'),
]);

interface Thread {
  threadId?: string;
  replyMessageId?: string;
  subject?: string;
}

/**
 * The thread of the email that a step answers.
 *
 * @param contactId who gets the answer
 * @param needsSubject whether the email has to be read for its subject
 * @throws {InvalidInputError} for a message that is no email, and for one of another contact
 * @throws {GhlError} `not_found`
 */
const threadOf = async (
  { ghl }: Context,
  messageId: string | undefined,
  contactId: string,
  needsSubject: boolean,
): Promise<Thread> => {
  if (messageId === undefined) return {};
  const message = await getMessage(ghl, messageId);
  const replyMessageId = emailIdOf(message);
  if (channelOf(message) !== 'email' || replyMessageId === undefined) {
    throw new InvalidInputError(
      `“${LABEL.reply}” names a message that is no email, so nothing was sent. Map the Message ID of an email, or leave it blank.`,
    );
  }
  if (message.contactId && message.contactId !== contactId) {
    throw new InvalidInputError(
      `“${LABEL.reply}” names an email of another contact, so nothing was sent: this contact would see what that one wrote. Map the Message ID of an email of the same contact.`,
    );
  }
  const { subject } = needsSubject ? await getEmail(ghl, replyMessageId) : {};
  return {
    threadId: messageId,
    replyMessageId,
    ...(subject && { subject: replySubject(subject) }),
  };
};

/**
 * An email, as a step says it.
 *
 * @throws {InvalidInputError} when a value cannot be used, and when there is nothing to send
 */
export const readEmail = async (
  run: Run<Readonly<Record<string, unknown>>>,
  contactId: string,
): Promise<Draft> => {
  const { input } = run;
  const html = asText(LABEL.html, input['html']);
  const text = asText(LABEL.text, input['plainText']);
  const given = asLine(LABEL.subject, input['subject']);
  const templateId = readTemplate(input['template']);
  const replyTo = asId(LABEL.reply, input['replyTo']);
  const addresses = {
    emailFrom: asEmail(input['fromEmail'], LABEL.from),
    emailTo: asEmail(input['toEmail'], LABEL.to),
    emailCc: asEmails(LABEL.cc, input['cc']),
    emailBcc: asEmails(LABEL.bcc, input['bcc']),
  };
  const replyMode: NonNullable<MessageBody['emailReplyMode']> = asBoolean(
    LABEL.all,
    input['replyAll'],
  )
    ? 'reply_all'
    : 'reply';
  if (html === undefined && text === undefined && templateId === undefined) {
    throw missing(LABEL.html);
  }
  if (given === undefined && templateId === undefined && replyTo === undefined) {
    throw missing(LABEL.subject);
  }
  const scheduledTimestamp = await readSendAt(run, input['sendAt']);
  const files = await readAttachments(input['attachments'], 'Email');
  const needsSubject = given === undefined && templateId === undefined;
  const { subject, ...thread } = await threadOf(run, replyTo, contactId, needsSubject);
  const body: MessageBody = present({
    type: 'Email' as const,
    contactId,
    subject: given ?? subject,
    ...bothForms(html, text),
    ...addresses,
    ...thread,
    emailReplyMode: replyTo === undefined ? undefined : replyMode,
    templateId,
    scheduledTimestamp,
    attachments: addressesOf(files),
  });
  return { body, files };
};
