import type {
  ActionStep,
  CreateStep,
  FilterStep,
  OtherAppStep,
  OtherAppTriggerStep,
  SearchStep,
  TriggerStep,
  ZapTemplate,
} from '../templates/template.ts';
import type { Connection } from './connection.ts';
import { Dedupe, primaryKey } from './dedupe.ts';
import type { TriggerRecord } from './dedupe.ts';
import { failureFrom } from './failure.ts';
import { resolveFields, resolveForeignFields } from './fields.ts';
import { judge } from './filter.ts';
import { cleansInput, isHook, perform, recordsIn } from './operation.ts';
import { newTrace } from './platform.ts';
import type { CallBundle, Moment, Trace } from './platform.ts';
import { isRecord } from './records.ts';
import type { PollResult, RunResult, StepResult } from './results.ts';
import { prepare } from './setup.ts';
import type { Answers, OwnStep, ReadyStep } from './setup.ts';
import { replaceAlong, tokensIn } from './tokens.ts';

/** How many records of a trigger's test Zapier offers to choose from. */
export const SAMPLES = 3;

type ReadyTrigger = ReadyStep<TriggerStep> | OtherAppTriggerStep;

type ReadyAction = ReadyStep<SearchStep> | ReadyStep<CreateStep> | FilterStep | OtherAppStep;

type Outputs = Record<string, unknown>;

/** Whether this app carries a step out. */
export const isOwn = <Step extends ReadyTrigger | ReadyAction>(
  step: Step,
): step is Extract<Step, ReadyStep> => 'step' in step;

/** Every text of a step that may hold tokens. */
const textsOf = (action: ReadyAction): string[] => {
  if (isOwn(action)) return Object.values(action.mapped).flat();
  if (action.kind === 'filter') return action.conditions.map(({ value }) => value);
  return Object.values(action.fields).flat();
};

const goesOnEmpty = (step: ActionStep): boolean =>
  step.kind === 'search' && step.whenNothingFound === 'continue';

/** What a Zap consists of once it is set up. */
interface ZapParts {
  trigger: ReadyTrigger;
  actions: readonly ReadyAction[];
  /** What setting it up cost. */
  setupTrace: Trace;
}

/** A Zap that is set up; it remembers which records it has seen. */
export class Zap implements ZapParts {
  readonly template: ZapTemplate;
  readonly trigger: ReadyTrigger;
  readonly actions: readonly ReadyAction[];
  readonly setupTrace: Trace;
  readonly connection: Connection;
  readonly #dedupe: Dedupe;
  /** When the trigger was last done with a hook, in milliseconds since the epoch. */
  firedAt = 0;
  /** What the app answered when the Zap was switched on. */
  #subscription: Readonly<Record<string, unknown>> = {};

  constructor(template: ZapTemplate, connection: Connection, parts: ZapParts) {
    this.template = template;
    this.trigger = parts.trigger;
    this.actions = parts.actions;
    this.setupTrace = parts.setupTrace;
    this.connection = connection;
    this.#dedupe = new Dedupe(isOwn(parts.trigger) ? primaryKey(parts.trigger.entry) : ['id']);
  }

  /** Switches the Zap on: whatever the trigger gives now counts as seen and sets nothing off. */
  async prime(): Promise<PollResult> {
    const { poll } = await this.#ask({ isPopulatingDedupe: true });
    return poll;
  }

  /** One poll: each record not seen before runs through the steps, the oldest first. */
  async poll(): Promise<PollResult> {
    const { poll, fresh } = await this.#ask({});
    for (const record of fresh.toReversed()) poll.runs.push(await this.#run(record));
    return poll;
  }

  /** Whether its trigger is told of what happens, and polls nothing. */
  get isInstant(): boolean {
    return isOwn(this.trigger) && isHook(this.trigger);
  }

  /** Has the app ask for hooks at an address. */
  async switchOn(targetUrl: string): Promise<void> {
    const answer = await this.#hook('performSubscribe', { targetUrl });
    this.#subscription = isRecord(answer) ? answer : {};
  }

  /** What a hook brings: Zapier deduplicates none of it. */
  async receive(cleanedRequest: Readonly<Record<string, unknown>>): Promise<PollResult> {
    const trace = newTrace();
    const poll: PollResult = { records: 0, runs: [], trace };
    try {
      const subscribeData = this.#subscription;
      const answer = await this.#hook('perform', { cleanedRequest, subscribeData }, trace).finally(
        () => {
          this.firedAt = Date.now();
        },
      );
      const records = recordsIn(answer);
      for (const record of records.toReversed()) poll.runs.push(await this.#run(record));
      return { ...poll, records: records.length };
    } catch (error) {
      return { ...poll, failure: failureFrom(error) };
    }
  }

  async switchOff(): Promise<void> {
    await this.#hook('performUnsubscribe', { subscribeData: this.#subscription });
  }

  #hook(
    method: 'perform' | 'performSubscribe' | 'performUnsubscribe',
    bundle: Pick<CallBundle, 'targetUrl' | 'subscribeData' | 'cleanedRequest'>,
    trace: Trace = newTrace(),
  ): Promise<unknown> {
    const { trigger } = this;
    if (!isOwn(trigger)) throw new Error('Another app has this trigger.');
    const inputData = this.#inputOf(trigger, {});
    return this.connection.call(`${trigger.path}.${method}`, { ...bundle, inputData }, trace);
  }

