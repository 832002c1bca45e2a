/**
 * A Zap and what became of it as lines of text. Every line is made of the run's own records; nothing
 * is assumed to have gone well.
 */
import type { ActionStep } from '../../templates/template.ts';
import { readPointer } from '../hydration.ts';
import { isRecord } from '../records.ts';
import type { PollResult, RunResult, StepResult } from '../results.ts';
import type { OwnStep, ReadyStep } from '../setup.ts';
import type { Verdict } from '../filter.ts';
import { tokensIn } from '../tokens.ts';
import type { Zap } from '../zap.ts';
import { block, count, humanize, paragraph, readable } from './layout.ts';
import type { Paint } from './paint.ts';
import { isWrite, requestsOf, shortly } from './requests.ts';

const STEP_INDENT = 4;
const BODY_INDENT = 7;

const readySteps = (zap: Zap): readonly ReadyStep[] => [
  zap.trigger,
  ...zap.actions.filter((action) => 'step' in action),
];

const readyFor = (zap: Zap, step: ActionStep | OwnStep): ReadyStep | undefined =>
  readySteps(zap).find((ready) => ready.step.id === step.id);

const titleOf = (zap: Zap, step: ActionStep | OwnStep): string => {
  if (step.kind === 'filter') return `Filter: ${step.title}`;
  if (step.kind === 'otherApp') return `${step.app}: ${step.action}`;
  return readyFor(zap, step)?.entry.display.label ?? step.operation;
};

const numberOf = (zap: Zap, step: ActionStep): number =>
  zap.template.steps.findIndex(({ id }) => id === step.id) + 1;

/** The template: what it does and its steps, with the choices that were made for it. */
export const describeZap = (zap: Zap, paint: Paint): string[] => [
  paint.bold(zap.template.title),
  ...paragraph(zap.template.description),
  '',
  ...zap.template.steps.flatMap((step, index) => [
    `  ${index + 1}  ${titleOf(zap, step)}`,
    ...(readyFor(zap, step)?.choices ?? []).flatMap(({ question, label }) =>
      paragraph(`${question} ${label}`, 5),
    ),
  ]),
];

/** A record's fields, one level deep where a field holds others. */
const flatten = (record: Readonly<Record<string, unknown>>): [key: string, value: unknown][] =>
  Object.entries(record).flatMap(([key, value]) =>
    isRecord(value)
      ? Object.entries(value).map(([inner, content]): [string, unknown] => [
          `${key}__${inner}`,
          content,
        ])
      : [[key, value] satisfies [string, unknown]],
  );

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

/** Records carry their id twice, once under a name of its own, such as `contactId`. */
const isAlias = (key: string, record: Readonly<Record<string, unknown>>): boolean =>
  /[a-z]Id$/.test(key) && record[key] === record['id'];

const outputLabel = (ready: ReadyStep | undefined, key: string): string => {
  const declared = ready?.entry.operation.outputFields?.find(
    (field) => typeof field === 'object' && field.key.replace(/\[\]$/, '') === key,
  );
  return (typeof declared === 'object' ? declared.label : undefined) ?? humanize(key);
};

/** Shows an output without what an earlier step of the same run showed already. */
class OutputView {
  readonly #shown = new Map<string, string>();
  readonly #secret: string;

  constructor(zap: Zap) {
    this.#secret = zap.connection.platform.secret;
  }

