import * as zod from 'zod/mini';

import type { Ghl } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';
import { GhlError } from './client/errors.ts';
import type { ErrorRow } from './client/error-table.ts';
import { isRecord } from './client/json.ts';
import { undefinedIfNotFound } from './client/not-found.ts';
import { path } from './client/path.ts';
import { wireConversation, wireEmail, wireMessage } from './schemas/message.ts';
import type { MessageBody, WireConversation, WireEmail, WireMessage } from './schemas/message.ts';

const version = API_VERSION.conversations;

export interface ConversationSearch {
  contactId?: string | undefined;
  conversationId?: string | undefined;
  /** Text in the contact's name, email, phone, or the last message. */
  query?: string | undefined;
  status?: 'read' | 'unread' | 'starred' | undefined;
  limit: number;
}

/** Conversations, the one with the newest message first (`GET /conversations/search`). */
export const searchConversations = async (
  ghl: Ghl,
  { contactId, conversationId, query, status, limit }: ConversationSearch,
): Promise<WireConversation[]> => {
  const answer = await ghl.read({
    path: '/conversations/search',
    scope: 'conversations.readonly',
    version,
    query: {
      locationId: ghl.locationId,
      contactId,
      id: conversationId,
      query,
      status,
      sortBy: 'last_message_date',
      sort: 'desc',
      limit,
    },
    answer: zod.looseObject({ conversations: zod.array(zod.unknown()) }),
  });
  return ghl.records(wireConversation, answer.conversations);
};

/** The most messages that a list of one conversation is asked for. */
const LIST_LIMIT = 100;

/** The official file has the list outermost; live it is wrapped (GoHighLevel/highlevel-api-docs#54). */
const unwrapped = zod.transform((answer: unknown): unknown =>
  isRecord(answer) && isRecord(answer['messages']) ? answer['messages'] : answer,
);

const listAnswer = zod.pipe(
  unwrapped,
  zod.looseObject({
    messages: zod.array(zod.unknown()),
    lastMessageId: zod.nullish(zod.string()),
    nextPage: zod.nullish(zod.boolean()),
  }),
);

export interface MessagePage {
  messages: WireMessage[];
  /** Where the next page starts; absent on the last one. */
  next?: string;
}

/**
 * One page of a conversation's messages, newest first
 * (`GET /conversations/{conversationId}/messages`).
 *
 * @param lastMessageId the `next` of the page before
 */
export const listMessages = async (
  ghl: Ghl,
  conversationId: string,
  {
    limit = LIST_LIMIT,
    lastMessageId,
  }: { limit?: number; lastMessageId?: string | undefined } = {},
): Promise<MessagePage> => {
  const answer = await ghl.read({
    path: path`/conversations/${conversationId}/messages`,
    scope: 'conversations/message.readonly',
    version,
    query: { limit: Math.min(LIST_LIMIT, limit), lastMessageId },
    resource: 'conversation',
    answer: listAnswer,
    isLong: true,
  });
  const messages = ghl.records(wireMessage, answer.messages);
  const next = answer.lastMessageId ?? messages.at(-1)?.id;
  return { messages, ...(answer.nextPage === true && next && { next }) };
};

/** What the export can be asked for by channel; without one it gives all but email. */
export type ExportChannel = 'Call' | 'SMS' | 'Email' | 'WhatsApp' | 'Instagram' | 'Facebook';

export interface MessageExport {
  channel?: ExportChannel | undefined;
  contactId?: string | undefined;
  /** Both ends included, in milliseconds since the epoch. */
  from?: number | undefined;
  to?: number | undefined;
  /** 10 to 500. */
  limit: number;
  /** The `next` of the page before. */
  cursor?: string | undefined;
}

/** The most and the fewest messages that GHL gives in one page of an export. */
export const MOST_EXPORTED = 500;
const FEWEST_EXPORTED = 10;

