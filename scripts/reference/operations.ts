import * as z from 'zod/mini';

import definition from '../../index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox, SandboxLocation } from '../../sandbox/index.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { createPlatform, newTrace } from '../../zap-runner/platform.ts';
import { addExampleRecords, exampleInputs } from './examples.ts';
import { routeOf } from './routes.ts';
import type { Route } from './routes.ts';

const field = z.looseObject({
  key: z.string(),
  label: z.optional(z.string()),
  type: z.optional(z.string()),
  required: z.optional(z.boolean()),
  list: z.optional(z.boolean()),
  default: z.optional(z.string()),
  helpText: z.optional(z.string()),
  choices: z.optional(z.unknown()),
  primary: z.optional(z.boolean()),
});

export type Field = z.infer<typeof field>;

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
  /** Routes that its examples reached, what it brings along when a Zap runs included. */
  routes: Route[];
}

const entry = z.looseObject({
  key: z.string(),
  display: z.looseObject({ label: z.string(), description: z.string() }),
});

type Entry = z.infer<typeof entry>;

const KINDS = ['triggers', 'searches', 'creates'] as const;

/** Reads the definition, and runs each operation's examples against a sandbox to see what it asks. */
export const readOperations = async (): Promise<Operation[]> => {
  const operations: Operation[] = [];
  for (const kind of KINDS) {
    for (const candidate of Object.values(definition[kind] ?? {})) {
      operations.push(await readOperation(kind, entry.parse(candidate)));
    }
  }
  return operations;
};

const readOperation = async (
  kind: Operation['kind'],
  { key, display }: Entry,
): Promise<Operation> => {
  const name = `${kind}.${key}`;
  const sandbox = await startSandbox({ contacts: 8 });
  try {
    const connection = await connect(sandbox);
    const fieldsOf = async (which: 'inputFields' | 'outputFields'): Promise<Field[]> => {
      const method = `${name}.operation.${which}`;
      return z.array(field).parse(await connection.call(method, {}, newTrace()));
    };
    const inputs = await fieldsOf('inputFields');
    const outputs = await fieldsOf('outputFields');
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
      routes: await routesOf(sandbox, connection, name),
    };
  } finally {
    await sandbox.close();
  }
};

export const isCustomInput = (key: string): boolean => key.startsWith('customField_');

const isCustomOutput = (key: string): boolean => key.includes('customFields__');

const createdBy = (search: string): string | undefined => {
  const joined = Object.values(definition.searchOrCreates ?? {}).find(
    (candidate) => candidate.search === search,
  );
  const created = Object.values(definition.creates ?? {}).find(({ key }) => key === joined?.create);
  return created && entry.parse(created).display.label;
};

const connect = async (sandbox: Sandbox): Promise<Connection> => {
  const location = firstLocation(sandbox);
  const platform = await createPlatform(await handlerFor(definition), {
    environment: { GHL_API_BASE_URL: sandbox.url, GHL_MARKETPLACE_URL: sandbox.url },
  });
  return new Connection(platform, {
    access_token: location.accessToken,
    locationId: location.id,
    companyId: location.companyId,
    scope: location.scopes.join(' '),
  });
};

const firstLocation = ({ locations: [location] }: Sandbox): SandboxLocation => {
  if (!location) throw new Error('The sandbox has no location.');
  return location;
};

/** Some are asked for at the same time, so the order in which they come says nothing. */
const byPath = (a: Route, b: Route): number => {
  const pathOf = ({ name }: Route): string => name.replace(/^\w+ /, '');
  return pathOf(a).localeCompare(pathOf(b)) || a.name.localeCompare(b.name);
};

const routesOf = async (
  sandbox: Sandbox,
  connection: Connection,
  name: string,
): Promise<Route[]> => {
  const records = addExampleRecords(sandbox, firstLocation(sandbox).id);
  const inputs = exampleInputs(records, sandbox.world.now())[name];
  if (!inputs) throw new Error(`scripts/reference/examples.ts has no input for ${name}.`);
  sandbox.clearRequests();
  for (const inputData of inputs) {
    const result = await connection.call(`${name}.operation.perform`, { inputData }, newTrace());
    const values = [result].flat().flatMap((record) => Object.values(Object(record)));
    await Promise.all(values.map((value) => connection.hydrate(value, newTrace())));
  }
  return [...new Set(sandbox.requests.map(routeOf))].toSorted(byPath);
};