  pieces(output: unknown, ready: ReadyStep | undefined): string[] {
    if (!isRecord(output)) return [readable(output)];
    const fields = flatten(output).filter(
      ([key, value]) => !isEmpty(value) && !isAlias(key, output),
    );
    const fresh = fields.filter(([key, value]) => this.#shown.get(key) !== readable(value));
    const repeated = fields.length - fresh.length;
    for (const [key, value] of fresh) this.#shown.set(key, readable(value));
    return [
      ...fresh.map(([key, value]) => `${outputLabel(ready, key)}: ${this.#text(value)}`),
      ...(repeated > 0 ? [`${count(repeated, 'field')} as before`] : []),
    ];
  }

  #text(value: unknown): string {
    return readPointer(value, this.#secret) ? 'fetched when a step needs them' : readable(value);
  }
}

const inputPieces = (zap: Zap, step: ActionStep, input: Readonly<Record<string, unknown>>) => {
  const ready = readyFor(zap, step);
  return Object.entries(input).map(([key, value]) => {
    const label = ready?.fields.find((field) => field.key === key)?.label ?? key;
    const choice = ready?.choices.find(({ field, id }) => field === key && id === value);
    const text = isEmpty(value) ? 'empty' : readable(value);
    return `${label}: ${choice ? `${choice.label} (${text})` : text}`;
  });
};

const describeVerdict = ({ condition, actual, holds }: Verdict, paint: Paint): string[] => {
  const field = tokensIn(condition.value).map(({ path }) => humanize(path));
  const rule = condition.rule.replace(/^\(\w+\) /, '').toLowerCase();
  const quoted = (text: string) => (condition.rule.startsWith('(Number)') ? text : `"${text}"`);
  const to = 'to' in condition ? ` ${quoted(condition.to)}` : '';
  const is = actual === '' ? 'is empty' : `is ${quoted(readable(actual))}`;
  const [first = '', ...more] = paragraph(
    `${field.join(' ')} ${rule}${to}: it ${is}`,
    BODY_INDENT + 2,
  );
  const mark = holds ? paint.good('✓') : paint.bad('✗');
  return [`${' '.repeat(BODY_INDENT)}${mark} ${first.trimStart()}`, ...more];
};

const describeBody = (zap: Zap, result: StepResult, view: OutputView, paint: Paint): string[] => {
  if ('verdicts' in result) {
    const verdicts = result.verdicts.flatMap((verdict) => describeVerdict(verdict, paint));
    const stop = result.outcome === 'filtered' ? ['The run stops here.'] : [];
    return [...verdicts, ...stop.flatMap((text) => paragraph(text, BODY_INDENT))];
  }
  const pieces = inputPieces(zap, result.step, result.input);
  if (result.outcome === 'shown') return block('Would get', pieces, BODY_INDENT);
  const input = block('Input', pieces, BODY_INDENT);
  if (result.outcome === 'done') {
    return [
      ...input,
      ...block('Output', view.pieces(result.output, readyFor(zap, result.step)), BODY_INDENT),
    ];
  }
  return result.outcome === 'nothingFound'
    ? [...input, ...paragraph('Nothing found.', BODY_INDENT)]
    : [...input, ...paragraph(`Failed: ${result.failure.message}`, BODY_INDENT).map(paint.bad)];
};

const describeStep = (zap: Zap, result: StepResult, view: OutputView, paint: Paint): string[] => [
  `${' '.repeat(STEP_INDENT)}${numberOf(zap, result.step)}  ${titleOf(zap, result.step)}`,
  ...describeBody(zap, result, view, paint),
  ...block('Requests', result.trace.requests.map(shortly), BODY_INDENT).map(paint.dim),
];

const nameOf = ({ record }: RunResult): string => readable(record['name'] ?? record['id']);

const describeRun = (zap: Zap, run: RunResult, paint: Paint): string[] => {
  const view = new OutputView(zap);
  return [
    '',
    ...paragraph(nameOf(run), 2).map(paint.bold),
    `${' '.repeat(STEP_INDENT)}1  ${titleOf(zap, zap.trigger.step)}`,
    ...block('Output', view.pieces(run.record, zap.trigger), BODY_INDENT),
    ...run.steps.flatMap((result) => describeStep(zap, result, view, paint)),
  ];
};

/** What a poll found, in a few words. */
const found = (poll: PollResult, primes: boolean): string => {
  const read = `${count(poll.records, 'record')} read`;
  if (primes) return `${read}; they count as seen and set nothing off`;
  return poll.runs.length === 0 ? `${read}, nothing new` : `${read}, ${poll.runs.length} new`;
};

/**
 * One poll and its runs.
 *
 * @param number the first one switches the Zap on
 */
export const describePoll = (
  zap: Zap,
  poll: PollResult,
  number: number,
  paint: Paint,
): string[] => [
  paint.bold(number === 1 ? 'Poll 1, as the Zap is switched on' : `Poll ${number}`),
  ...(poll.failure
    ? paragraph(`Failed: ${poll.failure.message}`, 2).map(paint.bad)
    : paragraph(found(poll, number === 1), 2)),
  ...block('Requests', poll.trace.requests.map(shortly), 2).map(paint.dim),
  ...poll.runs.flatMap((run) => describeRun(zap, run, paint)),
];

const OUTCOME: Readonly<Record<RunResult['outcome'], string>> = {
  finished: 'went through all steps',
  filtered: 'stopped at a filter',
  nothingFound: 'stopped because a search found nothing',
  failed: 'failed',
};

/** What all polls came to: what fired, what was written, how many requests. */
export const summarize = (
  zap: Zap,
  polls: readonly PollResult[],
  before: number,
  paint: Paint,
): string[] => {
  const runs = polls.flatMap((poll) => poll.runs);
  const outcomes = Object.entries(OUTCOME).flatMap(([outcome, words]) => {
    const names = runs.filter((run) => run.outcome === outcome).map(nameOf);
    return names.length > 0 ? [`${names.length} ${words} (${names.join(', ')})`] : [];
  });
  const requests = polls.flatMap(requestsOf);
  const writes = requests.filter(isWrite);
  const setup = before + zap.setupTrace.requests.length;
  return [
    paint.bold('Summary'),
    ...block('Fired', [count(runs.length, 'time'), ...outcomes], 2),
    ...block('Wrote', writes.length > 0 ? writes.map(shortly) : ['nothing'], 2),
    ...block(
      'Requests',
      [`${setup} to connect and set up`, `${requests.length} to poll and run`],
      2,
    ),
  ];
};
