import type { Location, World } from '../world.ts';
import { Chance } from './random.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Nothing that was seeded counts as new. */
const YOUNGEST_MS = 26 * HOUR_MS;

/** Contacts that have written or were written to. */
const TALKATIVE = 12;

interface Line {
  from: 'them' | 'us';
  type: string;
  body?: string;
  subject?: string;
  callDuration?: number;
  callStatus?: string;
}

/** What people and contractors write to each other. */
const TALKS: readonly (readonly Line[])[] = [
  [
    { from: 'them', type: 'TYPE_SMS', body: 'Hi! Could somebody look at our roof this week?' },
    { from: 'us', type: 'TYPE_SMS', body: 'Of course. Does Thursday at 9 suit you?' },
    { from: 'them', type: 'TYPE_SMS', body: 'Thursday is perfect, thank you!' },
  ],
  [
    {
      from: 'us',
      type: 'TYPE_EMAIL',
      subject: 'Your quote',
      body: '<p>Hello,</p><p>here is the <b>quote</b> that we talked about.</p>',
    },
    {
      from: 'them',
      type: 'TYPE_EMAIL',
      subject: 'Re: Your quote',
      body: '<p>Thanks, that looks good.<br>When could you begin?</p>',
    },
  ],
  [
    { from: 'them', type: 'TYPE_CALL', callDuration: 0, callStatus: 'no-answer' },
    { from: 'us', type: 'TYPE_SMS', body: 'Sorry that we missed your call. How can we help?' },
    { from: 'them', type: 'TYPE_SMS', body: 'It was about the invoice; all clear by now.' },
  ],
  [
    { from: 'them', type: 'TYPE_LIVE_CHAT', body: 'Do you also do gutters?' },
    { from: 'us', type: 'TYPE_LIVE_CHAT', body: 'We do, all year round.' },
  ],
  [
    { from: 'them', type: 'TYPE_INSTAGRAM', body: 'Is that chimney one of yours? Lovely!' },
    { from: 'them', type: 'TYPE_WHATSAPP', body: 'Here is the photo of the chimney.' },
    { from: 'us', type: 'TYPE_CALL', callDuration: 184, callStatus: 'completed' },
  ],
];

const STEP_MS = 40 * 60_000;

/**
 * Conversations of some contacts, a few messages each, spread over the last month. Their dice are their
 * own: those who are there stay the same people whatever they write.
 */
export const seedConversations = (world: World, location: Location): void => {
  const chance = new Chance(
    Array.from(location.id).reduce((sum, char) => sum * 31 + char.charCodeAt(0), 7),
  );
  const talkers = [...location.contacts.values()]
    .filter(({ email, phone }) => email !== undefined && phone !== undefined)
    .slice(-TALKATIVE);
  for (const [index, contact] of talkers.entries()) {
    const talk = TALKS[index % TALKS.length] ?? [];
    const conversationId = chance.id();
    const end = world.now() - YOUNGEST_MS - (talkers.length - 1 - index) * 2 * DAY_MS;
    for (const [turn, { from, type, ...said }] of talk.entries()) {
      const isEmail = type === 'TYPE_EMAIL';
      world.addMessage(location.id, {
        id: chance.id(),
        conversationId,
        contactId: contact.id,
        messageType: type,
        direction: from === 'them' ? 'inbound' : 'outbound',
        ...(isEmail && { contentType: 'text/html', emailMessageId: chance.id() }),
        ...addressesOf(location, { isEmail, from, email: contact.email ?? '' }),
        ...said,
        dateAdded: new Date(end - (talk.length - turn) * STEP_MS).toISOString(),
      });
    }
  }
};

const addressesOf = (
  location: Location,
  { isEmail, from, email }: { isEmail: boolean; from: Line['from']; email: string },
) => {
  if (!isEmail) return {};
  const own = `${location.name} <office@example.com>`;
  return from === 'them' ? { from: email, to: [own] } : { from: own, to: [email] };
};
