import { ApiError, notFound } from '../api-error.ts';
import {
  checkBody,
  checkQuery,
  digits,
  email,
  number,
  oneOf,
  required,
  text,
  textOf,
  texts,
  textsOf,
} from '../body.ts';
import { numberOf } from '../message-types.ts';
import { statusAt } from '../outbox.ts';
import type { AddRoute, Call } from '../routing.ts';
import { randomId } from '../seed/random.ts';
import { present } from '../views.ts';
import type { Contact, Conversation, Message } from '../world.ts';
import { contactOf } from './lookup.ts';

const READ = 'conversations.readonly';
const READ_MESSAGES = 'conversations/message.readonly';
const SEND = 'conversations/message.write';

/** What the export can be asked for, as the first words of a message's type. */
const EXPORTED: Readonly<Record<string, RegExp>> = {
  Call: /CALL/,
  SMS: /SMS/,
  Email: /EMAIL/,
  WhatsApp: /^TYPE_WHATSAPP/,
  Instagram: /^TYPE_INSTAGRAM/,
  Facebook: /FACEBOOK/,
};

/** The types that can be sent, with those that their messages have. */
const SENT: Readonly<Record<string, string>> = {
  SMS: 'TYPE_SMS',
  RCS: 'TYPE_RCS',
  Email: 'TYPE_EMAIL',
  WhatsApp: 'TYPE_WHATSAPP',
  IG: 'TYPE_INSTAGRAM',
  FB: 'TYPE_FACEBOOK',
  Custom: 'TYPE_CUSTOM_SMS',
  Live_Chat: 'TYPE_LIVE_CHAT',
  TIKTOK: 'TYPE_TIKTOK',
};

const FEWEST_EXPORTED = 10;
const MOST_EXPORTED = 500;
const LISTED = 20;
const MOST_LISTED = 100;

