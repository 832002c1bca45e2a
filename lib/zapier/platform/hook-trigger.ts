import type { Bundle, InputFields, OutputFields, Trigger, ZObject } from 'zapier-platform-core';
import * as zod from 'zod/mini';

import { GhlError } from '../../ghl/client/errors.ts';
import { createLog } from '../../ghl/client/log.ts';
import { readMoment } from '../../protiv/values/dates.ts';
import { groupsOf } from '../fields/groups.ts';
import { displayOf } from './display.ts';
import { withErrorBoundary } from './error-boundary.ts';
import { mostRunsField, onceEach, withinLimit } from './hook-runs.ts';
import { collectPayload } from './payload-limit.ts';
import type { SlimRecord } from './payload-limit.ts';
import { subscribe, unsubscribe } from './relay.ts';
import { runOf } from './run.ts';
import type { BundleOf, InputOf, Run } from './run.ts';
import type { Range } from './spans.ts';

/** What happened, as the relay tells it: ids and times, nothing of the record. */
export interface HookEvent {
  /** HighLevel's type, such as `ContactCreate`. */
  type: string;
  recordId: string;
  contactId?: string | undefined;
  /** When it happened, in milliseconds since the epoch. */
  timestamp: number;
}

/** An event of a record whose id HighLevel does not tell. */
export type UnnamedEvent = Omit<HookEvent, 'recordId'>;

/** What a trigger does in place of polling where the app is built with a relay. */
export interface Hook<Input, Record> {
  /** HighLevel's events that can make it fire. */
  events: (input: Input) => readonly string[];
  /** What the editor says in place of the limits of a poll. */
  note: string;
  /** What fields say in place of what holds for a poll only, by key. */
  helpTexts?: Readonly<{ [key: string]: string }>;
  /**
   * The record of an event as it is now, if it fires: read with the user's own connection, the step's
   * filters applied. What is gone or does not match gives nothing.
   *
   * @throws {GhlError} `throttled` for what may pass: Zapier takes an empty answer for the last word
   */
  read: (run: Run<Input>, event: HookEvent) => Promise<Record[]>;
  /** The same without the id of the record; absent where HighLevel always tells it. */
  readUnnamed?: (run: Run<Input>, event: UnnamedEvent) => Promise<Record[]>;
  /**
   * What happened in a time that the relay was away for; absent where nothing can be read of it
   * afterwards.
   */
  readWindow?: (run: Run<Input>, window: Range) => AsyncIterable<Record[]>;
}

interface Row {
  id: string;
}

interface HookTrigger<Fields extends InputFields, Record extends Row> {
  key: string;
  noun: string;
  label: string;
  description: string;
  inputFields: Fields;
  /** Fields that stand behind them and that `hook` reads by itself. */
  furtherInputFields?: InputFields;
  /** What tells records apart: for each, a Zap runs once. */
  dedupeBy: readonly (keyof Record & string)[];
  hook: Hook<InputOf<Fields>, Record>;
  /** What the editor shows to try a Zap with. */
  list: (run: Run<InputOf<Fields>>) => Promise<object[]>;
  slim: (run: Run<InputOf<Fields>>) => SlimRecord<Record>;
  sample: Partial<Record>;
  outputFields: OutputFields;
}

const id = zod.string().check(zod.minLength(1));

const hookBody = zod.looseObject({
  subscriptionId: id,
  type: id,
  locationId: id,
  recordId: zod.optional(id),
  contactId: zod.optional(id),
  since: zod.optional(zod.string()),
  until: zod.optional(zod.string()),
  timestamp: zod.string(),
});

/** A window that the relay was away for, in place of an event. */
const CATCH_UP = 'CatchUp';

/** Seconds; Zapier does not let the run of a hook wait longer. */
const LONGEST_DELAY_S = 300;

/**
 * A trigger that the relay calls.
 *
 * Zapier takes each hook for received before it runs, and deduplicates none. So a run reads first, and
 * only then takes note that its rows have run; whatever may pass is a `ThrottledError`, never an empty
 * answer.
 */
export function hookTrigger<const Fields extends InputFields, Record extends Row>(
  trigger: HookTrigger<Fields, Record>,
): Trigger<string, Fields>;
export function hookTrigger(trigger: HookTrigger<InputFields, Row>): object {
  return define(trigger);
}

