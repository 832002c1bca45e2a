import type { InputFields, OutputFields, Trigger, ZObject } from 'zapier-platform-core';

import { groupsOf } from '../fields/groups.ts';
import { BURST_NOTE } from './burst-note.ts';
import { displayOf } from './display.ts';
import { withErrorBoundary } from './error-boundary.ts';
import { hookTrigger } from './hook-trigger.ts';
import type { Hook } from './hook-trigger.ts';
import { collectPayload, cutPayload } from './payload-limit.ts';
import type { SlimRecord } from './payload-limit.ts';
import { runOf } from './run.ts';
import type { BundleOf, InputOf, Run } from './run.ts';

export interface Row {
  id: string;
}

export interface PollingTrigger<Fields extends InputFields, Record extends Row> {
  /** For ever: Zaps are kept under it. */
  key: string;
  noun: string;
  label: string;
  description: string;
  inputFields: Fields;
  /** Fields that stand behind them and that `poll` reads by itself. */
  furtherInputFields?: InputFields;
  /**
   * What Zapier tells records apart by. These fields are marked `primary`, are all that the priming
   * poll gives, and stay in a record that has to be sent slim.
   */
  dedupeBy: readonly (keyof Record & string)[];
  /** What there is, newest first, in pages: what was mapped is not kept in HighLevel's form. */
  poll: (run: Run<InputOf<Fields>>) => AsyncIterable<Record[]> | Promise<Record[]>;
  /** What the trigger does instead where the app is built with a relay; without it, it polls. */
  hook?: Hook<InputOf<Fields>, Record>;
  /** How a record is sent where too many come at once. */
  slim: (run: Run<InputOf<Fields>>) => SlimRecord<Record>;
  sample: Partial<Record>;
  outputFields: OutputFields;
}

/**
 * A trigger that Zapier polls.
 *
 * - The sample poll and live polls give whole records, less of each where they do not fit into what
 *   Zapier takes, never fewer of them.
 * - The priming poll, when a Zap is switched on, gives what must not fire later: its keys alone.
 */
export function pollingTrigger<const Fields extends InputFields, Record extends Row>(
  trigger: PollingTrigger<Fields, Record>,
): Trigger<string, Fields>;
export function pollingTrigger(trigger: PollingTrigger<InputFields, Row>): object {
  return define(trigger);
}

const define = <const Fields extends InputFields, Record extends Row>(
  trigger: PollingTrigger<Fields, Record>,
) => {
  const { key, noun, inputFields, dedupeBy, poll, slim, sample } = trigger;
  const { furtherInputFields = [], hook, outputFields } = trigger;
  const keysOf = (row: Record): Row =>
    Object.assign({ id: row.id }, ...dedupeBy.map((field) => ({ [field]: row[field] })));
  const defined = {
    key,
    noun,
    display: displayOf('triggers', trigger),
    operation: {
      type: 'polling',
      inputFields: [...inputFields, ...furtherInputFields, BURST_NOTE],
      ...groupsOf(inputFields),
      perform: withErrorBoundary(async (z: ZObject, bundle: BundleOf<Fields>) => {
        const run = runOf(z, bundle);
        if (run.meta.isPopulatingDedupe) {
          const keys: Row[] = [];
          for await (const page of pagesOf(poll(run))) keys.push(...page.map(keysOf));
          return cutPayload(run.ghl, keys);
        }
        return collectPayload(run.ghl, pagesOf(poll(run)), slim(run), dedupeBy);
      }),
      sample,
      outputFields: outputFields.map((field) =>
        typeof field === 'object' && isKey(field.key, dedupeBy)
          ? { ...field, primary: true }
          : field,
      ),
    },
  };
  // Empty in a bundle without a relay, which leaves out what follows.
  if (hook && process.env['PROTIV_RELAY_URL'] !== '') {
    const list = async (run: Run<InputOf<Fields>>): Promise<Record[]> => {
      const rows: Record[] = [];
      for await (const page of pagesOf(poll(run))) rows.push(...page);
      return rows;
    };
    instant.set(defined, () =>
      hookTrigger({
        ...trigger,
        hook,
        list,
        outputFields: [...outputFields],
      }),
    );
  }
  return defined;
};

/** What a trigger is where the app is built with a relay. */
const instant = new WeakMap<object, () => object>();

/**
 * Triggers as they are with a relay: those that can be instant are, and those that only a relay makes
 * possible are there too.
 */
export function withRelay<Triggers extends object, More extends object>(
  triggers: Triggers,
  more: More,
): Triggers & More;
export function withRelay(triggers: object, more: object): object {
  const instantly = Object.entries(triggers).map(([key, trigger]) => [
    key,
    instant.get(trigger)?.() ?? trigger,
  ]);
  return { ...Object.fromEntries(instantly), ...more };
}

async function* pagesOf<Page>(polled: AsyncIterable<Page> | Promise<Page>): AsyncGenerator<Page> {
  if (polled instanceof Promise) yield polled;
  else yield* polled;
}

/** Zapier takes the id for the key where no field is marked. */
const isKey = (field: string, keys: readonly string[]): boolean =>
  keys.length > 1 && keys.includes(field);