/** Conversations of contacts and the messages in them. */
export const addConversationRoutes = (add: AddRoute): void => {
  add('GET', '/conversations/search', READ, (call) => {
    const { location, query } = call;
    checkQuery(query, CONVERSATION_QUERY);
    const rows = [...location.conversations.values()]
      .map((conversation) => ({ conversation, last: messagesOf(call, conversation.id)[0] }))
      .filter((row) => isFound(call, row))
      .sort((a, b) => momentOf(b) - momentOf(a));
    if (query['sort'] === 'asc') rows.reverse();
    const from = query['startAfterDate'];
    const after =
      from === undefined ? rows : rows.filter((row) => isBehind(row, from, query['sort']));
    const page = after.slice(0, Number(query['limit'] ?? LISTED));
    return {
      body: {
        conversations: page.map((row) => conversationRow(call, row)),
        total: rows.length,
      },
    };
  });

  add('GET', '/conversations/messages/export', READ_MESSAGES, (call) => {
    const { location, query } = call;
    checkQuery(query, {
      locationId: required(text),
      limit: digits,
      cursor: text,
      sortBy: oneOf('createdAt', 'updatedAt'),
      sortOrder: oneOf('asc', 'desc'),
      conversationId: text,
      contactId: text,
      channel: oneOf(...Object.keys(EXPORTED)),
      startDate: text,
      endDate: text,
    });
    const limit = Number(query['limit'] ?? 100);
    if (limit < FEWEST_EXPORTED || limit > MOST_EXPORTED) {
      throw new ApiError(422, [
        `limit must not be ${limit < FEWEST_EXPORTED ? 'less' : 'greater'} than ${limit < FEWEST_EXPORTED ? FEWEST_EXPORTED : MOST_EXPORTED}`,
      ]);
    }
    const sign = query['sortOrder'] === 'asc' ? -1 : 1;
    const matches = location.messages
      .asSearched()
      .filter(exportFilter(query))
      // All in UTC to the millisecond, so that the texts have the order of the moments.
      .sort((a, b) => (a.dateAdded < b.dateAdded ? sign : a.dateAdded > b.dateAdded ? -sign : 0));
    const at = Number(Buffer.from(query['cursor'] ?? '', 'base64url').toString() || '0');
    const page = matches.slice(at, at + limit);
    const isLast = at + limit >= matches.length;
    return {
      body: {
        messages: page.map((message) => messageRow(call, message)),
        nextCursor: isLast ? null : Buffer.from(String(at + limit)).toString('base64url'),
        total: matches.length,
      },
    };
  });

  add('GET', '/conversations/messages/email/:id', READ_MESSAGES, (call) => {
    const id = call.params['id'] ?? '';
    return { body: emailRecord(call, emailOf(call, id)) };
  });

  add('GET', '/conversations/messages/:id', READ_MESSAGES, (call) => ({
    body: messageRow(call, messageOf(call, call.params['id'] ?? '')),
  }));

  add('GET', '/conversations/:conversationId/messages', READ_MESSAGES, (call) => {
    const { query, params } = call;
    checkQuery(query, { lastMessageId: text, limit: digits, type: text });
    const id = params['conversationId'] ?? '';
    if (!call.location.conversations.has(id)) throw notFound('Conversation', id);
    const types = (query['type'] ?? '').split(',').filter((type) => type !== '');
    const matches = messagesOf(call, id).filter(
      ({ messageType }) => types.length === 0 || types.includes(messageType),
    );
    const last = query['lastMessageId'];
    const from = last === undefined ? 0 : matches.findIndex((message) => message.id === last) + 1;
    const size = Math.min(MOST_LISTED, Number(query['limit'] ?? LISTED));
    const page = matches.slice(from, from + size);
    return {
      body: {
        // Wrapped once more than the official file says (GoHighLevel/highlevel-api-docs#54).
        messages: {
          lastMessageId: page.at(-1)?.id ?? '',
          nextPage: from + size < matches.length,
          messages: page.map((message) => messageRow(call, message)),
        },
      },
    };
  });

  add('POST', '/conversations/messages', SEND, (call) => {
    const body = checkBody(call.body, MESSAGE);
    const contact = contactOf({ ...call, params: { contactId: textOf(body['contactId']) } });
    const message = send(call, contact);
    return {
      wrote: true,
      body: present({
        conversationId: message.conversationId,
        messageId: message.id,
        emailMessageId: message.emailMessageId,
        msg: 'Message queued successfully.',
        status: 'pending',
      }),
    };
  });

  add('POST', '/conversations/messages/upload', SEND, (call) => {
    const { fileAttachment: file, ...fields } = call.body;
    const body = checkBody(fields, UPLOAD);
    const id = textOf(body['conversationId']);
    if (!call.location.conversations.has(id)) {
      // Seen live: not the client's fault, by its status (GoHighLevel/highlevel-api-docs#39).
      throw new ApiError(500, `Conversation with id ${id} not found`);
    }
    if (!(file instanceof File)) throw new ApiError(400, 'No file');
    if (!UPLOADED.test(file.name)) throw new ApiError(415, 'Failed to upload the files');
    if (file.size > MOST_UPLOADED) throw new ApiError(413, 'Failed to upload the files');
    const url = `https://files.example.com/${id}/${encodeURIComponent(file.name)}`;
    return { body: { uploadedFiles: { [file.name]: url } } };
  });

  add('DELETE', '/conversations/messages/email/:emailMessageId/schedule', SEND, (call) => {
    const id = call.params['emailMessageId'] ?? '';
    return cancel(call, emailOf(call, id));
  });

  add('DELETE', '/conversations/messages/:messageId/schedule', SEND, (call) =>
    cancel(call, messageOf(call, call.params['messageId'] ?? '')),
  );
};

const CONVERSATION_QUERY = {
  locationId: required(text),
  contactId: text,
  assignedTo: text,
  followers: text,
  mentions: text,
  query: text,
  sort: oneOf('asc', 'desc'),
  startAfterDate: text,
  id: text,
  limit: digits,
  lastMessageType: text,
  lastMessageAction: oneOf('automated', 'manual'),
  lastMessageDirection: oneOf('inbound', 'outbound'),
  status: oneOf('all', 'read', 'unread', 'starred', 'recents'),
  sortBy: text,
  startDate: digits,
  endDate: digits,
};

const MESSAGE = {
  type: required(oneOf(...Object.keys(SENT))),
  contactId: required(text),
  subType: text,
  status: oneOf('delivered', 'failed', 'pending', 'read'),
  appointmentId: text,
  attachments: texts,
  emailFrom: text,
  emailCc: texts,
  emailBcc: texts,
  html: text,
  message: text,
  subject: text,
  replyMessageId: text,
  templateId: text,
  threadId: text,
  scheduledTimestamp: number,
  conversationProviderId: text,
  emailTo: email,
  emailReplyMode: oneOf('reply', 'reply_all'),
  fromNumber: text,
  toNumber: text,
};

const UPLOAD = {
  conversationId: required(text),
  contactId: text,
  locationId: required(text),
  attachmentUrls: texts,
  chatServiceSid: text,
  isGroupSms: text,
};

/** What the upload takes, by its description, and the largest that any channel does. */
const UPLOADED = /\.(?:jpe?g|png|mp4|mpeg|zip|rar|pdf|docx?|txt|mp3|wav)$/i;
const MOST_UPLOADED = 100 * 1024 * 1024;

