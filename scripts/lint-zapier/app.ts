/** What the rules look at: the app's definition as Zapier gets it, what its operations gave, and its listing. */
import * as z from 'zod/mini';

import { definition, entry, operation, written } from '../../zap-runner/definition.ts';
import type { InputField, OutputField } from '../../zap-runner/definition.ts';

export type { InputField, OutputField };

/**
 * Whether something is of the action for those who know HighLevel's API: it is called as Zapier calls its
 * own, speaks that API's words, and gives whatever that API answers.
 */
export const isForDevelopers = (place: string): boolean =>
  place.split(' ')[0] === 'creates.api_request';

/** An app that breaks a rule has to be readable too. */
const display = z.looseObject({
  label: z.optional(z.string()),
  description: z.optional(z.string()),
  hidden: z.optional(z.boolean()),
});

const sample = z.optional(z.record(z.string(), z.unknown()));

const entries = z.prefault(
  z.record(z.string(), z.extend(entry, { display, operation: z.extend(operation, { sample }) })),
  {},
);

export const definitionSchema = z.extend(definition, {
  triggers: entries,
  searches: entries,
  creates: entries,
  searchOrCreates: z.prefault(
    z.record(z.string(), z.looseObject({ display, search: z.string(), create: z.string() })),
    {},
  ),
});

type Definition = z.infer<typeof definitionSchema>;

export type Fields = Readonly<Record<string, unknown>>;

/** What an operation did, and what the editor showed of it, in a connected sub-account. */
export interface Run {
  /** Records that it gave, of an instant trigger its list; the latest first. */
  results: readonly Fields[];
  /** What an instant trigger made of a call from outside. */
  payload?: Fields;
  /** Its fields, with those that depend on the sub-account. */
  inputFields: readonly InputField[];
  outputFields: readonly OutputField[];
  /** Why it ended without a result. */
  failure?: string;
}

/** The card that Zapier asks for before it takes an upload. */
export interface Listing {
  title?: string;
  description?: string;
  category?: string;
  audience?: string;
  role?: string;
}

/** Keys that Zaps already use, by operation name such as `triggers.new_contact`. */
export type PublishedKeys = Readonly<
  Record<
    string,
    { inputs: readonly string[]; sample: readonly string[]; trigger?: PublishedTrigger | undefined }
  >
>;

/** What a trigger may not change within a major version: whether it polls or is called. */
interface PublishedTrigger {
  type: string;
  major: number;
}

export interface App {
  definition: Definition;
  /** By operation name; an operation that was not run has none. */
  runs: ReadonlyMap<string, Run>;
  listing: Listing;
  /** Of the version that the public has; absent before there is one. */
  published?: PublishedKeys | undefined;
}

export interface Finding {
  /** An operation such as `creates.add_tags`, or a field of one, such as `creates.add_tags tags`. */
  at: string;
  what: string;
}

/** Why a rule cannot be judged on this machine. */
export interface NotDecidable {
  why: string;
}

export interface Rule {
  id: string;
  /** The rule in words. */
  says: string;
  check: (app: App) => Finding[] | NotDecidable;
}

const KINDS = ['triggers', 'searches', 'creates'] as const;

export interface Operation {
  /** Such as `triggers.new_contact`. */
  name: string;
  kind: (typeof KINDS)[number];
  key: string;
  noun: string;
  label: string;
  description: string;
  isHidden: boolean;
  /** Absent for a polling trigger, a search and a create. */
  type: string | undefined;
  /** What the definition itself holds; what a sub-account adds is in `inputs` and `outputs` only. */
  staticInputs: readonly InputField[];
  staticOutputs: readonly OutputField[];
  hasInputFunction: boolean;
  inputs: readonly InputField[];
  outputs: readonly OutputField[];
  sample: Fields | undefined;
  cleanInputData: boolean | undefined;
  entry: Fields;
  run: Run | undefined;
}

export const operationsOf = (app: App): Operation[] =>
  KINDS.flatMap((kind) =>
    Object.values(app.definition[kind]).map((found) => {
      const own = found.operation;
      const name = `${kind}.${found.key}`;
      const run = app.runs.get(name);
      const staticInputs = written<InputField>(own.inputFields);
      const staticOutputs = written<OutputField>(own.outputFields);
      return {
        name,
        kind,
        key: found.key,
        noun: found.noun ?? '',
        label: found.display.label ?? '',
        description: found.display.description ?? '',
        isHidden: found.display.hidden === true,
        type: own.type,
        staticInputs,
        staticOutputs,
        hasInputFunction: (own.inputFields?.length ?? 0) > staticInputs.length,
        inputs: run?.inputFields ?? staticInputs,
        outputs: run?.outputFields ?? staticOutputs,
        sample: own.sample,
        cleanInputData: own.cleanInputData,
        entry: own,
        run,
      };
    }),
  );

export const visible = (app: App): Operation[] =>
  operationsOf(app).filter(({ isHidden }) => !isHidden);

/** Whatever has a label and a description in the editor. */
export const displayed = (app: App): { name: string; label: string; description: string }[] => [
  ...visible(app),
  ...Object.entries(app.definition.searchOrCreates).map(([key, joined]) => ({
    name: `searchOrCreates.${key}`,
    label: joined.display.label ?? '',
    description: joined.display.description ?? '',
  })),
];

/** Polling triggers, whose results Zapier dedupes. */
export const polled = (app: App): Operation[] =>
  visible(app).filter(({ kind, type }) => kind === 'triggers' && (type ?? 'polling') === 'polling');

/** Triggers that another app's call starts. */
export const instant = (app: App): Operation[] =>
  operationsOf(app).filter(
    ({ kind, type }) => kind === 'triggers' && (type ?? '').includes('hook'),
  );

/** Whether a field is one of the sub-account's own, whose label people wrote in HighLevel. */
const isAccounts = ({ key }: { key: string }): boolean => /^(.*\[\])?customField(?!Id$)/.test(key);

/** Fields whose texts are the app's. */
export const ownFields = <Field extends { key: string }>(fields: readonly Field[]): Field[] =>
  fields.filter((field) => !isAccounts(field));

/** Fields that take a value; a `copy` field only says something. */
export const takesValue = ({ type }: InputField): boolean => type !== 'copy';

/** One finding for each item that the test holds for. */
export const where = <Item>(
  items: readonly Item[],
  isWrong: (item: Item) => boolean,
  finding: (item: Item) => Finding,
): Finding[] => items.filter(isWrong).map(finding);
