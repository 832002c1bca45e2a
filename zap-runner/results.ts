import type { ActionStep, FilterStep, OtherAppStep } from '../templates/template.ts';
import type { TriggerRecord } from './dedupe.ts';
import type { Failure } from './failure.ts';
import type { Verdict } from './filter.ts';
import type { Trace } from './platform.ts';

type Values = Readonly<Record<string, unknown>>;

/** What became of one step in one run. */
export type StepResult = { trace: Trace } & (
  | { step: ActionStep; outcome: 'done'; input: Values; output: unknown }
  | { step: ActionStep; outcome: 'nothingFound'; input: Values }
  | { step: FilterStep; outcome: 'passed' | 'filtered'; verdicts: Verdict[] }
  /** `input` is what the other app would get, by field label. */
  | { step: OtherAppStep; outcome: 'shown'; input: Values }
  | { step: ActionStep; outcome: 'failed'; input: Values; failure: Failure }
);

/** One run of the Zap: what one new record of the trigger set off. */
export interface RunResult {
  /** The record as the trigger gave it, before hydration. */
  record: TriggerRecord;
  /** In order, up to and including the step that ended the run. */
  steps: StepResult[];
  outcome: 'finished' | 'filtered' | 'nothingFound' | 'failed';
}

/** One poll and the runs that it set off. */
export interface PollResult {
  /** How many records the trigger gave, seen before or not. */
  records: number;
  /** Oldest first. A priming poll has none. */
  runs: RunResult[];
  /** The trigger itself failed; Zapier polls again at the next interval. */
  failure?: Failure;
  /** Of the trigger; the steps have their own. */
  trace: Trace;
}
