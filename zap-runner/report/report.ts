/**
 * A Zap and what became of it as lines of text. Every line is made of the run's own records; nothing
 * is assumed to have gone well.
 */
import { isSending } from '../../templates/access.ts';
import type { ActionStep, Condition, Step } from '../../templates/template.ts';
import { readPointer } from '../hydration.ts';
import { isRecord } from '../records.ts';
import type { PollResult, RunResult, StepResult } from '../results.ts';
import type { ReadyStep } from '../setup.ts';
import type { Verdict } from '../filter.ts';
import { tokensIn } from '../tokens.ts';
import { isOwn } from '../zap.ts';
import type { Zap } from '../zap.ts';
import { block, count, humanize, paragraph, readable } from './layout.ts';
import type { Paint } from './paint.ts';
import { isWrite, requestsOf, shortly } from './requests.ts';

const STEP_INDENT = 4;
const BODY_INDENT = 7;

const readySteps = (zap: Zap): readonly ReadyStep[] => [zap.trigger, ...zap.actions].filter(isOwn);

const readyFor = (zap: Zap, step: Step): ReadyStep | undefined =>
  readySteps(zap).find((ready) => ready.step.id === step.id);

/** What a step is called in the list of a Zap's steps. */
const titleOf = (zap: Zap, step: Step): string => {
  if (step.kind === 'filter') return `Filter: ${step.title}`;
  if (step.kind === 'otherApp') return `${step.app}: ${step.action}`;
  if (step.kind === 'otherAppTrigger') return `${step.app}: ${step.event}`;
  return readyFor(zap, step)?.entry.display.label ?? step.operation;
};

