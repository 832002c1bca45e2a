import type { WireEmail, WireMessage } from '../../ghl/schemas/message.ts';
import { instant } from '../values/dates.ts';
import { mapperOf, outputFieldsOf, sampleOf } from '../values/field-table.ts';
import type { FieldTable } from '../values/field-table.ts';
import { plainText } from '../values/plain-text.ts';
import { filled, text, texts } from '../values/present.ts';
import { channelOf } from './channels.ts';
import type { Message } from './schema.ts';

interface MessageFacts {
  /** Contacts by id. */
  contacts?: ReadonlyMap<string, string> | undefined;
}

const secondsOf = ({ meta }: WireMessage): number | undefined => {
  const given = meta?.callDuration ?? meta?.call?.duration;
  const seconds = given === '' ? Number.NaN : Number(given ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
};

/** The emails of a thread, which HighLevel may keep as one message; the oldest first. */
const emailIdsOf = ({ meta }: WireMessage): string[] =>
  texts(meta?.email?.messageIds ?? meta?.email?.email?.messageIds);

/** The id by which the text of an email is to be had: of a thread, that of the newest one. */
export const emailIdOf = (row: WireMessage): string | undefined =>
  text(row.emailMessageId) ?? emailIdsOf(row).at(-1);

/** What tells a message apart: of the emails of a thread only the first goes by the thread's id. */
const ownIdOf = (row: WireMessage): string => {
  const emailId = emailIdOf(row);
  const [, ...answers] = emailIdsOf(row);
  return emailId !== undefined && answers.includes(emailId) ? emailId : row.id;
};

/**
 * An email as its list has it, with what only the email itself says. A list has one row for a thread,
 * with the text that was answered if it has any.
 */
export const withEmail = (row: WireMessage, email: WireEmail): WireMessage => ({
  ...row,
  subject: email.subject ?? row.subject,
  body: email.body ?? row.body,
  direction: text(email.direction) ?? row.direction,
  status: text(email.status) ?? row.status,
  from: email.from,
  to: email.to,
  attachments: texts(email.attachments).length > 0 ? email.attachments : row.attachments,
  emailMessageId: email.id,
});

const ID = 't22c6DQcTDf3MjRhwf77';

const MESSAGE_FIELDS: FieldTable<WireMessage, MessageFacts, Message> = {
  id: { label: 'ID', read: ownIdOf, sample: ID },
  messageId: { label: 'Message ID', read: ({ id }) => id, sample: ID },
  conversationId: {
    label: 'Conversation ID',
    read: ({ conversationId }) => text(conversationId),
    sample: 'ABC12h2F6uBrIkfXYazb',
  },
  contactId: {
    label: 'Contact ID',
    read: ({ contactId }) => text(contactId),
    sample: 'ocQHyuzHvysMo5N5VsXc',
  },
  contactName: {
    label: 'Contact Name',
    read: ({ contactId }, { contacts }) => contacts?.get(contactId ?? ''),
    sample: 'Dana Reyes',
  },
  channel: { label: 'Channel', read: channelOf, sample: 'sms' },
  direction: {
    label: 'Direction',
    read: ({ direction }) =>
      direction === 'inbound' || direction === 'outbound' ? direction : undefined,
    sample: 'inbound',
  },
  subject: { label: 'Subject', read: ({ subject }) => text(subject) },
  body: {
    label: 'Body',
    read: ({ body }) => text(body),
    sample: 'Could somebody look at our roof this week?',
  },
  bodyText: {
    label: 'Body as Plain Text',
    read: ({ body }) => text(plainText(text(body) ?? '')),
    sample: 'Could somebody look at our roof this week?',
  },
  status: { label: 'Status', read: ({ status }) => text(status), sample: 'delivered' },
  dateAdded: {
    label: 'Date Added',
    type: 'datetime',
    read: ({ dateAdded }) => instant(dateAdded),
    sample: '2026-03-05T16:04:51.120Z',
  },
  attachments: {
    label: 'Attachments',
    list: true,
    read: ({ attachments }) => filled(texts(attachments)),
  },
  duration: { label: 'Duration in Seconds', type: 'number', read: secondsOf },
  callStatus: {
    label: 'Call Status',
    read: ({ meta }) => text(meta?.callStatus) ?? text(meta?.call?.status),
  },
  sentFrom: { label: 'Sent From', read: ({ from }) => text(from) },
  sentTo: { label: 'Sent To', list: true, read: ({ to }) => filled(texts(to)) },
  source: { label: 'Source', read: ({ source }) => text(source), sample: 'app' },
  userId: { label: 'User ID', read: ({ userId }) => text(userId) },
  emailMessageId: { label: 'Email Message ID', read: emailIdOf },
};

const toRecord = mapperOf<WireMessage, MessageFacts, Message>(MESSAGE_FIELDS);

/** A message of any GHL route as Zaps see it. */
export const toMessage = (wire: WireMessage, facts: MessageFacts = {}): Message =>
  toRecord(wire, facts);

export const messageSample = sampleOf<WireMessage, MessageFacts, Message>(MESSAGE_FIELDS);

export const messageOutputFields = outputFieldsOf(MESSAGE_FIELDS);
