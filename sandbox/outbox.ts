/** What would have gone to people, had this been HighLevel: nothing ever leaves the machine. */
import type { Location, Message } from './world.ts';

/** One message that the API was asked to send. */
export interface Outgoing {
  locationId: string;
  messageId: string;
  contactId: string;
  /** As in `SMS` or `EMAIL`. */
  channel: string;
  to?: string[];
  from?: string;
  cc?: string[];
  bcc?: string[];
  subject?: string;
  body?: string;
  attachments: string[];
  templateId?: string;
  /** Of an email that answers another one: the ID of that email. */
  inReplyTo?: string;
  /** `scheduled` until its time has come, `cancelled` where it was taken back. */
  status: string;
  /** ISO 8601. */
  scheduledFor?: string;
  requestedAt: string;
}

/**
 * The messages that a sub-account was asked to send, oldest first.
 *
 * @param now milliseconds since the epoch: a scheduled message goes out when its time has come
 */
export const outboxOf = ({ messages }: Location, now = Date.now()): Outgoing[] =>
  [...messages.values()]
    .filter(({ wasSentByApi }) => wasSentByApi === true)
    .map((message) => ({
      locationId: message.locationId,
      messageId: message.id,
      contactId: message.contactId,
      channel: message.messageType.replace('TYPE_', ''),
      ...whatWent(message),
      attachments: message.attachments,
      status: statusAt(message, now),
      ...(message.scheduledFor !== undefined && {
        scheduledFor: new Date(message.scheduledFor).toISOString(),
      }),
      requestedAt: message.dateAdded,
    }));

const whatWent = ({ to, from, cc, bcc, subject, body, templateId, ...more }: Message) => ({
  ...(to && { to }),
  ...(from !== undefined && { from }),
  ...(cc && { cc }),
  ...(bcc && { bcc }),
  ...(subject !== undefined && { subject }),
  ...(body !== undefined && { body }),
  ...(templateId !== undefined && { templateId }),
  ...(more.replyToMessageId !== undefined && { inReplyTo: more.replyToMessageId }),
});

/** A scheduled message goes out by itself when its time has come. */
export const statusAt = ({ status, scheduledFor }: Message, now: number): string =>
  status === 'scheduled' && scheduledFor !== undefined && scheduledFor <= now ? 'sent' : status;
