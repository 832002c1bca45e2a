/** A template as a Zap that is set up, and what became of a record that is played through its steps. */
import { randomUUID } from 'node:crypto';

import { accessOf, areaOf, isSending } from '../../templates/access.ts';
import { findTemplate, templates } from '../../templates/index.ts';
import type { MappedValue, Step, ZapTemplate } from '../../templates/template.ts';
import type { Connection } from '../../zap-runner/connection.ts';
import type { OutputField } from '../../zap-runner/definition.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { readPointer } from '../../zap-runner/hydration.ts';
import { openDropdown, readOutputFields } from '../../zap-runner/operation.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Trace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { humanize } from '../../zap-runner/report/layout.ts';
import { inputOf, sayCondition, sayVerdict } from '../../zap-runner/report/report.ts';
import type { RunResult, StepResult } from '../../zap-runner/results.ts';
import type { Answers, ReadyStep } from '../../zap-runner/setup.ts';
import { asText, follow, tokensIn } from '../../zap-runner/tokens.ts';
import { createZap, isOwn } from '../../zap-runner/zap.ts';
import type { Zap } from '../../zap-runner/zap.ts';
import type {
  Answer,
  Body,
  Part,
  RecordView,
  ZapData,
  ZapStep,
  ZapStepResult,
} from '../protocol.ts';
import { changed } from './changed.ts';
import { present } from './output.ts';
import { showFailure, showTrace } from './show.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A Zap that somebody has open, and the run that is under way. */
interface OpenZap {
  zap: Zap;
  records: readonly Fields[];
  /** What the outputs of each step are called, by the step's id. */
  outputs: ReadonlyMap<string, readonly OutputField[]>;
  playing?: AsyncGenerator<StepResult, RunResult['outcome']>;
}

/** Whoever opens more has left the first ones. */
const MOST_OPEN = 20;

/** The templates as Zaps of one connection. */
export class Zaps {
  readonly #connection: Connection;
  readonly #accountLabel: string;
  readonly #isLive: boolean;
  readonly #open = new Map<string, OpenZap>();

  constructor(connection: Connection, accountLabel: string, isLive = false) {
    this.#connection = connection;
    this.#accountLabel = accountLabel;
    this.#isLive = isLive;
  }

  /** Every template, in a few words. */
  list(): Answer<'app'>['templates'] {
    return templates.map((template) => ({
      key: template.key,
      title: template.title,
      description: template.description,
      isReadOnly: accessOf(template) === 'read',
      isSending: isSending(template),
      area: areaOf(template),
      apps: [...new Set(stepsOf(template).map(appOf))],
    }));
  }

  /** Sets a template up as its owner would, with the answers to what it leaves open. */
  async open({ template: key, answers }: Body<'openZap'>): Promise<Answer<'openZap'>> {
    const trace = newTrace();
    const template = findTemplate(key);
    if (!template) throw new Failure('error', `There is no template "${key}".`);
    const { title, description } = template;
    try {
      const zap = await createZap(template, this.#connection, answers);
      const outputs = await this.#outputsOf(zap, trace);
      const records = await zap.samples(trace);
      const session = randomUUID();
      this.#keep(session, { zap, records, outputs });
      const steps = await Promise.all(
        stepsOf(template).map((step, index) =>
          this.#stepOf({ zap, outputs }, step, index + 1, answers),
        ),
      );
      return {
        zap: {
          session,
          title,
          description,
          steps,
          records: records.map((record) => dataOf(zap, record, outputs.get('trigger') ?? [])),
        },
        trace: showTrace(trace),
      };
    } catch (error) {
      return { failure: showFailure(error), trace: showTrace(trace) };
    }
  }

  /** Begins a run with a record of the trigger, in which a person may have changed something. */
  play({ session, record: index, changes }: Body<'playZap'>): Answer<'playZap'> {
    const open = this.#opened(session);
    const record = open.records[index];
    if (!record) throw new Failure('error', 'The Zap has no such record.');
    if (this.#isLive && accessOf(open.zap.template) === 'write') {
      throw new Failure(
        'error',
        'Here the account is a real one, and this Zap would write made-up data into it. Start the preview without --live to play it.',
      );
    }
    const played = changed(record, changes);
    open.playing = open.zap.play(played);
    return { record: drawn(open.zap, played, open.outputs.get('trigger') ?? []) };
  }

  /** Carries out the next step of the run. */
  async next({ session }: Body<'nextStep'>): Promise<Answer<'nextStep'>> {
    const open = this.#opened(session);
    if (!open.playing) throw new Failure('error', 'Run the Zap first.');
    const { done, value } = await open.playing.next();
    if (!done) return { step: resultOf(open, value) };
    delete open.playing;
    return { ended: value };
  }

  #keep(session: string, open: OpenZap): void {
    this.#open.set(session, open);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
  }

