import type { Fields } from '../../../harness/app.ts';
import type { Burst } from '../../../harness/busy/poll-facts.ts';
import { ANSWER_MS, CUSTOM_FIELDS, MINUTE_MS, Stage } from '../../../harness/busy/stage.ts';
import type { Poll } from '../../../harness/busy/stage.ts';
import definition from '../../../index.ts';
import { Connection } from '../../../zap-runner/connection.ts';
import { newTrace } from '../../../zap-runner/platform.ts';
import { replaceAlong } from '../../../zap-runner/tokens.ts';
import type { Section } from '../section.ts';
import { complaintsAbout } from './complaints.ts';
import { megabytes, number } from './figures.ts';
import { pollsOf } from './polled-triggers.ts';
import type { PolledTrigger } from './polled-triggers.ts';

/** Zapier's limits, and GHL's. */
const RESULT_LIMIT = 6_291_456;
const MOST_SECONDS = 25;
const MOST_REQUESTS = 100;

const burstsOf = ({
  trigger,
  poll: { many },
}: PolledTrigger): { trigger: string; burst: Burst }[] =>
  'not' in many ? [] : many.bursts.map((burst) => ({ trigger, burst }));

/** Bursts between two polls, and whether they fit. */
export const sizes = async (): Promise<Section> => {
  const rows: string[][] = [];
  const failures: string[] = [];
  for (const { trigger, burst } of pollsOf(definition).flatMap(burstsOf)) {
    const stage = await Stage.open();
    try {
      const name = `${burst.what}, ${trigger}`;
      burst.before?.(stage);
      const watched = await stage.watch(trigger, burst.input);
      stage.clock.pass(MINUTE_MS);
      const ids = burst.happens(stage);
      stage.clock.pass(MINUTE_MS);
      const poll = await watched.poll();
      stage.clock.pass(MINUTE_MS);
      const again = await watched.poll();
      const primed = (await stage.watch(trigger, burst.input)).priming;
      const slim = poll.records.filter((record) => '$HOIST$' in record);
      const missing = await missingInAZap(stage, poll, slim);

      failures.push(
        ...[
          ...complaintsAbout(new Map(ids.map((id) => [id, 1])), poll.fired),
          ...(again.fired.length > 0 ? [`${again.fired.length} fired a second time`] : []),
          ...beyondLimits(poll),
          ...beyondLimits(primed).map((complaint) => `priming: ${complaint}`),
          ...(primed.records.length < ids.length ? ['priming did not see all'] : []),
          ...missing,
        ].map((complaint) => `${name}: ${complaint}.`),
      );
      rows.push([
        burst.what,
        `\`${trigger}\``,
        number(poll.fired.length),
        number(again.fired.length),
        String(poll.requests),
        poll.seconds.toFixed(0),
        megabytes(poll.bytes),
        number(slim.length),
        `${primed.requests} requests, ${primed.seconds.toFixed(0)} s, ${megabytes(primed.bytes)} MB`,
      ]);
    } finally {
      await stage.close();
    }
  }
  return {
    title: 'Bursts',
    introduction: `Between two polls, thousands of records become new. Every other contact has ${CUSTOM_FIELDS} filled custom fields; a task has about 3,500 characters of notes. Each answer of HighLevel takes ${ANSWER_MS / 1_000} s of the app's clock. Expected: the next poll returns each record once, with at most ${MOST_REQUESTS} requests, ${MOST_SECONDS} s and ${number(RESULT_LIMIT)} bytes of result; the poll after it fires nothing; and a Zap that is switched on in the middle of the burst fits as well. _Slim_ records carry a pointer instead of all their fields ([bursts.md](bursts.md)); one in ten of them is followed as Zapier does, and has to give all that the others have.`,
    columns: [
      'between two polls',
      'trigger',
      'fired',
      'fired again',
      'requests',
      'seconds',
      'MB of result',
      'slim',
      'switched on in the middle',
    ],
    rows,
    failures,
  };
};

const beyondLimits = ({ requests, seconds, bytes, log }: Poll): string[] => [
  ...(requests > MOST_REQUESTS ? [`${requests} requests`] : []),
  ...(seconds > MOST_SECONDS ? [`${seconds} s`] : []),
  ...(bytes > RESULT_LIMIT ? [`${bytes} bytes`] : []),
  ...(log.includes('poll.truncated') ? ['it was cut short'] : []),
];

/** One slim record in this many is followed. */
const FOLLOWED = 10;

/** Sentences about slim records that do not become whole in a Zap. */
const missingInAZap = async (
  stage: Stage,
  { records }: Poll,
  slim: readonly Fields[],
): Promise<string[]> => {
  const connection = new Connection(stage.app.platform, stage.app.authData);
  const complaints = new Set<string>();
  for (const [index, record] of slim.entries()) {
    if (index % FOLLOWED !== 0) continue;
    const whole: Fields = Object(
      await replaceAlong(record, 'id', (value) => connection.hydrate(value, newTrace())),
    );
    const like = records.find((other) => !('$HOIST$' in other) && alike(other, whole));
    const expected = Object.keys(like ?? {});
    for (const key of expected) {
      if (!(key in whole)) complaints.add(`a slim record has no ${key} in a Zap`);
    }
  }
  return [...complaints];
};

/** Whether two records should have the same fields. */
const alike = (one: Fields, other: Fields): boolean =>
  'taskId' in one || 'customFields' in one === 'customFields' in other;
