import type { MessageBody, WireMessage } from '../../ghl/schemas/message.ts';
import { plainText } from '../values/plain-text.ts';
import { texts } from '../values/present.ts';
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
  if (message.direction !== 'outbound') return false;
  if (type === 'Custom') return /CUSTOM/i.test(message.messageType ?? '');
  return channel !== undefined && isSendChannel(channel) && SEND_TYPES[channel] === type;
};

/**
 * Whether a message says what a request asks HighLevel to send. What has no words of its own, such as what
 * is made of a template, is told by where it came from and how many files it has: better unknown than
 * taken for another one.
 *
 * @param message of an email, with its text and subject
 */
export const saysTheSame = (message: WireMessage, body: MessageBody): boolean => {
  const wanted = wordsOf(textSent(body));
  if (wanted === '') {
    const files = body.attachments ?? [];
    return (
      message.source === 'api' &&
      texts(message.attachments).length === files.length &&
      (body.templateId !== undefined || wordsOf(message.body ?? '') === '')
    );
  }
  const isSubject =
    body.subject === undefined || wordsOf(message.subject ?? '') === wordsOf(body.subject);
  return isSubject && wordsOf(message.body ?? '') === wanted;
};

/** How HighLevel says that a message did not arrive. */
export const hasFailed = ({ status }: WireMessage): boolean =>
  status === 'failed' || status === 'undelivered';
