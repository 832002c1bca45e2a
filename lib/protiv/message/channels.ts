import type { ExportChannel } from '../../ghl/conversations.ts';
import type { SendType, WireMessage } from '../../ghl/schemas/message.ts';

/** The ways by which people and a sub-account reach each other, with what a form calls them. */
export const CHANNELS = {
  sms: 'SMS',
  email: 'Email',
  call: 'Call',
  voicemail: 'Voicemail',
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  facebook: 'Facebook',
  google: 'Google Business',
  live_chat: 'Live Chat',
  rcs: 'RCS',
  tiktok: 'TikTok',
} as const;

export type Channel = keyof typeof CHANNELS;

/** The sub-account's own doings, notes that only its users see, and reviews. */
const NOT_SAID = /ACTIVITY|INTERNAL|FORM_SUBMISSION|INFO_MESSAGE|^(?:TYPE_)?REVIEW$/;

/** The types of HighLevel's messages by a word in them; the first that fits. */
const WORDS: readonly (readonly [RegExp, Channel])[] = [
  [/VOICE_?MAIL/, 'voicemail'],
  [/CALL/, 'call'],
  [/EMAIL/, 'email'],
  [/WHATSAPP/, 'whatsapp'],
  [/RCS/, 'rcs'],
  [/SMS/, 'sms'],
  [/INSTAGRAM|^IG$/, 'instagram'],
  [/FACEBOOK|^FB$/, 'facebook'],
  [/GMB/, 'google'],
  [/CHAT/, 'live_chat'],
  [/TIKTOK/, 'tiktok'],
];

/** HighLevel's number for a voicemail (its official file, where it speaks of attachments). */
const VOICEMAIL_TYPE = 10;

const wordsOf = ({ messageType }: Partial<WireMessage>): string =>
  (messageType ?? '').toUpperCase();

/** Whether a row of HighLevel's lists is what somebody said to somebody, also on a channel to come. */
export const isMessage = (row: Partial<WireMessage>): boolean => {
  const words = wordsOf(row);
  return words === '' ? Boolean(row.body) : !NOT_SAID.test(words);
};

/**
 * The channel of a message. A call that ended on the answering machine is a voicemail.
 *
 * @returns `undefined` for a channel that the app does not know, and for what is no message
 */
export const channelOf = (row: Partial<WireMessage>): Channel | undefined => {
  const { type, meta } = row;
  const words = wordsOf(row);
  if (NOT_SAID.test(words)) return undefined;
  const channel = WORDS.find(([word]) => word.test(words))?.[1];
  const callStatus = meta?.callStatus ?? meta?.call?.status;
  const isRecorded = callStatus === 'voicemail' || Number(type) === VOICEMAIL_TYPE;
  return channel === 'call' && isRecorded ? 'voicemail' : channel;
};

/** What the export has to be asked for to see a channel; the others come without a filter. */
const EXPORTED: Readonly<Partial<Record<Channel, ExportChannel>>> = {
  sms: 'SMS',
  email: 'Email',
  call: 'Call',
  whatsapp: 'WhatsApp',
  instagram: 'Instagram',
  facebook: 'Facebook',
};

/**
 * The exports that have every message of a channel, or of all channels: without a filter the export
 * leaves email out (official file).
 */
export const exportsFor = (channel: Channel | undefined): (ExportChannel | undefined)[] =>
  channel === undefined ? [undefined, 'Email'] : [EXPORTED[channel]];

/** The channels that a step can send on. */
export const SEND_CHANNELS = {
  sms: CHANNELS.sms,
  email: CHANNELS.email,
  whatsapp: CHANNELS.whatsapp,
  instagram: CHANNELS.instagram,
  facebook: CHANNELS.facebook,
  live_chat: CHANNELS.live_chat,
  rcs: CHANNELS.rcs,
  tiktok: CHANNELS.tiktok,
  custom: 'Custom Channel',
} as const;

export type SendChannel = keyof typeof SEND_CHANNELS;

/** How HighLevel spells them in a request. */
export const SEND_TYPES: Readonly<Record<SendChannel, SendType>> = {
  sms: 'SMS',
  email: 'Email',
  whatsapp: 'WhatsApp',
  instagram: 'IG',
  facebook: 'FB',
  live_chat: 'Live_Chat',
  rcs: 'RCS',
  tiktok: 'TIKTOK',
  custom: 'Custom',
};
