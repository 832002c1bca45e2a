import definition from '../../index.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { RecordedRequest, Sandbox, SandboxLocation } from '../../sandbox/index.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { createPlatform, newTrace } from '../../zap-runner/platform.ts';
import type { Moment } from '../../zap-runner/platform.ts';
import { addExampleRecords, exampleInputs } from './examples.ts';

type Fields = Record<string, unknown>;

export interface ExampleRuns {
  /** The fields of the operation as the editor shows them, with those of the sub-account. */
  inputFields: unknown;
  outputFields: unknown;
  /** What each example gave, hydrated, as a Zap does when it runs. */
  results: Fields[][];
  /** The requests that the examples took. */
  requests: readonly RecordedRequest[];
}

/**
 * Runs the examples of one operation, one after another, against a sandbox of their own.
 *
 * @param name such as `triggers.new_contact`
 * @param moment at which Zapier asks
 * @throws {Failure} when the operation fails
 */
export const runExamples = async (name: string, moment: Moment = {}): Promise<ExampleRuns> => {
  const sandbox = await startSandbox({ contacts: 8 });
  try {
    let connection = await connect(sandbox);
    const call = (part: string, inputData: Fields): Promise<unknown> =>
      connection.call(`${name}.operation.${part}`, { inputData, moment }, newTrace());
    const inputFields = await call('inputFields', {});

    const records = addExampleRecords(sandbox, firstLocation(sandbox).id);
    const inputs = exampleInputs(records, sandbox.world.now())[name];
    if (!inputs) throw new Error(`scripts/reference/examples.ts has no input for ${name}.`);
    // What any of them gives.
    const outputFields = await call('outputFields', Object.assign({}, ...inputs));
    sandbox.clearRequests();
    // What the editor has read is not in the cache of a Zap that runs hours later.
    connection = await connect(sandbox);
    const results: Fields[][] = [];
    for (const inputData of inputs) {
      const result = [await call('perform', inputData)].flat();
      results.push(await Promise.all(result.map((record) => hydrated(connection, record))));
    }
    return { inputFields, outputFields, results, requests: sandbox.requests };
  } finally {
    await sandbox.close();
  }
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

const hydrated = async (connection: Connection, record: unknown): Promise<Fields> => {
  const values = await Promise.all(
    Object.entries(Object(record)).map(
      async ([key, value]) => [key, await connection.hydrate(value, newTrace())] as const,
    ),
  );
  return Object.fromEntries(values);
};
