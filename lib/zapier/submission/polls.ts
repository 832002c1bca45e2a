import * as zod from 'zod/mini';

import { clock } from '../../ghl/client/clock.ts';
import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import { SUBMISSION } from '../../protiv/submission/record.ts';
import type { Submission } from '../../protiv/submission/schema.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { pollCheckpoint } from '../platform/poll-checkpoint.ts';
import type { PollCheckpoint } from '../platform/poll-checkpoint.ts';
import {
  CLOCK_SKEW_MS,
  FIRE_WINDOW_MS,
  PRIMING_WINDOW_MS,
  SAMPLE_SIZE,
} from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { OPEN_END, UNREAD, afterReading, isUnread, without } from '../platform/spans.ts';
import type { Span } from '../platform/spans.ts';
import { toSubmissions } from './output.ts';
import { SubmissionTimeline } from './timeline.ts';
import type { SubmissionSource } from './timeline.ts';

/** Rows that one poll reads: as many as surely fit into what Zapier takes; what is more stays for the next. */
const MOST_ROWS = 2_500;

/** When the priming poll reads no further; what it gives is ids alone. */
const MOST_PRIMED = 10_000;

/** A quiet form's checkpoint moves on no more often than this, since moving it costs a call. */
const MOVE_EVERY_MS = 10 * 60_000;

/** HighLevel was not there before. */
const LONG_AGO = Date.UTC(2015, 0, 1);

/** What a poll leaves for the next one. */
interface State {
  /** What is dated until then was there when the Zap was switched on. */
  since: number;
  /** The newest date that polls have seen; spans end here, and the next one begins. */
  newest: number;
  spans: Span[];
}

const epochMs = zod.int().check(zod.gte(0));

const state = zod.object({
  since: epochMs,
  newest: epochMs,
  spans: zod.array(
    zod.object({
      from: epochMs,
      to: epochMs,
      openedAt: epochMs,
      readings: zod.int().check(zod.gte(1), zod.lte(UNREAD)),
    }),
  ),
});

/**
 * One poll of submissions, newest first, each once.
 *
 * - sample poll: three of any age
 * - priming poll: every one that could fire later
 * - live poll: what no poll has read yet; where nothing is known of earlier ones, what is younger than a
 *   day. What does not fit into one poll stays for the next; a quiet form costs one request
 */
export const pollSubmissions = async (
  run: Run<unknown>,
  source: SubmissionSource,
): Promise<Submission[]> => {
  const { meta } = run;
  if (meta.isLoadingSample) {
    const sample = newestOf(await readNewest(run, source)).slice(0, SAMPLE_SIZE);
    return toSubmissions(run, source.kind, sample);
  }
  const checkpoint = pollCheckpoint(run, source, state);
  return meta.isPopulatingDedupe
    ? primingPoll(run, source, checkpoint)
    : livePoll(run, source, checkpoint);
};

/** The newest submissions of any age. */
const readNewest = async (
  { ghl }: Run<unknown>,
  source: SubmissionSource,
): Promise<WireSubmission[]> => {
  const timeline = new SubmissionTimeline(ghl, source, LONG_AGO);
  const rows = await timeline.start();
  // Where the list begins with the oldest, the newest page is the other end of it.
  for await (const page of timeline.read([{ from: OPEN_END, to: OPEN_END }], OPEN_END)) {
    rows.push(...page);
  }
  return rows;
};

const livePoll = async (
  run: Run<unknown>,
  source: SubmissionSource,
  checkpoint: PollCheckpoint<State>,
): Promise<Submission[]> => {
  const { ghl } = run;
  const now = clock.now();
  const left = usable(await checkpoint.load(), now);
  const before = left ?? { since: 0, newest: now - FIRE_WINDOW_MS - 1, spans: [] };
  const wanted: Span[] = [
    { from: before.newest + 1, to: OPEN_END, openedAt: now, readings: UNREAD },
    ...before.spans,
  ];
  const oldest = wanted.reduce((least, { from }) => Math.min(least, from), now - FIRE_WINDOW_MS);
  const timeline = new SubmissionTimeline(ghl, source, oldest);
  const rows = await timeline.start();
  // What nobody has read comes before what is read once more.
  for (const part of [wanted.filter(isUnread), wanted]) {
    for await (const page of timeline.read(part, MOST_ROWS)) rows.push(...page);
  }

  const firing = rows.filter(({ createdAt }) => {
    const moment = readMoment(createdAt);
    // Without a readable date it counts as new: better seen twice than lost.
    return moment === undefined || (moment > before.since && moment >= oldest);
  });
  // Before anything counts as read: what cannot be shown now has to come with the next poll.
  const submissions = await toSubmissions(run, source.kind, newestOf(firing));

  const newest = Math.max(before.newest, seenUntil(timeline.newest, now));
  const isNewsFree = (timeline.newest ?? 0) <= before.newest;
  const closed = (isNewsFree ? before.spans : wanted)
    .map((span) => ({ ...span, to: Math.min(span.to, newest) }))
    .filter(({ from, to }) => from <= to);
  const spans = afterReading(closed, timeline.covered, now);
  const behind = spans.filter(isUnread);
  const isQuiet =
    left?.spans.length === 0 && spans.length === 0 && newest - before.newest < MOVE_EVERY_MS;
  const isKept = isQuiet || (await checkpoint.save({ ...before, newest, spans }));
  if (behind.length > 0) {
    const since = behind.reduce((least, { from }) => Math.min(least, from), now);
    ghl.log(isKept ? 'poll.catching_up' : 'poll.truncated', {
      by: 'createdAt',
      rows: rows.length,
      behindMinutes: Math.ceil((now - since) / 60_000),
    });
  } else if (left?.spans.some(isUnread)) {
    ghl.log('poll.caught_up', { by: 'createdAt', rows: rows.length });
  }
  return submissions;
};

/** Switches a Zap on: what is there already never fires. */
const primingPoll = async (
  run: Run<unknown>,
  source: SubmissionSource,
  checkpoint: PollCheckpoint<State>,
): Promise<Submission[]> => {
  const { ghl } = run;
  const now = clock.now();
  const from = now - PRIMING_WINDOW_MS;
  const timeline = new SubmissionTimeline(ghl, source, from);
  const rows = await timeline.start();
  const wanted = [{ from, to: OPEN_END }];
  for await (const page of timeline.read(wanted, MOST_PRIMED)) rows.push(...page);
  const since = seenUntil(timeline.newest, now);
  const isKept = await checkpoint.save({ since, newest: since, spans: [] });
  if (without({ from, to: now }, timeline.covered).length > 0)
    ghl.log('poll.truncated', { by: 'createdAt', rows: rows.length, isKept });
  const { toSubmission } = SUBMISSION[source.kind];
  return newestOf(rows).map((row) => toSubmission(row, { answers: () => ({}) }));
};

/** A checkpoint from the future says nothing: the clock that made it was wrong. */
const usable = (left: State | undefined, now: number): State | undefined =>
  left && left.newest <= now + CLOCK_SKEW_MS && left.spans.every(({ to }) => to <= left.newest)
    ? left
    : undefined;

/**
 * Until when polls have seen what there is. A date of the future must not hide what comes before it, and
 * of a quiet form the app's own clock says enough.
 */
const seenUntil = (newest: number | undefined, now: number): number =>
  Math.min(now, Math.max(newest ?? 0, now - CLOCK_SKEW_MS));

const newestOf = (rows: readonly WireSubmission[]): WireSubmission[] =>
  newestFirst(
    [...new Map(rows.map((row) => [row.id, row])).values()],
    ({ createdAt }) => createdAt,
  );
