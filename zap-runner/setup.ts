import type {
  CreateStep,
  MappedFields,
  MappedValue,
  SearchStep,
  TriggerStep,
  ZapTemplate,
} from '../templates/template.ts';
import type { Connection } from './connection.ts';
import type { InputField } from './definition.ts';
import { Failure } from './failure.ts';
import { openDropdown, operationNamed, readInputFields } from './operation.ts';
import type { Operation } from './operation.ts';
import type { Trace } from './platform.ts';

/** A step that this app carries out. */
export type OwnStep = TriggerStep | SearchStep | CreateStep;

/** A choice that the template leaves to the Zap's owner, and what was chosen. */
interface MadeChoice {
  question: string;
  /** Key of the field. */
  field: string;
  id: string;
  /** What the owner reads. */
  label: string;
}

/** One of the app's steps, ready to run: checked against the app and with every field settled. */
export interface ReadyStep<Step extends OwnStep = OwnStep> extends Operation {
  step: Step;
  fields: InputField[];
  mapped: Readonly<Record<string, MappedValue>>;
  choices: MadeChoice[];
}

/** Answers to the owner's choices, by step and field: `route.assignedTo`. */
export type Answers = Readonly<Record<string, string>>;

/** The choices that a template leaves to its owner, named as in `Answers`. */
export const openChoices = ({ steps }: ZapTemplate): string[] =>
  steps.flatMap((step) => {
    if (!('operation' in step)) return [];
    const fields: MappedFields = step.fields;
    const asked = Object.entries(fields).filter(([, value]) => isAsked(value));
    return asked.map(([key]) => `${step.id}.${key}`);
  });

type OwnersChoice = Extract<MappedFields[string], { ask: string }>;

const isAsked = (value: MappedFields[string]): value is OwnersChoice =>
  typeof value === 'object' && 'ask' in value;

/** Takes the owner's answer, or else the template's example if there is one, or the first option. */
const settle = async (
  connection: Connection,
  ready: Pick<ReadyStep, 'step' | 'entry' | 'path' | 'fields'>,
  answers: Answers,
  trace: Trace,
): Promise<Pick<ReadyStep, 'mapped' | 'choices'>> => {
  const mapped: Record<string, MappedValue> = {};
  const choices: MadeChoice[] = [];
  const given: MappedFields = ready.step.fields;
  for (const [key, value] of Object.entries(given)) {
    if (!isAsked(value)) {
      mapped[key] = value;
      continue;
    }
    const { options } = await openDropdown(connection, ready, key, {}, trace);
    const answer = answers[`${ready.step.id}.${key}`];
    const chosen =
      answer === undefined
        ? (options.find(({ label }) => label === value.example) ?? options[0])
        : options.find(({ id }) => id === answer);
    const id = chosen?.id ?? answer;
    if (id === undefined) {
      throw new Failure('error', `"${value.ask}" cannot be answered: the dropdown is empty.`);
    }
    mapped[key] = id;
    choices.push({ question: value.ask, field: key, id, label: chosen?.label ?? id });
  }
  return { mapped, choices };
};

/** What the Zap editor would refuse: fields that are not there, required ones left blank. */
const check = (step: OwnStep, label: string, fields: readonly InputField[]): void => {
  const known = new Set(fields.map(({ key }) => key));
  const unknown = Object.keys(step.fields).filter((key) => !known.has(key));
  if (unknown.length > 0) {
    throw new Failure('error', `${label} has no field "${unknown.join('", "')}".`);
  }
  const blank = fields.filter(({ key, required }) => required === true && !(key in step.fields));
  if (blank.length > 0) {
    const names = blank.map(({ key, label: name }) => name ?? key).join('", "');
    throw new Failure('error', `${label} needs a value for "${names}".`);
  }
};

/**
 * Prepares a step as the Zap editor does: looks the operation up, asks the app for its input fields
 * and fills in the owner's choices.
 *
 * @throws {Failure} when the step does not fit the app
 */
export const prepare = async <Step extends OwnStep>(
  connection: Connection,
  step: Step,
  answers: Answers,
  trace: Trace,
): Promise<ReadyStep<Step>> => {
  const { definition } = connection.platform;
  const operation = operationNamed(definition, step.kind, step.operation);
  const fields = await readInputFields(connection, operation, {}, trace);
  check(step, operation.entry.display.label, fields);
  const settled = await settle(connection, { step, ...operation, fields }, answers, trace);
  return { step, ...operation, fields, ...settled };
};
