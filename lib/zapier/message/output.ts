import type { PlainOutputField } from 'zapier-platform-core';

import { GhlError } from '../../ghl/client/errors.ts';
import { getEmail } from '../../ghl/conversations.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { MessageBody, WireMessage } from '../../ghl/schemas/message.ts';
import {
  emailIdOf,
  messageOutputFields,
  messageSample,
  toMessage,
  withEmail,
} from '../../protiv/message/record.ts';
import type { Message } from '../../protiv/message/schema.ts';
import { textSent } from '../../protiv/message/same.ts';
import { instant } from '../../protiv/values/dates.ts';
import { namesIn } from '../contact/names.ts';
import type { Context } from '../platform/run.ts';
import type { SendOutcome } from './sending.ts';

/** What is said of a message that a step sends, besides the message. */
const OUTCOME: readonly PlainOutputField[] = [
  { key: 'wasSent', label: 'Was Sent', type: 'boolean' },
  { key: 'scheduledFor', label: 'Scheduled For', type: 'datetime' },
];

export const sentOutput: PlainOutputField[] = [...messageOutputFields, ...OUTCOME];

/** What a step that sends answers with. */
export const sentSample = (message: Partial<Message>) => ({
  ...messageSample,
  direction: 'outbound',
  source: 'api',
  status: 'pending',
  ...message,
  wasSent: true,
});

/** The types of messages that HighLevel makes of what is sent; of a custom channel several. */
const TYPE_OF: Readonly<Partial<Record<MessageBody['type'], string>>> = {
  SMS: 'TYPE_SMS',
  RCS: 'TYPE_RCS',
  Email: 'TYPE_EMAIL',
  WhatsApp: 'TYPE_WHATSAPP',
  IG: 'TYPE_INSTAGRAM',
  FB: 'TYPE_FACEBOOK',
  Live_Chat: 'TYPE_LIVE_CHAT',
  TIKTOK: 'TYPE_TIKTOK',
};

/** A message as a step sent it: HighLevel's answer has its ids only. */
export const toSentMessage = (
  contact: WireContact,
  body: MessageBody,
  { messageId, conversationId, emailMessageId, status, wasSent, sentAt, ...more }: SendOutcome,
) => {
  const { subject, fromNumber, emailFrom, scheduledTimestamp } = body;
  const attachments = more.attachments ?? body.attachments;
  const message = toMessage(
    {
      // An answer without the id of the message is still one message, of this contact.
      id: messageId ?? emailMessageId ?? conversationId ?? contact.id,
      conversationId,
      emailMessageId,
      contactId: contact.id,
      messageType: TYPE_OF[body.type],
      direction: 'outbound',
      status: scheduledTimestamp === undefined ? (status ?? 'pending') : 'scheduled',
      body: textSent(body),
      subject,
      attachments: attachments && [...attachments],
      from: fromNumber ?? emailFrom,
      source: 'api',
      dateAdded: sentAt,
    },
    { contacts: namesIn([contact]) },
  );
  const scheduledFor = instant(scheduledTimestamp);
  const { messageId: shown, ...rest } = message;
  return {
    ...rest,
    // Only what names the message: another step may cancel it by that.
    ...(messageId && { messageId: shown }),
    ...(scheduledFor && { scheduledFor }),
    wasSent,
  };
};

/** Whether HighLevel says no to just this one; a redirect, an outage or a limit is no refusal. */
const isRefused = (error: unknown): boolean =>
  error instanceof GhlError && error.kind === 'halted' && (error.details.status ?? 0) >= 400;

/** So many emails are read for their text at a time, and in one answer. */
const EMAILS_AT_ONCE = 5;

/**
 * Messages with the texts of emails, which no list has. An email that is gone, or that HighLevel does not
 * give, goes without, and the log says so: what a list has in place of a text may be another email's.
 *
 * @param most how many emails to read
 */
export const withEmailTexts = async (
  { ghl }: Context,
  rows: readonly WireMessage[],
  most: number,
): Promise<WireMessage[]> => {
  const emails = rows.filter((row) => emailIdOf(row) !== undefined).slice(0, most);
  const read = new Map<string, WireMessage>();
  for (let from = 0; from < emails.length; from += EMAILS_AT_ONCE) {
    const batch = emails.slice(from, from + EMAILS_AT_ONCE);
    const whole = await Promise.all(
      batch.map(async (row) => {
        try {
          return withEmail(row, await getEmail(ghl, emailIdOf(row) ?? ''));
        } catch (error) {
          if (!isRefused(error)) throw error;
          ghl.log('record.partial', { fields: ['body'], rowsLeftOut: 0 });
          return withoutText(row);
        }
      }),
    );
    for (const row of whole) read.set(row.id, row);
  }
  return rows.map((row) => read.get(row.id) ?? withoutText(row));
};

const withoutText = (row: WireMessage): WireMessage =>
  emailIdOf(row) === undefined ? row : { ...row, body: undefined };
