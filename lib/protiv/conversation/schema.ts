import * as z from 'zod/mini';

import { id, nonEmpty, time } from '../values/schema-parts.ts';

/** Everything between a contact and the sub-account, Protiv-shaped. */
export const conversationSchema = z.strictObject({
  id,
  conversationId: id,
  contactId: z.optional(nonEmpty),
  contactName: z.optional(nonEmpty),
  email: z.optional(nonEmpty),
  phone: z.optional(nonEmpty),
  unreadCount: z.optional(z.number()),
  starred: z.optional(z.boolean()),
  lastMessageText: z.optional(nonEmpty),
  lastMessageChannel: z.optional(nonEmpty),
  lastMessageDirection: z.optional(nonEmpty),
  lastMessageDate: z.optional(time),
  assignedTo: z.optional(nonEmpty),
  assignedToName: z.optional(nonEmpty),
  dateAdded: z.optional(time),
});

export type Conversation = z.infer<typeof conversationSchema>;