const isoOf = (moment: number | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString();

/**
 * One page of the sub-account's messages, newest first (`GET /conversations/messages/export`), with
 * what is no message too, such as a change of an opportunity.
 *
 * @param attemptMs for a caller that asks again by itself, see `GhlRequest`
 */
export const exportMessages = async (
  ghl: Ghl,
  { channel, contactId, from, to, limit, cursor }: MessageExport,
  attemptMs?: number,
): Promise<MessagePage & { total: number }> => {
  const answer = await ghl.read({
    path: '/conversations/messages/export',
    scope: 'conversations/message.readonly',
    version,
    query: {
      locationId: ghl.locationId,
      channel,
      contactId,
      startDate: isoOf(from),
      endDate: isoOf(to),
      sortBy: 'createdAt',
      sortOrder: 'desc',
      limit: Math.max(FEWEST_EXPORTED, limit),
      cursor,
    },
    answer: zod.looseObject({
      messages: zod.array(zod.unknown()),
      nextCursor: zod.nullish(zod.string()),
      total: zod.nullish(zod.number()),
    }),
    isLong: true,
    attemptMs,
  });
  const { nextCursor } = answer;
  return {
    messages: ghl.records(wireMessage, answer.messages),
    total: answer.total ?? 0,
    ...(nextCursor && answer.messages.length > 0 && { next: nextCursor }),
  };
};

/**
 * @throws {GhlError} `not_found`
 */
export const getMessage = async (ghl: Ghl, messageId: string): Promise<WireMessage> => {
  const answer = await ghl.read({
    path: path`/conversations/messages/${messageId}`,
    scope: 'conversations/message.readonly',
    version,
    answer: zod.looseObject({}),
  });
  // Seen both bare, as the official file has it, and wrapped.
  return ghl.record(wireMessage, answer['message'] ?? answer);
};

/** Like `getMessage`, with `undefined` for a message that does not exist. */
export const findMessageById = (ghl: Ghl, messageId: string): Promise<WireMessage | undefined> =>
  undefinedIfNotFound(() => getMessage(ghl, messageId));

/** One email with its subject and text (`GET /conversations/messages/email/{id}`). */
export const getEmail = async (ghl: Ghl, emailMessageId: string): Promise<WireEmail> => {
  const answer = await ghl.read({
    path: path`/conversations/messages/email/${emailMessageId}`,
    // The official file names none for this route.
    scope: 'conversations/message.readonly',
    version,
    answer: zod.looseObject({}),
  });
  return ghl.record(wireEmail, answer['emailMessage'] ?? answer);
};

/** Like `getEmail`, with `undefined` for an email that does not exist. */
export const findEmailById = (ghl: Ghl, emailMessageId: string): Promise<WireEmail | undefined> =>
  undefinedIfNotFound(() => getEmail(ghl, emailMessageId));

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** What HighLevel says of a message that it took. */
export interface SentMessage {
  messageId?: string;
  conversationId?: string;
  emailMessageId?: string;
  /** Such as `pending`. */
  status?: string;
}

/**
 * Really sends a message, or schedules it (`POST /conversations/messages`). HighLevel knows no
 * idempotency key: whoever calls this twice sends twice.
 *
 * @throws {GhlError} `do_not_disturb`, `no_phone`, `no_email`, `channel_not_set_up`
 */
export const sendMessage = async (ghl: Ghl, body: MessageBody): Promise<SentMessage> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/conversations/messages',
    scope: 'conversations/message.write',
    version,
    body,
    // Whatever else it holds, HighLevel took the message: an odd field must not make that unknown.
    answer: zod.looseObject({}),
  });
  const [first]: readonly unknown[] = [answer['messageIds']].flat();
  const messageId = textOf(answer['messageId']) ?? textOf(first);
  const conversationId = textOf(answer['conversationId']);
  const emailMessageId = textOf(answer['emailMessageId']);
  const status = textOf(answer['status']);
  return {
    ...(messageId && { messageId }),
    ...(conversationId && { conversationId }),
    ...(emailMessageId && { emailMessageId }),
    ...(status && { status }),
  };
};

/**
 * Takes back a message whose time has not come
 * (`DELETE /conversations/messages/{messageId}/schedule`, of an email
 * `DELETE /conversations/messages/email/{emailMessageId}/schedule`).
 *
 * @throws {GhlError} `not_scheduled`, `not_found`, `not_cancelled`
 */
export const cancelScheduled = async (
  ghl: Ghl,
  { messageId, emailMessageId }: { messageId: string; emailMessageId?: string | undefined },
): Promise<void> => {
  const { status } = await ghl.write({
    method: 'DELETE',
    path:
      emailMessageId === undefined
        ? path`/conversations/messages/${messageId}/schedule`
        : path`/conversations/messages/email/${emailMessageId}/schedule`,
    scope: 'conversations/message.write',
    version,
    errors: [NOT_CANCELLED],
    answer: zod.looseObject({ status: zod.unknown() }),
  });
  // The official file has the refusal as the body of a 200.
  if (Number(status) >= 400) throw GhlError.notCancelled();
};

const NOT_CANCELLED: ErrorRow = {
  code: 'not_cancelled',
  kind: 'halted',
  when: ({ message }) => /failed (?:to )?cancel/i.test(message),
  sentence: GhlError.notCancelled().message,
};