  #opened(session: string): OpenZap {
    const open = this.#open.get(session);
    if (!open) {
      throw new Failure('error', 'The connection is another one by now. Open the Zap once more.');
    }
    return open;
  }

  async #outputsOf(zap: Zap, trace: Trace): Promise<OpenZap['outputs']> {
    const ready = [zap.trigger, ...zap.actions].filter(isOwn);
    const outputs = await Promise.all(
      ready.map(async (own): Promise<[string, OutputField[]]> => [
        own.step.id,
        await readOutputFields(this.#connection, own, own.mapped, trace),
      ]),
    );
    return new Map(outputs);
  }

  async #stepOf(
    { zap, outputs }: Pick<OpenZap, 'zap' | 'outputs'>,
    step: Step,
    number: number,
    answers: Answers,
  ): Promise<ZapStep> {
    const ready = readyFor(zap, step);
    const named = (value: MappedValue): Part[] => partsOf(zap, value, outputs);
    return {
      id: step.id,
      number,
      kind: step.kind,
      app: appOf(step),
      event: eventOf(step, ready),
      noun: ready?.entry.noun ?? appOf(step),
      account: ready ? this.#accountLabel : undefined,
      fields: ready ? ownFields(ready, named) : foreignFields(step, named),
      chooses: 'chooses' in step ? [...step.chooses] : [],
      conditions: step.kind === 'filter' ? step.conditions.map(sayCondition) : [],
      choices: ready ? await this.#choicesOf(ready, answers) : [],
      goesOnEmpty: step.kind === 'search' && step.whenNothingFound === 'continue',
    };
  }

  /** What the owner chooses in a step, with the options that this account has. */
  async #choicesOf(ready: ReadyStep, answers: Answers): Promise<ZapStep['choices']> {
    return Promise.all(
      ready.choices.map(async ({ question, field, id, label }) => {
        const page = await openDropdown(this.#connection, ready, field, {}, newTrace());
        const options = page.options.map((option) => ({ value: option.id, label: option.label }));
        const isOffered = options.some(({ value }) => value === id);
        const name = `${ready.step.id}.${field}`;
        return {
          name,
          question,
          value: answers[name] ?? id,
          options: isOffered ? options : [{ value: id, label }, ...options],
        };
      }),
    );
  }
}

const stepsOf = ({ steps }: ZapTemplate): readonly Step[] => steps;

const appOf = (step: Step): string => {
  if (step.kind === 'filter') return 'Filter';
  return 'app' in step ? step.app : 'Protiv';
};

const eventOf = (step: Step, ready: ReadyStep | undefined): string => {
  if (step.kind === 'filter') return step.title;
  if (step.kind === 'otherApp') return step.action;
  if (step.kind === 'otherAppTrigger') return step.event;
  return ready?.entry.display.label ?? step.operation;
};

const readyFor = (zap: Zap, { id }: Pick<Step, 'id'>): ReadyStep | undefined =>
  [zap.trigger, ...zap.actions].filter(isOwn).find((ready) => ready.step.id === id);

/** A mapped text as the editor shows it: what a step gives by the step's number and the field's label. */
const partsOf = (zap: Zap, value: MappedValue, outputs: OpenZap['outputs']): Part[] =>
  [value].flat().flatMap((text, index) => {
    const parts: Part[] = index > 0 ? [{ text: ', ' }] : [];
    let rest = text;
    for (const { step, path } of tokensIn(text)) {
      const token = `{{${step}.${path}}}`;
      const at = rest.indexOf(token);
      if (at > 0) parts.push({ text: rest.slice(0, at) });
      parts.push({ text: labelOf(outputs.get(step), path), from: numberOf(zap, step) });
      rest = rest.slice(at + token.length);
    }
    return rest === '' ? parts : [...parts, { text: rest }];
  });

