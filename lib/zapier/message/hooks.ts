import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { exportMessages, findEmailById, findMessageById } from '../../ghl/conversations.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import type { WireMessage } from '../../ghl/schemas/message.ts';
import { channelOf, exportsFor } from '../../protiv/message/channels.ts';
import type { Channel } from '../../protiv/message/channels.ts';
import { toMessage, withEmail } from '../../protiv/message/record.ts';
import { MINUTE_MS, readMoment } from '../../protiv/values/dates.ts';
import { contactNameNow } from '../contact/names.ts';
import type { Hook, UnnamedEvent } from '../platform/hook-trigger.ts';
import { CLOCK_SKEW_MS, MOST_ROWS } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { messageFilter, readChannel } from './filters.ts';
import { withPointer } from './hydration.ts';
import type { PolledMessage } from './hydration.ts';
import { LIVE_PAGE_LIMIT, mapperFor } from './polls.ts';
import type { MessagePoll } from './polls.ts';
import { messageTimeline } from './timeline.ts';

interface Input {
  channel?: unknown;
}

/** How far the export may be behind; what it shows of a time by then is all that there was. */
const LISTED_AFTER_MS = MINUTE_MS;

const EVENTS = { inbound: 'InboundMessage', outbound: 'OutboundMessage' } as const;

/**
 * An email by its own id, which is not that of the message: that may be a whole thread.
 *
 * @returns `undefined` for what is no email's
 */
const emailNamed = async (ghl: Ghl, id: string): Promise<WireMessage | undefined> => {
  const email = await findEmailById(ghl, id);
  if (!email?.threadId) return undefined;
  const thread = await findMessageById(ghl, email.threadId);
  return thread && { ...withEmail(thread, email), dateAdded: email.dateAdded ?? thread.dateAdded };
};

/**
 * Messages that go one way. HighLevel names most by their id; an email by its own within its thread, or by
 * the thread alone ("Message Id or thread Id", official file), which may be an older email that it answers;
 * and what was too large for a webhook not at all. Where the name does not tell, the contact's messages of
 * that moment are read, which a Zap has run for once at most.
 *
 * @param note what there is to know of these messages
 */
export const messageHook = (
  direction: MessagePoll['direction'],
  note: string,
): Hook<Input, PolledMessage> => {
  const filterOf = ({ input }: Run<Input>) => messageFilter(readChannel(input.channel), direction);

  /** The contact's messages of the moment of an event. */
  const ofMoment = async (
    run: Run<Input>,
    { contactId, timestamp }: UnnamedEvent,
    channel: Channel | undefined,
  ): Promise<PolledMessage[]> => {
    const matches = filterOf(run);
    if (contactId === undefined) return [];
    if (clock.now() - timestamp < LISTED_AFTER_MS) throw GhlError.notListedYet();
    const moment = { from: timestamp - CLOCK_SKEW_MS, to: timestamp + CLOCK_SKEW_MS };
    const rows: WireMessage[] = [];
    for (const exported of exportsFor(channel)) {
      const search = { ...moment, channel: exported, contactId, limit: LIVE_PAGE_LIMIT };
      const { messages } = await exportMessages(run.ghl, search);
      rows.push(...messages.filter(matches));
    }
    return rowsOf(run, rows);
  };

  const readUnnamed = (run: Run<Input>, event: UnnamedEvent): Promise<PolledMessage[]> =>
    ofMoment(run, event, readChannel(run.input.channel));

  /** Whether an email is the one of an event, not one before it in its thread. */
  const isOfEvent = (email: WireMessage, { timestamp }: UnnamedEvent): boolean => {
    const at = readMoment(email.dateAdded);
    const isThen = at === undefined || Math.abs(timestamp - at) < LISTED_AFTER_MS;
    return isThen && email.direction === direction;
  };

  return {
    note,
    events: () => [EVENTS[direction]],
    read: async (run, event) => {
      const matches = filterOf(run);
      const message = await findMessageById(run.ghl, event.recordId);
      if (!message) {
        const email = await emailNamed(run.ghl, event.recordId);
        if (!email) return readUnnamed(run, event);
        return matches(email) ? rowsOf(run, [email]) : [];
      }
      const isInThread =
        channelOf(message) === 'email' &&
        matches({ ...message, direction }) &&
        !isOfEvent(message, event);
      const others = isInThread ? await ofMoment(run, event, 'email') : [];
      // One that was written long before it went out is found at no other moment than its own.
      return others.length === 0 && matches(message) ? rowsOf(run, [message]) : others;
    },
    readUnnamed,
    readWindow: async function* (run, window) {
      const { ghl, input } = run;
      const matches = filterOf(run);
      const names = new Map<string, string>();
      const seen = new Set<string>();
      for (const channel of exportsFor(readChannel(input.channel))) {
        const timeline = messageTimeline(ghl, channel, LIVE_PAGE_LIMIT, seen);
        const map = mapperFor(run, names);
        for await (const page of timeline.read([window], MOST_ROWS)) {
          yield map(page.filter(matches));
        }
        if (timeline.isOver) ghl.log('poll.truncated', { by: 'dateAdded', rows: timeline.rows });
      }
    },
  };
};

/** Messages of one contact. */
const rowsOf = async (
  run: Run<unknown>,
  rows: readonly WireMessage[],
): Promise<PolledMessage[]> => {
  const contacts = await contactNameNow(run, rows[0]?.contactId);
  return rows.map((row) => withPointer(run, toMessage(row, { contacts })));
};
