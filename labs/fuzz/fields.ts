import { inputFields, isFunction } from '../../zap-runner/definition.ts';
import type { InputField } from '../../zap-runner/definition.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import { isRecord } from '../../zap-runner/records.ts';
import type { Stage, Values } from './stage.ts';

/** Values that go together, such as a contact and one of its tasks. */
type Pair = Readonly<Record<string, string>>;

/** What the fuzzer knows of an operation's input. */
export interface KnownInput {
  /** As the editor shows them, those of field functions included. */
  fields: readonly InputField[];
  /** Ids that the dropdowns offer, by field. */
  choices: ReadonlyMap<string, readonly string[]>;
  /** Ids of dropdowns that are empty until another field is filled in, with that field. */
  pairs: readonly Pair[];
  /** Ids of the other sub-account. */
  foreign: readonly string[];
}

/** An operation's place in the definition and its fields as they are written there. */
export interface WrittenOperation {
  /** Such as `creates.create_task`. */
  name: string;
  /** A field function is a text such as `$func$2$f$`. */
  inputFields: readonly (string | InputField)[];
  outputFields: readonly unknown[];
}

/** A dropdown that the app fills, and where it is. */
export interface Dropdown {
  key: string;
  method: string;
}

export const dropdownsOf = ({ name, inputFields: written }: WrittenOperation): Dropdown[] =>
  written.flatMap((field, index) =>
    typeof field === 'object' && isRecord(field.choices) && 'perform' in field.choices
      ? [{ key: field.key, method: `${name}.operation.inputFields.${index}.choices.perform` }]
      : [],
  );

/** Methods of functions among fields: `creates.create_task.operation.inputFields.3`. */
export const functionsAmong = (
  fields: readonly unknown[],
  place: string,
): { index: number; method: string }[] =>
  fields.flatMap((field, index) =>
    typeof field === 'string' && isFunction(field) ? [{ index, method: `${place}.${index}` }] : [],
  );

/** As many ids of one dropdown as are tried. */
const MOST_CHOICES = 10;

const idsIn = (answer: unknown): string[] => {
  const list = isRecord(answer) ? answer['results'] : answer;
  return (Array.isArray(list) ? list : [])
    .flatMap((choice: unknown) => (isRecord(choice) ? [String(choice['id'])] : []))
    .slice(0, MOST_CHOICES);
};

const open = async (
  { newPlatform }: Stage,
  authData: Values,
  { method }: Dropdown,
  inputData: Values = {},
): Promise<string[]> => {
  const moment = { isFillingDynamicDropdown: true };
  return idsIn(await newPlatform().call(method, { authData, inputData, moment }, newTrace()));
};

/** Pairs enough for a dropdown that depends on another field. */
const ENOUGH_PAIRS = 4;

/** Asks the app itself what its fields are and what they can hold. */
export const knowInput = async (stage: Stage, operation: WrittenOperation): Promise<KnownInput> => {
  const { newPlatform, authData, foreignAuthData } = stage;
  const fields = inputFields.parse(
    await newPlatform().call(
      `${operation.name}.operation.inputFields`,
      { authData, inputData: {} },
      newTrace(),
    ),
  );
  const choices = new Map<string, readonly string[]>();
  const foreign: string[] = [];
  const dropdowns = dropdownsOf(operation);
  for (const dropdown of dropdowns) {
    choices.set(dropdown.key, await open(stage, authData, dropdown));
    foreign.push(...(await open(stage, foreignAuthData, dropdown)).slice(0, 2));
  }
  const pairs: Pair[] = [];
  for (const dropdown of dropdowns.filter(({ key }) => choices.get(key)?.length === 0)) {
    let found = 0;
    for (const [other, ids] of choices) {
      for (const id of ids) {
        if (found >= ENOUGH_PAIRS) break;
        const [own] = await open(stage, authData, dropdown, { [other]: id });
        if (own === undefined) continue;
        pairs.push({ [other]: id, [dropdown.key]: own });
        found += 1;
      }
    }
  }
  return { fields, choices, pairs, foreign };
};
