import { clock } from '../../ghl/client/clock.ts';
import type { ExportChannel } from '../../ghl/conversations.ts';
import type { WireMessage } from '../../ghl/schemas/message.ts';
import { exportsFor } from '../../protiv/message/channels.ts';
import type { Channel } from '../../protiv/message/channels.ts';
import { toMessage } from '../../protiv/message/record.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { contactNames } from '../contact/names.ts';
import {
  MOST_PRIMED,
  PAGE_RESERVE_MS,
  PRIMING_WINDOW_MS,
  SAMPLE_SIZE,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { newestOf, pollSpans, spanCheckpoint } from '../platform/span-poll.ts';
import { OPEN_END } from '../platform/spans.ts';
import { messageFilter } from './filters.ts';
import { withPointer } from './hydration.ts';
import type { PolledMessage } from './hydration.ts';
import { withEmailTexts } from './output.ts';
import { messageTimeline, momentOf } from './timeline.ts';

/** Enough for a quiet hour in one request; a burst goes on with larger pages. */
export const LIVE_PAGE_LIMIT = 100;

export interface MessagePoll {
  direction: 'inbound' | 'outbound';
  /** All of them where it is absent. */
  channel: Channel | undefined;
}

/** One of the exports that a poll reads. */
interface Part extends MessagePoll {
  exported: ExportChannel | undefined;
  /** Ids of the messages that were read before, by any of them. */
  seen: Set<string>;
}

/**
 * One poll of messages, newest first, each message once. HighLevel exports emails only by themselves, so
 * that all channels take two readings.
 *
 * - sample poll: three messages of any age, with the texts of emails
 * - priming poll: every message that could fire later
 * - live poll: what no poll has read yet; what does not fit into one stays for the next. Emails carry a
 *   pointer to their text
 */
export async function* pollMessages(
  run: Run<unknown>,
  poll: MessagePoll,
): AsyncGenerator<PolledMessage[]> {
  const seen = new Set<string>();
  const parts = exportsFor(poll.channel).map((exported) => ({ ...poll, exported, seen }));
  if (run.meta.isLoadingSample) {
    yield await sampleMessages(run, parts);
    return;
  }
  const names = new Map<string, string>();
  for (const [index, part] of parts.entries()) {
    if (index > 0 && run.ghl.timeLeft() < PAGE_RESERVE_MS) {
      // Its checkpoint stays where it was, so that the next poll begins there.
      run.ghl.log('poll.catching_up', { by: 'dateAdded', rows: 0, behindMinutes: 0 });
      return;
    }
    yield* run.meta.isPopulatingDedupe
      ? primingPoll(run, part)
      : livePoll(run, part, mapperFor(run, names));
  }
}

const checkpointOf = (run: Run<unknown>, { direction, channel, exported }: Part) =>
  spanCheckpoint(run, { messages: { direction, channel, exported } });

const timelineOf = ({ ghl }: Run<unknown>, { exported, seen }: Part) =>
  messageTimeline(ghl, exported, LIVE_PAGE_LIMIT, seen);

const matchesOf = ({ direction, channel }: Part) => messageFilter(channel, direction);

type Mapper = (rows: readonly WireMessage[]) => Promise<PolledMessage[]>;

/** Names come along for the newest of a burst: of each export, one search is all that they may cost. */
export const mapperFor = (run: Run<unknown>, names: Map<string, string>): Mapper => {
  let isNamed = false;
  return async (rows) => {
    const unknown = rows.map(contactOf).filter((id) => !names.has(id ?? ''));
    if (unknown.length > 0 && !isNamed) {
      isNamed = true;
      for (const [id, name] of await contactNames(run, unknown)) names.set(id, name);
    }
    return rows.map((row) => withPointer(run, toMessage(row, { contacts: names })));
  };
};

const contactOf = ({ contactId }: WireMessage) => contactId;

const livePoll = (run: Run<unknown>, part: Part, map: Mapper): AsyncGenerator<PolledMessage[]> =>
  pollSpans(run, {
    by: 'dateAdded',
    checkpoint: checkpointOf(run, part),
    timeline: timelineOf(run, part),
    momentOf,
    matches: matchesOf(part),
    map,
  });

/** Switches a Zap on: what is there already never fires. */
async function* primingPoll(run: Run<unknown>, part: Part): AsyncGenerator<PolledMessage[]> {
  const now = clock.now();
  const timeline = timelineOf(run, part);
  const matches = matchesOf(part);
  let rows = 0;
  const wanted = [{ from: now - PRIMING_WINDOW_MS, to: OPEN_END }];
  for await (const page of timeline.read(wanted, MOST_PRIMED)) {
    const already = page.filter(matches);
    rows += already.length;
    yield already.map((row) => toMessage(row));
  }
  const since = newestOf(timeline.newest, now);
  const state = { since, newest: since, spans: [], unprimed: [] };
  const isKept = await checkpointOf(run, part).save(state);
  if (timeline.isOver) run.ghl.log('poll.truncated', { by: 'dateAdded', rows, isKept });
}

const sampleMessages = async (
  run: Run<unknown>,
  parts: readonly Part[],
): Promise<PolledMessage[]> => {
  const found: WireMessage[] = [];
  for (const part of parts) {
    const first = await timelineOf(run, part).start();
    found.push(...first.filter(matchesOf(part)).slice(0, SAMPLE_SIZE));
  }
  const newest = newestFirst(found, ({ dateAdded }) => dateAdded).slice(0, SAMPLE_SIZE);
  const rows = await withEmailTexts(run, newest, SAMPLE_SIZE);
  const contacts = await contactNames(run, rows.map(contactOf));
  return rows.map((row) => toMessage(row, { contacts }));
};
