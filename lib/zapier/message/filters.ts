import type { WireMessage } from '../../ghl/schemas/message.ts';
import { CHANNELS, channelOf, isMessage } from '../../protiv/message/channels.ts';
import type { Channel } from '../../protiv/message/channels.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { dropdown } from '../dropdowns/dropdowns.ts';

const CHANNEL = 'Channel';
const DIRECTION = 'Direction';

/** Whose messages are meant, where a conversation may be given in place of the contact. */
export const withContactField = {
  key: 'contactId',
  label: 'Contact',
  ...dropdown.contacts,
  search: 'find_contact.id',
  helpText: 'Choose a contact, or map its ID. Leave blank if you fill in another field below.',
} as const;

export const conversationField = {
  key: 'conversation',
  label: 'Conversation',
  helpText: 'The Conversation ID of an earlier step, such as Find Conversation.',
} as const;

export const channelField = {
  key: 'channel',
  label: CHANNEL,
  choices: CHANNELS,
  helpText: 'Leave blank for all channels.',
} as const;

const DIRECTIONS = { inbound: 'From the Contact', outbound: 'To the Contact' } as const;

export const directionField = {
  key: 'direction',
  label: DIRECTION,
  choices: DIRECTIONS,
  helpText: 'Leave blank for both.',
} as const;

/** @throws {InvalidInputError} for what is no channel */
export const readChannel = (given: unknown): Channel | undefined =>
  asChoice(CHANNEL, given, CHANNELS);

/** @throws {InvalidInputError} for any other word */
export const readDirection = (given: unknown) => asChoice(DIRECTION, given, DIRECTIONS);

/** Whether a row is a message, and one of those that are wanted. */
export const messageFilter =
  (channel: Channel | undefined, direction: string | undefined) =>
  (message: WireMessage): boolean =>
    isMessage(message) &&
    (channel === undefined || channelOf(message) === channel) &&
    (direction === undefined || message.direction === direction);
