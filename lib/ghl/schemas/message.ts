import * as z from 'zod/mini';

import { flag, id, moment, text, texts } from './fields.ts';

const numberLike = z.nullish(z.union([z.string(), z.number()]));

/**
 * A message as lists and exports have it. Of an email neither subject nor text is there
 * (GoHighLevel/highlevel-api-docs#40), or the text that it answers (public code that reads them):
 * `meta.email.messageIds` leads to them, which the official file has one level deeper. A call says how long it
 * took in `meta.callDuration` or in `meta.call` (#110).
 */
export const wireMessage = z.looseObject({
  id,
  type: numberLike,
  messageType: text,
  contactId: text,
  conversationId: text,
  body: text,
  subject: text,
  direction: text,
  status: text,
  attachments: texts,
  dateAdded: moment,
  source: text,
  userId: text,
  meta: z.nullish(
    z.looseObject({
      callDuration: numberLike,
      callStatus: text,
      call: z.nullish(z.looseObject({ duration: numberLike, status: text })),
      email: z.nullish(
        z.looseObject({
          messageIds: texts,
          email: z.nullish(z.looseObject({ messageIds: texts })),
        }),
      ),
    }),
  ),
  // Of an email that was read for its text.
  emailMessageId: text,
  from: text,
  to: texts,
  cc: texts,
  bcc: texts,
});

export type WireMessage = z.infer<typeof wireMessage>;

/** One email of a thread, whose id is not that of the message. */
export const wireEmail = z.looseObject({
  id,
  threadId: text,
  dateAdded: moment,
  subject: text,
  body: text,
  direction: text,
  status: text,
  from: text,
  to: texts,
  cc: texts,
  bcc: texts,
  attachments: texts,
});

export type WireEmail = z.infer<typeof wireEmail>;

/** A row of conversation search; what the official file leaves out was recorded live. */
export const wireConversation = z.looseObject({
  id,
  contactId: text,
  fullName: text,
  contactName: text,
  email: text,
  phone: text,
  lastMessageBody: text,
  lastMessageType: text,
  lastMessageDirection: text,
  lastMessageDate: moment,
  unreadCount: z.nullish(z.number()),
  starred: flag,
  assignedTo: text,
  dateAdded: moment,
  dateUpdated: moment,
});

export type WireConversation = z.infer<typeof wireConversation>;

/** The channels that HighLevel sends on, as `POST /conversations/messages` spells them. */
export type SendType =
  | 'SMS'
  | 'RCS'
  | 'Email'
  | 'WhatsApp'
  | 'IG'
  | 'FB'
  | 'Live_Chat'
  | 'TIKTOK'
  | 'Custom';

/**
 * Properties that the official file declares for sending a message. It calls `subType` and `status`
 * required, which callers seen live do without.
 */
export type MessageBody = {
  type: SendType;
  contactId: string;
  message?: string;
  html?: string;
  subject?: string;
  attachments?: readonly string[];
  fromNumber?: string;
  emailFrom?: string;
  emailTo?: string;
  emailCc?: readonly string[];
  emailBcc?: readonly string[];
  emailReplyMode?: 'reply' | 'reply_all';
  replyMessageId?: string;
  threadId?: string;
  templateId?: string;
  /** The channel of an app from HighLevel's marketplace; no route lists them. */
  conversationProviderId?: string;
  /** Seconds since the epoch. */
  scheduledTimestamp?: number;
};