const numberOf = (zap: Zap, id: string): number =>
  stepsOf(zap.template).findIndex((step) => step.id === id) + 1;

/** Other apps' fields are by their labels already. */
const labelOf = (outputs: readonly OutputField[] | undefined, path: string): string =>
  outputs ? (outputs.find(({ key }) => key === path)?.label ?? humanize(path)) : path;

const ownFields = (
  { fields, mapped, choices }: ReadyStep,
  named: (value: MappedValue) => Part[],
): ZapStep['fields'] =>
  Object.entries(mapped).flatMap(([key, value]) => {
    if (choices.some(({ field }) => field === key)) return [];
    const field = fields.find((candidate) => candidate.key === key);
    const fixed = isRecord(field?.choices) && typeof value === 'string' ? field.choices[value] : '';
    const parts = typeof fixed === 'string' && fixed !== '' ? [{ text: fixed }] : named(value);
    return [{ label: field?.label ?? key, parts }];
  });

const foreignFields = (step: Step, named: (value: MappedValue) => Part[]): ZapStep['fields'] =>
  step.kind === 'otherApp'
    ? Object.entries(step.fields).map(([label, value]) => ({ label, parts: named(value) }))
    : [];

/** A record of the trigger; one of another app carries an id that nobody sees, and is called by what it says first. */
const drawn = (zap: Zap, record: Fields, outputs: readonly OutputField[]): RecordView => {
  if (isOwn(zap.trigger)) return present(record, outputs);
  const { id: _unseen, ...rest } = record;
  const [title = ''] = Object.values(rest).map(asText).filter(Boolean);
  return { ...present(rest, outputs), title };
};

/** Paths of the trigger's record that a later step reads: what makes a difference when it changes. */
const readPaths = (zap: Zap): string[] => {
  const texts = zap.actions.flatMap((action) => {
    if (isOwn(action)) return Object.values(action.mapped).flat();
    if (action.kind === 'filter') return action.conditions.map(({ value }) => value);
    return Object.values(action.fields).flat();
  });
  const paths = texts
    .flatMap(tokensIn)
    .flatMap(({ step, path }) => (step === 'trigger' && !path.includes('[]') ? [path] : []));
  return [...new Set(paths)];
};

/** Whether what lies there comes only when a step of a run needs it. */
const isFetched = (zap: Zap, record: Fields, path: string): boolean =>
  readPointer(record[path.split('__')[0] ?? ''], zap.connection.platform.secret) !== undefined;

const isId = (path: string): boolean => path === 'id' || /[a-z]Id$/.test(path);

const dataOf = (zap: Zap, record: Fields, outputs: readonly OutputField[]): ZapData => {
  const own = isOwn(zap.trigger) ? outputs : undefined;
  return {
    title: drawn(zap, record, outputs).title,
    inputs: readPaths(zap)
      .filter((path) => !isId(path) && !isFetched(zap, record, path))
      .map((path) => ({
        path,
        label: labelOf(own, path),
        value: asText(follow(record, path)),
      })),
  };
};

const resultOf = ({ zap, outputs }: OpenZap, result: StepResult): ZapStepResult => {
  const { step, outcome, trace } = result;
  const shared = { id: step.id, outcome, trace: showTrace(trace), verdicts: [], input: [] };
  if ('verdicts' in result) {
    const verdicts = result.verdicts.map((verdict) => ({
      text: sayVerdict(verdict),
      holds: verdict.holds,
    }));
    return { ...shared, verdicts };
  }
  const input = inputOf(zap, step, result.input).map(({ label, text, choice }) => ({
    label,
    text: choice ?? text,
  }));
  if (result.outcome === 'failed') {
    return { ...shared, input, failure: showFailure(result.failure) };
  }
  if (result.outcome !== 'done') return { ...shared, input };
  const output = isRecord(result.output) ? result.output : {};
  return { ...shared, input, output: present(output, outputs.get(step.id) ?? []) };
};
