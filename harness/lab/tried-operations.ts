import type { Definition } from '../../zap-runner/definition.ts';
import type { Fields } from '../app.ts';
import { factsOf, inputOf } from '../facts.ts';
import type { There } from '../facts.ts';
import { WORKING_POINTERS } from './records.ts';

export const REGISTRIES = ['triggers', 'searches', 'creates'] as const;

export type Registry = (typeof REGISTRIES)[number];

/** What a pointer in a record stands for is read by a function of its own when a Zap runs. */
const HYDRATORS = 'hydrators';

/** An input to try an operation with. */
export interface TriedInput {
  /** What is special about it. */
  when: string;
  fields: Fields;
  isFoundLate: boolean;
}

/** An operation, and the inputs to try it with. */
export interface TriedOperation {
  registry: Registry | typeof HYDRATORS;
  key: string;
  /** As in `creates.create_task`. */
  name: string;
  /** What a user reads. */
  label: string;
  /** The usual one first; none of them takes an earlier call. */
  inputs: readonly TriedInput[];
}

/** An operation's place in an app. */
export interface Written {
  registry: Registry;
  key: string;
  /** As in `creates.create_task`. */
  name: string;
}

/** Every operation of an app or a definition, in the order of its registries. */
export const operationsIn = (
  app: Readonly<{ [kind in Registry]?: object | undefined }>,
): Written[] =>
  REGISTRIES.flatMap((registry) =>
    Object.keys(app[registry] ?? {}).map((key) => ({ registry, key, name: `${registry}.${key}` })),
  );

/**
 * Every operation of an app, those of later versions included.
 *
 * @throws {Error} with the name of the file of facts that is missing
 */
export const operationsOf = (definition: Definition, there: There): TriedOperation[] =>
  REGISTRIES.flatMap((registry) =>
    Object.entries(definition[registry] ?? {}).map(([key, { display }]) => ({
      registry,
      key,
      name: `${registry}.${key}`,
      label: display.label,
      inputs: factsOf(key)
        .ways.filter(({ before }) => before === undefined)
        .map(({ when, input, isFoundLate = false }) => ({
          when,
          fields: inputOf(input, there),
          isFoundLate,
        })),
    })),
  );

/** What users see of a hydrator is a field of the record that holds its pointer. */
const HYDRATOR_LABELS: Readonly<Record<string, string>> = {
  contactDetails: 'Include: tasks, notes and appointments',
  carriedContact: 'Include Contact',
  hydrateContact: 'Rest of a slim contact',
  hydrateTask: 'Rest of a slim task',
  hydrateNote: 'Rest of a slim note',
  hydrateMessage: 'Rest of a slim message, text of an email',
  hydrateAppointment: 'Rest of a slim appointment',
  hydrateOpportunity: 'Rest of a slim opportunity',
  hydrateSubmission: 'Rest of a slim submission',
};

/**
 * Every hydrator of an app; each is called with what its pointer says.
 *
 * @throws {Error} where nobody has written down what a pointer says
 */
export const hydratorsOf = (app: Readonly<Record<string, unknown>>): TriedOperation[] =>
  Object.keys(Object(app[HYDRATORS])).map((key) => {
    const name = `${HYDRATORS}.${key}`;
    const fields = WORKING_POINTERS[name];
    if (!fields) throw new Error(`harness/lab/records.ts has no pointer for ${name}.`);
    return {
      registry: HYDRATORS,
      key,
      name,
      label: HYDRATOR_LABELS[key] ?? key,
      inputs: [{ when: 'usually', fields, isFoundLate: false }],
    };
  });

/** The method that runs an operation. */
export const methodOf = ({ registry, name }: Pick<TriedOperation, 'registry' | 'name'>): string =>
  registry === HYDRATORS ? name : `${name}.operation.perform`;
