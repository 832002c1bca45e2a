import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';
import { CHANNELS } from './channels.ts';
import type { Channel } from './channels.ts';

const isChannel = (value: string): value is Channel => Object.hasOwn(CHANNELS, value);

/** What a contact and the sub-account said to each other, Protiv-shaped. */
export const messageSchema = z.strictObject({
  id,
  messageId: id,
  conversationId: z.optional(nonEmpty),
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  channel: z.optional(z.string().check(z.refine(isChannel))),
  /** `inbound` came from the contact, `outbound` went to it. */
  direction: z.optional(z.string().check(z.refine((value) => /^(?:in|out)bound$/.test(value)))),
  subject: z.optional(nonEmpty),
  /** As it was written: of an email mostly HTML. */
  body: z.optional(nonEmpty),
  bodyText: z.optional(nonEmpty),
  status: z.optional(nonEmpty),
  dateAdded: z.optional(time),
  attachments: z.optional(z.array(nonEmpty)),
  /** Of a call, in seconds. */
  duration: z.optional(z.number()),
  callStatus: z.optional(nonEmpty),
  sentFrom: z.optional(nonEmpty),
  sentTo: z.optional(z.array(nonEmpty)),
  /** Where the message came to be in HighLevel, such as `workflow` or `api`. */
  source: z.optional(nonEmpty),
  /** The user who wrote it. */
  userId: z.optional(nonEmpty),
  /** An email's own id in its thread: what a reply names. */
  emailMessageId: z.optional(nonEmpty),
});

export type Message = z.infer<typeof messageSchema>;
