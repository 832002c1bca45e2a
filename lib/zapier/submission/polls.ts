import { clock } from '../../ghl/client/clock.ts';
import type { WireSubmission } from '../../ghl/schemas/submission.ts';
import { SUBMISSION } from '../../protiv/submission/record.ts';
import type { Submission } from '../../protiv/submission/schema.ts';
import { newestFirst } from '../../protiv/values/newest-first.ts';
import { FIRE_WINDOW_MS, PRIMING_WINDOW_MS, SAMPLE_SIZE } from '../platform/poll-windows.ts';
import type { Run } from '../platform/run.ts';
import { newestOf, pollSpans, spanCheckpoint } from '../platform/span-poll.ts';
import { OPEN_END, without } from '../platform/spans.ts';
import { submissionMapper } from './output.ts';
import { SubmissionTimeline, momentOf } from './timeline.ts';
import type { SubmissionSource } from './timeline.ts';

/** Rows that one poll reads: as many as surely fit into what Zapier takes; what is more stays for the next. */
const MOST_ROWS = 2_500;

/** When the priming poll reads no further; what it gives is ids alone. */
const MOST_PRIMED = 10_000;

/** HighLevel was not there before. */
const LONG_AGO = Date.UTC(2015, 0, 1);

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
  const { isLoadingSample, isPopulatingDedupe } = run.meta;
  if (isLoadingSample) {
    const sample = newestOnce(await readNewest(run, source)).slice(0, SAMPLE_SIZE);
    return submissionMapper(run, source.kind)(sample);
  }
  return isPopulatingDedupe ? primingPoll(run, source) : livePoll(run, source);
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

const livePoll = async (run: Run<unknown>, source: SubmissionSource): Promise<Submission[]> => {
  const checkpoint = spanCheckpoint(run, source);
  // Loaded before anything is asked for: the days that are asked for depend on it.
  const left = await checkpoint.load();
  const dayAgo = clock.now() - FIRE_WINDOW_MS;
  const since = [left?.newest ?? dayAgo, ...(left?.spans ?? []).map(({ from }) => from)];
  const polled = pollSpans(run, {
    by: 'createdAt',
    checkpoint: { ...checkpoint, load: () => Promise.resolve(left) },
    timeline: new SubmissionTimeline(run.ghl, source, Math.min(dayAgo, ...since)),
    momentOf,
    matches: () => true,
    map: submissionMapper(run, source.kind),
    mostRows: MOST_ROWS,
  });
  const submissions: Submission[] = [];
  for await (const page of polled) submissions.push(...page);
  return newestFirst(eachOnce(submissions), ({ dateAdded }) => dateAdded);
};

/** Switches a Zap on: what is there already never fires. */
const primingPoll = async (run: Run<unknown>, source: SubmissionSource): Promise<Submission[]> => {
  const { ghl } = run;
  const now = clock.now();
  const from = now - PRIMING_WINDOW_MS;
  const timeline = new SubmissionTimeline(ghl, source, from);
  const rows = await timeline.start();
  const wanted = [{ from, to: OPEN_END }];
  for await (const page of timeline.read(wanted, MOST_PRIMED)) rows.push(...page);
  const since = newestOf(timeline.newest, now);
  const state = { since, newest: since, spans: [], unprimed: [] };
  const isKept = await spanCheckpoint(run, source).save(state);
  if (without({ from, to: now }, timeline.covered).length > 0)
    ghl.log('poll.truncated', { by: 'createdAt', rows: rows.length, isKept });
  const { toSubmission } = SUBMISSION[source.kind];
  return newestOnce(rows).map((row) => toSubmission(row, { answers: () => ({}) }));
};

/** Pages overlap where submissions come in while they are read. */
const eachOnce = <Row extends { id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

const newestOnce = (rows: readonly WireSubmission[]): WireSubmission[] =>
  newestFirst(eachOnce(rows), ({ createdAt }) => createdAt);
