import * as z from 'zod/mini';

import definition from '../../index.ts';
import { startSandbox } from '../../sandbox/index.ts';
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
  /** Fields that are always there; a function adds those of the connected sub-account. */
  inputs: Field[];
  hasDynamicInputs: boolean;
  outputs: Field[];
  hasDynamicOutputs: boolean;
  /** Routes that its example reached. */
  routes: Route[];
}

const entry = z.looseObject({
  key: z.string(),
  display: z.looseObject({ label: z.string(), description: z.string() }),
  operation: z.looseObject({
    inputFields: z.array(z.unknown()),
    outputFields: z.array(z.unknown()),
  }),
});

const isFunction = (value: unknown): boolean => typeof value === 'function';

const staticFields = (fields: readonly unknown[]): Field[] =>
  fields.filter((candidate) => !isFunction(candidate)).map((candidate) => field.parse(candidate));

const KINDS = ['triggers', 'searches', 'creates'] as const;

/** Reads the definition, and runs each operation's example against a sandbox to see what it asks. */
export const readOperations = async (): Promise<Operation[]> => {
  const handler = await handlerFor(definition);
  const operations: Operation[] = [];
  for (const kind of KINDS) {
    for (const candidate of Object.values(definition[kind] ?? {})) {
      const { key, display, operation } = entry.parse(candidate);
      operations.push({
        kind,
        key,
        label: display.label,
        description: display.description,
        inputs: staticFields(operation.inputFields),
        hasDynamicInputs: operation.inputFields.some(isFunction),
        outputs: staticFields(operation.outputFields),
        hasDynamicOutputs: operation.outputFields.some(isFunction),
        routes: await routesOf(handler, `${kind}.${key}`),
      });
    }
  }
  return operations;
};

const routesOf = async (
  handler: Awaited<ReturnType<typeof handlerFor>>,
  name: string,
): Promise<Route[]> => {
  const sandbox = await startSandbox({ contacts: 8 });
  try {
    const [location] = sandbox.locations;
    if (!location) throw new Error('The sandbox has no location.');
    const inputData = exampleInputs(addExampleRecords(sandbox, location.id), sandbox.world.now())[
      name
    ];
    if (!inputData) throw new Error(`scripts/reference/examples.ts has no input for ${name}.`);
    const platform = await createPlatform(handler, {
      environment: { GHL_API_BASE_URL: sandbox.url, GHL_MARKETPLACE_URL: sandbox.url },
    });
    const authData = {
      access_token: location.accessToken,
      locationId: location.id,
      companyId: location.companyId,
      scope: location.scopes.join(' '),
    };
    await platform.call(`${name}.operation.perform`, { authData, inputData }, newTrace());
    return [...new Set(sandbox.requests.map(routeOf))];
  } finally {
    await sandbox.close();
  }
};