  async #ask(moment: Moment): Promise<{ poll: PollResult; fresh: TriggerRecord[] }> {
    const trace = newTrace();
    try {
      const records = await this.#records(moment, trace);
      const fresh = this.#dedupe.takeNew(records);
      return { poll: { records: records.length, runs: [], trace }, fresh };
    } catch (error) {
      return { poll: { records: 0, runs: [], trace, failure: failureFrom(error) }, fresh: [] };
    }
  }

  /** What the trigger gives. Another app has nothing when the Zap is switched on, its samples later. */
  async #records(moment: Moment, trace: Trace): Promise<readonly TriggerRecord[]> {
    const { trigger } = this;
    if (!isOwn(trigger)) return moment.isPopulatingDedupe ? [] : trigger.samples;
    return recordsIn(await this.#perform(trigger, this.#inputOf(trigger, {}), trace, moment));
  }

  /**
   * Records to set the Zap up with, as the editor's test of the trigger gives them.
   *
   * @returns at most three of the account, or where it has none, the app's own sample
   * @throws {Failure} when the trigger fails
   */
  async samples(trace: Trace): Promise<readonly TriggerRecord[]> {
    const { trigger } = this;
    if (!isOwn(trigger)) return trigger.samples;
    const input = this.#inputOf(trigger, {});
    const records = recordsIn(
      await this.#perform(trigger, input, trace, { isLoadingSample: true }),
    );
    const { sample } = trigger.entry.operation;
    return records.length === 0 && isRecord(sample) ? [sample] : records.slice(0, SAMPLES);
  }

  /**
   * Plays one record through the steps; what became of each comes as soon as it is known, and the next
   * one waits until it is asked for.
   *
   * @returns how it ended
   */
  async *play(record: TriggerRecord): AsyncGenerator<StepResult, RunResult['outcome']> {
    const outputs: Outputs = { trigger: record };
    for (const action of this.actions) {
      const result = await this.#step(action, outputs);
      yield result;
      if (result.outcome === 'done') outputs[result.step.id] = result.output;
      if (result.outcome === 'failed' || result.outcome === 'filtered') return result.outcome;
      if (result.outcome === 'nothingFound' && !goesOnEmpty(result.step)) return 'nothingFound';
    }
    return 'finished';
  }

  async #run(record: TriggerRecord): Promise<RunResult> {
    const steps: StepResult[] = [];
    const playing = this.play(record);
    let next = await playing.next();
    while (!next.done) {
      steps.push(next.value);
      next = await playing.next();
    }
    return { record, steps, outcome: next.value };
  }

  async #step(action: ReadyAction, outputs: Outputs): Promise<StepResult> {
    const trace = newTrace();
    const step = isOwn(action) ? action.step : action;
    let input: Readonly<Record<string, unknown>> = {};
    try {
      await this.#hydrate(textsOf(action), outputs, trace);
      if (isOwn(action)) {
        input = this.#inputOf(action, outputs);
        const answer = await this.#perform(action, input, trace, {});
        const output = action.step.kind === 'search' ? recordsIn(answer)[0] : answer;
        return output === undefined
          ? { step, outcome: 'nothingFound', input, trace }
          : { step, outcome: 'done', input, output, trace };
      }
      if (action.kind === 'otherApp') {
        input = resolveForeignFields(action.fields, outputs);
        return { step: action, outcome: 'shown', input, trace };
      }
      const verdicts = judge(action.conditions, outputs);
      const outcome = verdicts.every(({ holds }) => holds) ? 'passed' : 'filtered';
      return { step: action, outcome, verdicts, trace };
    } catch (error) {
      return { step, outcome: 'failed', input, failure: failureFrom(error), trace };
    }
  }

  /** Fetches what lies behind the pointers that these texts reach into, and puts it in their place. */
  async #hydrate(texts: readonly string[], outputs: Outputs, trace: Trace): Promise<void> {
    for (const { step, path } of texts.flatMap(tokensIn)) {
      outputs[step] = await replaceAlong(outputs[step], path, (value) =>
        this.connection.hydrate(value, trace),
      );
    }
  }

  #inputOf(ready: ReadyStep, outputs: Outputs): Record<string, unknown> {
    const { definition, timezone } = this.connection.platform;
    const rules = { cleanInputData: cleansInput(definition, ready), timezone };
    return resolveFields(ready.mapped, ready.fields, outputs, rules);
  }

  #perform(
    ready: ReadyStep,
    inputData: Readonly<Record<string, unknown>>,
    trace: Trace,
    moment: Moment,
  ): Promise<unknown> {
    const bundle = { inputData, inputDataRaw: ready.mapped, moment };
    // What starts an instant trigger does not come from here.
    const method = isHook(ready) ? 'performList' : 'perform';
    return perform(this.connection, ready, ready.fields, bundle, trace, method);
  }
}

/**
 * Sets a Zap up from a template, as its owner would in the Zap editor.
 *
 * @param answers to the template's open choices; without one the dropdown's first option is taken
 * @throws {Failure} when the template does not fit the app, or a dropdown cannot be opened
 */
export const createZap = async (
  template: ZapTemplate,
  connection: Connection,
  answers: Answers = {},
): Promise<Zap> => {
  const setupTrace = newTrace();
  const ready = <Step extends OwnStep>(step: Step) =>
    prepare(connection, step, answers, setupTrace);
  const [first, ...rest] = template.steps;
  const trigger = first.kind === 'trigger' ? await ready(first) : first;
  const actions: ReadyAction[] = [];
  for (const step of rest) {
    if (step.kind === 'search') actions.push(await ready(step));
    else if (step.kind === 'create') actions.push(await ready(step));
    else actions.push(step);
  }
  return new Zap(template, connection, { trigger, actions, setupTrace });
};