/** Whom the Zap would talk to besides HighLevel; the runner never asks other apps. */
const describeOthers = (zap: Zap): string[] => {
  const { trigger, template } = zap;
  const stands = isOwn(trigger)
    ? []
    : [
        `${trigger.app} is not asked: ${count(trigger.samples.length, 'sample record')} ${trigger.samples.length === 1 ? 'stands' : 'stand'} in for what it would give.`,
      ];
  const apps = template.steps.flatMap((step) => (step.kind === 'otherApp' ? [step.app] : []));
  const shown = apps.map((app) => `${app} is not called: you see what it would get.`);
  const sends = isSending(template)
    ? ['It sends messages to people; those of a sandbox reach nobody.']
    : [];
  const sentences = [...stands, ...new Set(shown), ...sends];
  return sentences.length > 0 ? ['', ...sentences.flatMap((text) => paragraph(text, 2))] : [];
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
  ...describeOthers(zap),
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

/** Other apps' records are by label already. */
const outputLabel = (ready: ReadyStep | undefined, key: string): string => {
  if (!ready) return key;
  const declared = ready.entry.operation.outputFields?.find(
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
      ([key, value]) => !isEmpty(value) && !isAlias(key, output) && (ready || key !== 'id'),
    );
    const fresh = fields.filter(([key, value]) => this.#shown.get(key) !== readable(value));
    const repeated = fields.length - fresh.length;
    for (const [key, value] of fresh) this.#shown.set(key, readable(value));
    return [
      ...fresh.map(([key, value]) => `${outputLabel(ready, key)}: ${this.#text(value)}`),
      ...(repeated > 0 ? [`and ${count(repeated, 'field')} that a step above has shown`] : []),
    ];
  }

  #text(value: unknown): string {
    return readPointer(value, this.#secret) ? 'fetched when a step needs them' : readable(value);
  }
}

/** What a step gets, as its reader knows the fields: labels, and what is chosen by its label. */
export const inputOf = (
  zap: Zap,
  step: ActionStep,
  input: Readonly<Record<string, unknown>>,
): { label: string; text: string; choice?: string }[] => {
  const ready = readyFor(zap, step);
  return Object.entries(input).map(([key, value]) => {
    const label = ready?.fields.find((field) => field.key === key)?.label ?? key;
    const choice = ready?.choices.find(({ field, id }) => field === key && id === value);
    const text = isEmpty(value) ? 'empty' : readable(fixedChoice(ready, key, value) ?? value);
    return { label, text, ...(choice && { choice: choice.label }) };
  });
};

const inputPieces = (zap: Zap, step: ActionStep, input: Readonly<Record<string, unknown>>) =>
  inputOf(zap, step, input).map(
    ({ label, text, choice }) => `${label}: ${choice === undefined ? text : `${choice} (${text})`}`,
  );

/** What the editor shows for the value of a field with fixed choices. */
const fixedChoice = (ready: ReadyStep | undefined, key: string, value: unknown): unknown => {
  const choices = ready?.fields.find((field) => field.key === key)?.choices;
  return isRecord(choices) && typeof value === 'string' ? choices[value] : undefined;
};

/** A condition and what its field held, such as `Lead score greater than 69: it is 82`. */
export const sayVerdict = ({ condition, actual }: Omit<Verdict, 'holds'>): string => {
  const is = actual === '' ? 'is empty' : `is ${quoted(condition, readable(actual))}`;
  return `${sayCondition(condition)}: it ${is}`;
};

const quoted = ({ rule }: Condition, text: string): string =>
  rule.startsWith('(Number)') ? text : `"${text}"`;

/** A condition of a filter, such as `Lead score greater than 69`. */
export const sayCondition = (condition: Condition): string => {
  const field = tokensIn(condition.value).map(({ path }) => humanize(path));
  const rule = condition.rule.replace(/^\(\w+\) /, '').toLowerCase();
  const to = 'to' in condition ? ` ${quoted(condition, condition.to)}` : '';
  return `${field.join(' ')} ${rule}${to}`;
};

const describeVerdict = (verdict: Verdict, paint: Paint): string[] => {
  const [first = '', ...more] = paragraph(sayVerdict(verdict), BODY_INDENT + 2);
  const mark = verdict.holds ? paint.good('✓') : paint.bad('✗');
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

/** Where a record of this app says whom or what it is about. */
const NAMING = ['name', 'title', 'contactName', 'email', 'phone'];

const LONGEST_NAME = 60;

/** What a run is called: by its record's name; of another app's record, by its first field. */
const nameOf = (zap: Zap, { record }: RunResult): string => {
  const keys = isOwn(zap.trigger) ? NAMING : Object.keys(record).filter((key) => key !== 'id');
  const naming = keys.find((key) => !isEmpty(record[key])) ?? 'id';
  const name = readable(record[naming]);
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
};

const describeRun = (zap: Zap, run: RunResult, paint: Paint): string[] => {
  const view = new OutputView(zap);
  return [
    '',
    ...paragraph(nameOf(zap, run), 2).map(paint.bold),
    `${' '.repeat(STEP_INDENT)}1  ${titleOf(zap, zap.template.steps[0])}`,
    ...block('Output', view.pieces(run.record, readyFor(zap, zap.template.steps[0])), BODY_INDENT),
    ...run.steps.flatMap((result) => describeStep(zap, result, view, paint)),
  ];
};

/** What a poll found, in a few words. */
const found = (zap: Zap, poll: PollResult, primes: boolean): string => {
  const { trigger } = zap;
  if (primes && !isOwn(trigger)) return `Nothing has happened in ${trigger.app} yet`;
  const read = isOwn(trigger)
    ? `${count(poll.records, 'record')} read`
    : `${count(poll.records, 'sample record')} of ${trigger.app}`;
  if (primes) {
    if (poll.records === 0) return 'Nothing is there already that could set it off';
    const fate =
      poll.records === 1
        ? 'it counts as seen and sets nothing off'
        : 'they count as seen and set nothing off';
    return `${read}; ${fate}`;
  }
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
  ...describeFound(zap, poll, found(zap, poll, number === 1), paint),
];

/** One hook and its runs. */
export const describeHook = (
  zap: Zap,
  hook: PollResult,
  heading: string,
  paint: Paint,
): string[] => [
  paint.bold(heading),
  ...describeFound(
    zap,
    hook,
    hook.records === 0 ? 'nothing to run for' : count(hook.records, 'record'),
    paint,
  ),
];

const describeFound = (zap: Zap, poll: PollResult, what: string, paint: Paint): string[] => [
  ...(poll.failure
    ? paragraph(`Failed: ${poll.failure.message}`, 2).map(paint.bad)
    : paragraph(what, 2)),
  ...block('Requests', poll.trace.requests.map(shortly), 2).map(paint.dim),
  ...poll.runs.flatMap((run) => describeRun(zap, run, paint)),
];

/** What the steps of other apps would have done, as often as they came up. */
const notSent = (zap: Zap, runs: readonly RunResult[]): string[] => {
  const times = new Map<string, number>();
  for (const { step, outcome } of runs.flatMap(({ steps }) => steps)) {
    if (outcome !== 'shown') continue;
    const title = titleOf(zap, step);
    times.set(title, (times.get(title) ?? 0) + 1);
  }
  return [...times].map(([title, number]) => `${number} × ${title}`);
};

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
    const names = runs.filter((run) => run.outcome === outcome).map((run) => nameOf(zap, run));
    return names.length > 0 ? [`${names.length} ${words} (${names.join(', ')})`] : [];
  });
  const requests = polls.flatMap(requestsOf);
  const writes = requests.filter(isWrite);
  const setup = before + zap.setupTrace.requests.length;
  return [
    paint.bold('Summary'),
    ...block('Fired', [count(runs.length, 'time'), ...outcomes], 2),
    ...block('Not sent', notSent(zap, runs), 2),
    ...block('Wrote', writes.length > 0 ? writes.map(shortly) : ['nothing'], 2),
    ...block(
      'Requests',
      [`${setup} to connect and set up`, `${requests.length} to poll and run`],
      2,
    ),
  ];
};