const define = <const Fields extends InputFields, Record extends Row>(
  trigger: HookTrigger<Fields, Record>,
) => {
  const { key, noun, hook, list, sample, outputFields } = trigger;
  return {
    key,
    noun,
    display: displayOf('triggers', trigger),
    operation: {
      type: 'hook',
      inputFields: hookFields(
        [...trigger.inputFields, ...(trigger.furtherInputFields ?? [])],
        hook,
      ),
      ...groupsOf(trigger.inputFields),
      performSubscribe: withErrorBoundary((z: ZObject, bundle: BundleOf<Fields>) => {
        const run = runOf(z, bundle);
        return subscribe(z, {
          locationId: run.ghl.locationId,
          events: hook.events(run.input),
          targetUrl: bundle.targetUrl ?? '',
        });
      }),
      performUnsubscribe: withErrorBoundary(async (z: ZObject, bundle: Bundle) => {
        const { id: subscriptionId }: { id?: unknown } = Object(bundle.subscribeData);
        const isTold = typeof subscriptionId === 'string' && (await unsubscribe(z, subscriptionId));
        // The Zap is off all the same: its address answers 410 from now on, and the relay forgets it.
        if (!isTold) {
          createLog(z.console, bundle.authData?.['locationId'])('relay.unsubscribe_failed');
        }
        return {};
      }),
      performList: withErrorBoundary(async (z: ZObject, bundle: BundleOf<Fields>) =>
        list({ ...runOf(z, bundle), meta: { isLoadingSample: true } }),
      ),
      perform: withErrorBoundary((z: ZObject, bundle: BundleOf<Fields>) => {
        const run: Run<InputOf<Fields>> = runOf(z, bundle);
        return fire(run, trigger, bundle.cleanedRequest);
      }),
      sample,
      outputFields,
    },
  };
};

/** A poll's limits are none of a hook's. */
const hookFields = (
  fields: readonly unknown[],
  { note, helpTexts = {} }: Pick<Hook<never, never>, 'note' | 'helpTexts'>,
): readonly unknown[] => [
  ...fields
    .map((field): { type?: unknown; key?: unknown } => Object(field))
    .filter(({ type }) => type !== 'copy')
    .map((field) => {
      const helpText = helpTexts[String(field.key)];
      return helpText === undefined ? field : { ...field, helpText };
    }),
  mostRunsField,
  { key: 'instant', type: 'copy', helpText: note },
];

interface Firing<Input, Record extends Row> {
  hook: Hook<Input, Record>;
  dedupeBy: readonly (keyof Record & string)[];
  slim: (run: Run<Input>) => SlimRecord<Record>;
}

/** The rows that one call of the relay makes the Zap run for. */
const fire = async <Input, Record extends Row>(
  run: Run<Input>,
  { hook, dedupeBy, slim }: Firing<Input, Record>,
  request: unknown,
) => {
  const { data: body } = hookBody.safeParse(request);
  if (body?.locationId !== run.ghl.locationId) {
    run.ghl.log('hook.ignored', { reason: body ? 'other sub-account' : 'unreadable' });
    return [];
  }
  const { subscriptionId } = body;
  const rows: Record[] = [];
  try {
    for await (const page of rowsOf(run, hook, body)) rows.push(...page);
  } catch (error) {
    throw withShortDelay(error);
  }
  const fresh = await onceEach(run, subscriptionId, rows, dedupeBy);
  const { mostRunsAnHour }: { mostRunsAnHour?: unknown } = Object(run.input);
  const firing = await withinLimit(run, subscriptionId, fresh, mostRunsAnHour);
  return collectPayload(run.ghl, onePage(firing), slim(run), dedupeBy);
};

async function* rowsOf<Input, Record>(
  run: Run<Input>,
  { read, readUnnamed, readWindow }: Hook<Input, Record>,
  { type, recordId, contactId, since, until, timestamp }: zod.infer<typeof hookBody>,
): AsyncGenerator<Record[]> {
  if (type === CATCH_UP) {
    const [from, to] = [readMoment(since), readMoment(until)];
    if (from !== undefined && to !== undefined && readWindow) yield* readWindow(run, { from, to });
    return;
  }
  const event = { type, contactId, timestamp: readMoment(timestamp) ?? 0 };
  if (recordId !== undefined) yield await read(run, { ...event, recordId });
  else if (readUnnamed) yield await readUnnamed(run, event);
}

const withShortDelay = (error: unknown): unknown =>
  error instanceof GhlError && (error.details.delay ?? 0) > LONGEST_DELAY_S
    ? new GhlError(error.kind, error.code, error.message, {
        ...error.details,
        delay: LONGEST_DELAY_S,
      })
    : error;

async function* onePage<Page>(page: Page): AsyncGenerator<Page> {
  yield page;
}
