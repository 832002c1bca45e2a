import { clock } from '../../ghl/client/clock.ts';
import { GhlError } from '../../ghl/client/errors.ts';
import { exportMessages, findEmailById, findMessageById } from '../../ghl/conversations.ts';
import type { Ghl } from '../../ghl/client/client.ts';
import type { WireMessage } from '../../ghl/schemas/message.ts';
import { exportsFor } from '../../protiv/message/channels.ts';
import { toMessage, withEmail } from '../../protiv/message/record.ts';
import { MINUTE_MS } from '../../protiv/values/dates.ts';
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
 * A message by its id, or an email by its own, which is another: the message may be a whole thread.
 *
 * @returns `undefined` for what HighLevel knows as neither
 */
const messageNamed = async (ghl: Ghl, id: string): Promise<WireMessage | undefined> => {
  const message = await findMessageById(ghl, id);
  if (message) return message;
  const email = await findEmailById(ghl, id);
  if (!email?.threadId) return undefined;
  const thread = await findMessageById(ghl, email.threadId);
  return thread && { ...withEmail(thread, email), dateAdded: email.dateAdded ?? thread.dateAdded };
};

/**
 * Messages that go one way. HighLevel names most by their id, an email by its own within its thread, and
 * what was too large for a webhook not at all: then, and where a name leads nowhere, the contact's messages
 * of that moment are read, which a Zap has run for once at most.
 *
 * @param note what there is to know of these messages
 */
export const messageHook = (
  direction: MessagePoll['direction'],
  note: string,
): Hook<Input, PolledMessage> => {
  const filterOf = ({ input }: Run<Input>) => messageFilter(readChannel(input.channel), direction);

  const readUnnamed = async (
    run: Run<Input>,
    { contactId, timestamp }: UnnamedEvent,
  ): Promise<PolledMessage[]> => {
    const { ghl, input } = run;
    const matches = filterOf(run);
    if (contactId === undefined) return [];
    if (clock.now() - timestamp < LISTED_AFTER_MS) throw GhlError.notListedYet();
    const moment = { from: timestamp - CLOCK_SKEW_MS, to: timestamp + CLOCK_SKEW_MS };
    const rows: WireMessage[] = [];
    for (const channel of exportsFor(readChannel(input.channel))) {
      const search = { ...moment, channel, contactId, limit: LIVE_PAGE_LIMIT };
      const { messages } = await exportMessages(ghl, search);
      rows.push(...messages.filter(matches));
    }
    return rowsOf(run, rows);
  };

  return {
    note,
    events: () => [EVENTS[direction]],
    read: async (run, event) => {
      const matches = filterOf(run);
      const message = await messageNamed(run.ghl, event.recordId);
      if (!message) return readUnnamed(run, event);
      return matches(message) ? rowsOf(run, [message]) : [];
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
