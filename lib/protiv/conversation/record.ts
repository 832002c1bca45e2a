import type { WireConversation } from '../../ghl/schemas/message.ts';
import { channelOf } from '../message/channels.ts';
import { instant } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { plainText } from '../values/plain-text.ts';
import { text } from '../values/present.ts';
import type { Conversation } from './schema.ts';

interface ConversationFacts {
  /** Users by id. */
  users?: ReadonlyMap<string, string> | undefined;
}

const ID = 'ABC12h2F6uBrIkfXYazb';

const CONVERSATION_FIELDS: FieldTable<WireConversation, ConversationFacts, Conversation> = {
  id: { label: 'ID', read: ({ id }) => id, sample: ID },
  conversationId: { label: 'Conversation ID', read: ({ id }) => id, sample: ID },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: {
    label: 'Contact Name',
    read: ({ fullName, contactName }) => text(fullName) ?? text(contactName),
    sample: 'Dana Reyes',
  },
  email: { label: 'Email', read: ({ email }) => text(email), sample: 'dana.reyes@example.com' },
  phone: { label: 'Phone', read: ({ phone }) => text(phone), sample: '+12025550147' },
  unreadCount: {
    label: 'Unread Messages',
    type: 'integer',
    read: ({ unreadCount }) => unreadCount ?? undefined,
    sample: 1,
  },
  starred: { label: 'Starred', type: 'boolean', read: ({ starred }) => starred ?? undefined },
  lastMessageText: {
    label: 'Last Message',
    read: ({ lastMessageBody }) => text(plainText(text(lastMessageBody) ?? '')),
    sample: 'Could somebody look at our roof this week?',
  },
  lastMessageChannel: {
    label: 'Last Message Channel',
    read: ({ lastMessageType }) => channelOf({ messageType: lastMessageType }),
    sample: 'sms',
  },
  lastMessageDirection: {
    label: 'Last Message Direction',
    read: ({ lastMessageDirection }) => text(lastMessageDirection),
    sample: 'inbound',
  },
  lastMessageDate: {
    label: 'Last Message Date',
    type: 'datetime',
    read: ({ lastMessageDate }) => instant(lastMessageDate),
    sample: '2026-03-05T16:04:51.120Z',
  },
  assignedTo: { label: 'Assigned User ID', read: ({ assignedTo }) => text(assignedTo) },
  assignedToName: {
    label: 'Assigned User Name',
    read: ({ assignedTo }, { users }) => users?.get(assignedTo ?? ''),
  },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }) => instant(dateAdded),
  },
};

const toRecord = mapperOf<WireConversation, ConversationFacts, Conversation>(CONVERSATION_FIELDS);

/** A row of conversation search as Zaps see it. */
export const toConversation = (
  wire: WireConversation,
  facts: ConversationFacts = {},
): Conversation => toRecord(wire, facts);

export const conversationSample = sampleOf<WireConversation, ConversationFacts, Conversation>(
  CONVERSATION_FIELDS,
);

export const conversationOutputFields = outputFieldsOf(CONVERSATION_FIELDS);
