import type { MessageBody, WireMessage } from '../../ghl/schemas/message.ts';
import { plainText } from '../values/plain-text.ts';
import { SEND_TYPES, channelOf } from './channels.ts';
import type { SendChannel } from './channels.ts';

/** What is read of a text, whatever its markup and line breaks. */
const wordsOf = (text: string): string => plainText(text).replaceAll(/\s+/g, ' ').trim();

/** What a request says, for people and not for machines. */
export const textSent = ({ html, message }: MessageBody): string => html ?? message ?? '';

const isSendChannel = (channel: string): channel is SendChannel =>
  Object.hasOwn(SEND_TYPES, channel);

/** Whether a message went the way that a request asks for. */
export const isOfChannel = (message: WireMessage, { type }: MessageBody): boolean => {
  const channel = channelOf(message);
  return (
    message.direction === 'outbound' &&
    channel !== undefined &&
    isSendChannel(channel) &&
    SEND_TYPES[channel] === type
  );
};

/**
 * Whether a message says what a request asks HighLevel to send. One that is made of a template cannot
 * be told by its words.
 *
 * @param message of an email, with its text and subject
 */
export const saysTheSame = (message: WireMessage, body: MessageBody): boolean => {
  const wanted = wordsOf(textSent(body));
  if (wanted === '') return body.templateId !== undefined || (body.attachments ?? []).length > 0;
  const isSubject =
    body.subject === undefined || wordsOf(message.subject ?? '') === wordsOf(body.subject);
  return isSubject && wordsOf(message.body ?? '') === wanted;
};

/** How HighLevel says that a message did not arrive. */
export const hasFailed = ({ status }: WireMessage): boolean =>
  status === 'failed' || status === 'undelivered';