/** The refusals are those that were seen live. */
const send = (call: Call, contact: Contact): Message => {
  const { location, world, body } = call;
  const type = textOf(body['type']);
  if (isQuiet(contact, type)) {
    throw new ApiError(400, `Cannot send message as DND is active for ${type}.`);
  }
  if (type === 'Custom' && textOf(body['conversationProviderId']) === '') {
    throw new ApiError(400, 'No conversationProviderId passed in body');
  }
  const isEmail = type === 'Email';
  if (isEmail && !contact.email) {
    throw new ApiError(400, "Unable to send e-mail, contact's e-mail is invalid");
  }
  if ((type === 'SMS' || type === 'WhatsApp' || type === 'RCS') && !contact.phone) {
    throw new ApiError(400, 'Missing phone number');
  }
  const content = textOf(body['html']) || textOf(body['message']);
  const attachments = textsOf(body['attachments']);
  if (content === '' && attachments.length === 0 && textOf(body['templateId']) === '') {
    throw new ApiError(400, 'There is no message or attachments for this message. Skip sending.');
  }
  const to = isEmail
    ? textOf(body['emailTo']) || contact.email
    : textOf(body['toNumber']) || contact.phone;
  const from = textOf(isEmail ? body['emailFrom'] : body['fromNumber']);
  const scheduled = body['scheduledTimestamp'];
  const [subject, replyTo, template] = ['subject', 'replyMessageId', 'templateId'].map((name) =>
    textOf(body[name]),
  );
  const [cc, bcc] = [textsOf(body['emailCc']), textsOf(body['emailBcc'])];
  return world.addMessage(location.id, {
    contactId: contact.id,
    messageType: SENT[type] ?? 'TYPE_SMS',
    direction: 'outbound',
    status: typeof scheduled === 'number' ? 'scheduled' : 'sent',
    contentType: isEmail ? 'text/html' : 'text/plain',
    attachments,
    source: 'api',
    wasSentByApi: true,
    dateAdded: world.timestamp(),
    ...(content && { body: content }),
    ...(isEmail && { emailMessageId: randomId() }),
    ...(to && { to: [to] }),
    ...(from && { from }),
    ...(subject && { subject }),
    ...(replyTo && { replyToMessageId: replyTo }),
    ...(template && { templateId: template }),
    ...(cc.length > 0 && { cc }),
    ...(bcc.length > 0 && { bcc }),
    ...(typeof scheduled === 'number' && { scheduledFor: scheduled * 1000 }),
  });
};

const isQuiet = ({ dnd, dndSettings = {} }: Contact, type: string): boolean => {
  if (dnd) return true;
  const setting: { status?: unknown } = Object(Reflect.get(dndSettings, type));
  return setting.status === 'active' || setting.status === 'permanent';
};

const cancel = ({ location, world }: Call, message: Message) => {
  if (statusAt(message, world.now()) !== 'scheduled') {
    throw new ApiError(400, 'Message is not scheduled');
  }
  location.messages.set(message.id, { ...message, status: 'cancelled' });
  return { wrote: true, body: { status: 200, message: 'Scheduled message cancelled' } };
};

const messageOf = ({ location }: Call, id: string): Message => {
  const message = location.messages.get(id);
  if (!message || message.threadOf !== undefined) throw notFound('Message', id);
  return message;
};

/** The emails of a thread, the oldest first. */
const emailIdsOf = ({ location }: Call, { id }: Message): (string | undefined)[] =>
  [...location.messages.values()]
    .filter((message) => message.id === id || message.threadOf === id)
    .map(({ emailMessageId }) => emailMessageId);

const emailOf = ({ location }: Call, id: string): Message => {
  const found = [...location.messages.values()].find(({ emailMessageId }) => emailMessageId === id);
  if (!found) throw notFound('Email', id);
  return found;
};

/** Of a conversation, newest first. */
const messagesOf = ({ location }: Call, conversationId: string): Message[] =>
  [...location.messages.values()]
    .filter((message) => message.conversationId === conversationId && !message.threadOf)
    .toReversed()
    .sort((a, b) => Date.parse(b.dateAdded) - Date.parse(a.dateAdded));

