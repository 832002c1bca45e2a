import * as z from 'zod/mini';

import type {
  CreateStep,
  MappedFields,
  MappedValue,
  SearchStep,
  TriggerStep,
} from '../templates/template.ts';
import type { Connection } from './connection.ts';
import { REGISTRY, inputFields } from './definition.ts';
import type { InputField, OperationEntry } from './definition.ts';
import { Failure } from './failure.ts';
import type { Trace } from './platform.ts';
import { isRecord } from './records.ts';

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
export interface ReadyStep<Step extends OwnStep = OwnStep> {
  step: Step;
  entry: OperationEntry;
  /** Where the operation lives, such as `creates.update_contact.operation`. */
  path: string;
  fields: InputField[];
  mapped: Readonly<Record<string, MappedValue>>;
  choices: MadeChoice[];
}

/** Answers to the owner's choices, by step and field: `route.assignedTo`. */
export type Answers = Readonly<Record<string, string>>;

const optionsAnswer = z.union([
  z.looseObject({ results: z.array(z.looseObject({ id: z.string(), label: z.string() })) }),
  z.pipe(
    z.array(z.looseObject({ id: z.string(), label: z.string() })),
    z.transform((results) => ({ results })),
  ),
]);

/** Opens a field's dropdown as the Zap editor does; the first page of its options. */
const openDropdown = async (
  connection: Connection,
  { entry, path }: { entry: OperationEntry; path: string },
  key: string,
  trace: Trace,
): Promise<{ id: string; label: string }[]> => {
  const index = (entry.operation.inputFields ?? []).findIndex(
    (field) => typeof field === 'object' && field.key === key,
  );
  const field = entry.operation.inputFields?.[index];
  if (typeof field !== 'object' || !isRecord(field.choices) || !('perform' in field.choices)) {
    throw new Failure('error', `${entry.display.label} has no dropdown for "${key}".`);
  }
  const answer = await connection.call(
    `${path}.inputFields.${index}.choices.perform`,
    { moment: { isFillingDynamicDropdown: true } },
    trace,
  );
  return optionsAnswer.parse(answer).results;
};

/** Takes the owner's answer, or else the first option of the dropdown. */
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
    if (typeof value === 'string' || !('ask' in value)) {
      mapped[key] = value;
      continue;
    }
    const options = await openDropdown(connection, ready, key, trace);
    const answer = answers[`${ready.step.id}.${key}`];
    const chosen = answer === undefined ? options[0] : options.find(({ id }) => id === answer);
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
  const registry = REGISTRY[step.kind];
  const entry = connection.platform.definition[registry]?.[step.operation];
  if (!entry) {
    throw new Failure('error', `The app has no ${step.kind} with the key "${step.operation}".`);
  }
  const path = `${registry}.${step.operation}.operation`;
  const fields = inputFields.parse(
    await connection.call(`${path}.inputFields`, { inputData: {} }, trace),
  );
  check(step, entry.display.label, fields);
  const settled = await settle(connection, { step, entry, path, fields }, answers, trace);
  return { step, entry, path, fields, ...settled };
};
