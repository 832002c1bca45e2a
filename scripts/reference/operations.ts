import * as z from 'zod/mini';

import { factsOf } from '../../harness/facts.ts';
import { inLab } from '../../harness/lab/lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import { routeNamed, routeOf } from '../../harness/routes.ts';
import type { Route } from '../../harness/routes.ts';
import { instantApp, pollingApp } from '../../harness/relay/instant-app.ts';
import { inputField, outputField } from '../../zap-runner/definition.ts';
import { runExamples } from './run-examples.ts';

const field = z.extend(inputField, outputField.shape);

export type Field = z.infer<typeof field>;

const fieldOrLineItems = z.extend(field, { children: z.optional(z.array(field)) });

/** Columns of line items stand below them, under the key that they have in a row. */
const withColumns = ({ children = [], ...items }: z.infer<typeof fieldOrLineItems>): Field[] => [
  { ...items, ...(children.length > 0 && { type: 'line items' }) },
  ...children.map((column) => ({
    ...column,
    key: `${items.key}[]${column.key}`,
    label: `${items.label ?? items.key}: ${column.label ?? column.key}`,
  })),
];

/** What the reference tells of one operation. */
export interface Operation {
  kind: 'triggers' | 'searches' | 'creates';
  key: string;
  label: string;
  description: string;
  /** Fields as the editor shows them, without those of the sub-account's own custom fields. */
  inputs: Field[];
  takesCustomFields: boolean;
  outputs: Field[];
  givesCustomFields: boolean;
  /** Label of the action that a search offers to create what it does not find. */
  creates?: string;
  /** Routes that its ways reached, what it brings along when a Zap runs included, and `besides`. */
  routes: Route[];
  /** Of a trigger that a relay makes instant. */
  instant?: {
    /** Whether there is no such trigger without one. */
    isOnly: boolean;
    /** What the editor says of it. */
    note: string;
    /** Routes that it reaches when it is told of something. */
    routes: Route[];
  };
}

/** A field of instant triggers only, which says what `Operation.instant.note` is. */
const NOTE = 'instant';

const entry = z.looseObject({
  key: z.string(),
  display: z.looseObject({ label: z.string(), description: z.string() }),
});

/** Reads the definition, and runs each operation's examples against a sandbox to see what it asks. */
export const readOperations = async (): Promise<Operation[]> => {
  const polling = await readAll(pollingApp, () => true);
  const instantly = new Map(
    (await readAll(instantApp, isHook)).map((operation) => [operation.key, operation]),
  );
  const both = polling.map((operation) => {
    const hook = operation.kind === 'triggers' && instantly.get(operation.key);
    if (!hook) return operation;
    instantly.delete(operation.key);
    return { ...operation, instant: instantOf(hook, false) };
  });
  const more = [...instantly.values()].map((hook) => ({ ...hook, instant: instantOf(hook, true) }));
  return [...both, ...more];
};

const isHook = (lab: Lab, { registry, key }: Written): boolean =>
  registry === 'triggers' && lab.definition.triggers?.[key]?.operation.type === 'hook';

const instantOf = ({ inputs, routes }: Operation, isOnly: boolean) => ({
  isOnly,
  note: inputs.find(({ key }) => key === NOTE)?.helpText ?? '',
  routes,
});

const readAll = (
  definition: typeof instantApp | typeof pollingApp,
  which: (lab: Lab, written: Written) => boolean,
): Promise<Operation[]> =>
  inLab([definition], async (lab) => {
    const operations: Operation[] = [];
    for (const written of lab.written()) {
      if (which(lab, written)) operations.push(await readOperation(definition, lab, written));
    }
    return operations;
  });

const readOperation = async (
  definition: typeof instantApp | typeof pollingApp,
  lab: Lab,
  written: Written,
): Promise<Operation> => {
  const { registry: kind, key } = written;
  const { display } = entry.parse(Object(definition[kind])[key]);
  const { inputFields, outputFields, requests } = await runExamples(lab, written);
  const inputs = z.array(fieldOrLineItems).parse(inputFields).flatMap(withColumns);
  const outputs = z.array(field).parse(outputFields);
  const creates = kind === 'searches' ? createdBy(key) : undefined;
  return {
    kind,
    key,
    label: display.label,
    description: display.description,
    inputs: inputs.filter((input) => !isCustomInput(input.key)),
    takesCustomFields: inputs.some((input) => isCustomInput(input.key)),
    outputs: outputs.filter((output) => !isCustomOutput(output.key)),
    givesCustomFields: outputs.some((output) => isCustomOutput(output.key)),
    ...(creates !== undefined && { creates }),
    routes: [
      ...new Set([...requests.map(routeOf), ...(factsOf(key).besides ?? []).map(routeNamed)]),
    ].toSorted(byPath),
  };
};

export const isCustomInput = (key: string): boolean => key.startsWith('customField_');

const isCustomOutput = (key: string): boolean => key.includes('customFields__');

const createdBy = (search: string): string | undefined => {
  const joined = Object.values(pollingApp.searchOrCreates ?? {}).find(
    (candidate) => candidate.search === search,
  );
  const created = Object.values(pollingApp.creates ?? {}).find(({ key }) => key === joined?.create);
  return created && entry.parse(created).display.label;
};

/** Some are asked for at the same time, so the order in which they come says nothing. */
const byPath = (a: Route, b: Route): number => {
  const pathOf = ({ name }: Route): string => name.replace(/^\w+ /, '');
  return pathOf(a).localeCompare(pathOf(b)) || a.name.localeCompare(b.name);
};