const exportFilter = (query: Call['query']): ((message: Message) => boolean) => {
  const { channel = '', contactId, conversationId, startDate, endDate } = query;
  const ofChannel = EXPORTED[channel];
  const utc = (date: string): string => new Date(date).toISOString();
  const from = startDate === undefined ? '' : utc(startDate);
  const to = endDate === undefined ? '9' : utc(endDate);
  return (message) =>
    message.threadOf === undefined &&
    message.dateAdded >= from &&
    message.dateAdded <= to &&
    // Without a channel everything but email.
    (ofChannel ? ofChannel.test(message.messageType) : !/EMAIL/.test(message.messageType)) &&
    (contactId ?? message.contactId) === message.contactId &&
    (conversationId ?? message.conversationId) === message.conversationId;
};

/** A message as every list has it: of an email neither text nor subject (#40). */
const messageRow = (call: Call, message: Message): Record<string, unknown> => {
  const { messageType, emailMessageId, callDuration, callStatus } = message;
  const isCall = callStatus !== undefined;
  return present({
    id: message.id,
    type: numberOf(messageType),
    messageType,
    locationId: message.locationId,
    contactId: message.contactId,
    conversationId: message.conversationId,
    dateAdded: message.dateAdded,
    ...(emailMessageId === undefined && { body: message.body }),
    direction: message.direction,
    // The app has no word for one that was taken back; neither has the official file.
    status: message.status === 'cancelled' ? 'failed' : statusAt(message, call.world.now()),
    contentType: message.contentType,
    attachments: message.attachments,
    ...(isCall && { meta: { callDuration: String(callDuration ?? 0), callStatus } }),
    ...(emailMessageId !== undefined && {
      meta: { email: { messageIds: emailIdsOf(call, message) } },
    }),
    source: message.source,
    userId: message.userId,
  });
};

const emailRecord = ({ world }: Call, message: Message): Record<string, unknown> =>
  present({
    id: message.emailMessageId,
    threadId: message.threadOf ?? message.id,
    locationId: message.locationId,
    contactId: message.contactId,
    conversationId: message.conversationId,
    dateAdded: message.dateAdded,
    subject: message.subject,
    body: message.body ?? '',
    direction: message.direction,
    status: statusInEmail(statusAt(message, world.now())),
    contentType: message.contentType,
    attachments: message.attachments,
    from: message.from ?? '',
    to: message.to ?? [],
    cc: message.cc,
    bcc: message.bcc,
    replyToMessageId: message.replyToMessageId,
    source: message.source,
  });

const statusInEmail = (status: string): string => (status === 'cancelled' ? 'failed' : status);

interface ConversationRow {
  conversation: Conversation;
  last: Message | undefined;
}

const momentOf = ({ conversation, last }: ConversationRow): number =>
  Date.parse(last?.dateAdded ?? conversation.dateAdded);

const isBehind = (row: ConversationRow, from: string, sort = 'desc'): boolean =>
  sort === 'asc' ? momentOf(row) > Number(from) : momentOf(row) < Number(from);

const isFound = ({ location, query }: Call, { conversation, last }: ConversationRow): boolean => {
  const contact = location.contacts.get(conversation.contactId);
  const { status = 'all' } = query;
  const words = [contact?.firstName, contact?.lastName, contact?.email, contact?.phone, last?.body]
    .join(' ')
    .toLowerCase();
  const isEqual = (name: string, held: string | undefined): boolean =>
    query[name] === undefined || query[name] === held;
  return (
    isEqual('id', conversation.id) &&
    isEqual('contactId', conversation.contactId) &&
    isEqual('assignedTo', conversation.assignedTo) &&
    isEqual('lastMessageType', last?.messageType) &&
    isEqual('lastMessageDirection', last?.direction) &&
    (status !== 'unread' || conversation.unreadCount > 0) &&
    (status !== 'read' || conversation.unreadCount === 0) &&
    (status !== 'starred' || conversation.starred) &&
    words.includes((query['query'] ?? '').toLowerCase())
  );
};

const conversationRow = (
  { location }: Call,
  { conversation, last }: ConversationRow,
): Record<string, unknown> => {
  const contact = location.contacts.get(conversation.contactId);
  const name = [contact?.firstName, contact?.lastName].filter(Boolean).join(' ');
  return present({
    id: conversation.id,
    contactId: conversation.contactId,
    locationId: location.id,
    lastMessageBody: last?.body ?? '',
    lastMessageType: last?.messageType ?? 'TYPE_SMS',
    lastMessageDirection: last?.direction,
    lastMessageDate: momentOf({ conversation, last }),
    type: 'TYPE_PHONE',
    unreadCount: conversation.unreadCount,
    starred: conversation.starred,
    assignedTo: conversation.assignedTo,
    fullName: name,
    contactName: name,
    email: contact?.email ?? '',
    phone: contact?.phone ?? '',
    dateAdded: Date.parse(conversation.dateAdded),
    dateUpdated: momentOf({ conversation, last }),
  });
};
