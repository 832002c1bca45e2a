import { isRecord } from '../../ghl/client/json.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import { requiredChoice } from '../values/choices.ts';
import { asList } from '../values/lists.ts';

/**
 * Where a contact can be left in peace, as GHL spells it in a request. Its file lacks RCS, which its
 * own records have (GoHighLevel/highlevel-api-docs#264).
 */
const CHANNELS = {
  Call: 'Calls',
  Email: 'Email',
  SMS: 'SMS',
  WhatsApp: 'WhatsApp',
  GMB: 'Google Business',
  FB: 'Facebook',
  RCS: 'RCS',
} as const;

export type Channel = keyof typeof CHANNELS;

const NAMES = Object.keys(CHANNELS).filter((name): name is Channel => name in CHANNELS);

/** What a step may choose; everything at once is a switch of its own in HighLevel. */
export const CHANNEL_CHOICES = { all: 'All Channels', ...CHANNELS } as const;

type Setting = { status: 'active' | 'inactive' | 'permanent'; message?: string; code?: string };

/** What a request changes of it. */
export type DoNotDisturbBody = { dnd?: boolean; dndSettings?: { [name in Channel]?: Setting } };

/**
 * The channels that a step chose; all of them where it chose none.
 *
 * @throws {InvalidInputError} for what is no channel
 */
export const readChannels = (label: string, value: unknown): (Channel | 'all')[] => {
  const chosen = asList(label, value).map((entry) => requiredChoice(label, entry, CHANNEL_CHOICES));
  return chosen.length === 0 || chosen.includes('all') ? ['all'] : [...new Set(chosen)];
};

const settingOf = ({ dndSettings }: WireContact, name: Channel): Setting | undefined => {
  const spelt = Object.keys(dndSettings ?? {}).find(
    (key) => key.toLowerCase() === name.toLowerCase(),
  );
  const setting = spelt === undefined ? undefined : dndSettings?.[spelt];
  if (!isRecord(setting)) return undefined;
  const { status, message, code } = setting;
  if (status !== 'active' && status !== 'inactive' && status !== 'permanent') return undefined;
  return {
    status,
    ...(typeof message === 'string' && { message }),
    ...(typeof code === 'string' && { code }),
  };
};

const isQuiet = (setting: Setting | undefined): boolean =>
  setting !== undefined && setting.status !== 'inactive';

/**
 * Whether a contact wants to be left in peace.
 *
 * @param channel absent for one that HighLevel has no setting of its own for
 */
export const wantsNoMessages = (contact: WireContact, channel: Channel | undefined): boolean =>
  contact.dnd === true || (channel !== undefined && isQuiet(settingOf(contact, channel)));

/**
 * The request that makes a contact quiet on some channels, or takes that back. All channels are one
 * switch when it is turned on; turned off, it leaves none of them quiet. Channels that are not named go
 * along as they are, in case HighLevel replaces them all.
 *
 * @param reason shown in HighLevel beside the channel
 * @returns `undefined` where nothing would change
 */
export const doNotDisturb = (
  contact: WireContact,
  wanted: boolean,
  channels: readonly (Channel | 'all')[],
  reason: string | undefined,
): DoNotDisturbBody | undefined => {
  const all = channels.includes('all');
  const named = all ? (wanted ? [] : NAMES) : NAMES.filter((name) => channels.includes(name));
  const changed = named.filter((name) => isQuiet(settingOf(contact, name)) !== wanted);
  const settings = NAMES.flatMap((name): [Channel, Setting][] => {
    const held = settingOf(contact, name);
    if (changed.includes(name)) {
      return [
        [name, { status: wanted ? 'active' : 'inactive', ...(reason && { message: reason }) }],
      ];
    }
    // A channel that GHL's file lacks goes along only where losing it would let messages through.
    return held && (name !== 'RCS' || isQuiet(held)) ? [[name, held]] : [];
  });
  const body = {
    ...(all && (contact.dnd ?? false) !== wanted && { dnd: wanted }),
    ...(changed.length > 0 && { dndSettings: Object.fromEntries(settings) }),
  };
  return Object.keys(body).length > 0 ? body : undefined;
};
