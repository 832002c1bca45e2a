import type { TestApp } from '../../harness/app.ts';
import { factsOf, inputOf, thereIn } from '../../harness/facts.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import { callOfRelay } from '../../harness/relay/instant-app.ts';
import { HOIST } from '../../lib/zapier/platform/payload-limit.ts';
import type { RecordedRequest } from '../../sandbox/index.ts';
import { Connection } from '../../zap-runner/connection.ts';
import { newTrace } from '../../zap-runner/platform.ts';
import type { Moment } from '../../zap-runner/platform.ts';

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
 * Runs an operation in each way that its facts know, each time in front of the same records and with
 * nothing in Zapier's cache. An instant trigger is told what its facts say; as a sample it lists what
 * there is.
 *
 * @param name such as `triggers.new_contact`
 * @param moment at which Zapier asks
 * @throws {Failure} when the operation fails
 */
export const runExamples = async (
  lab: Lab,
  { key, name }: Written,
  moment: Moment = {},
): Promise<ExampleRuns> => {
  const method = (part: string): string => `${name}.operation.${part}`;
  const isInstant = lab.definition.triggers?.[key]?.operation.type === 'hook';
  const first = lab.reset();
  const there = thereIn(lab.sandbox, first.location.id);
  const inputs = factsOf(key).ways.map(({ input, before }) => ({
    input: inputOf(input, there),
    before: before && inputOf(before, there),
  }));
  const inputFields = await first.call(method('inputFields'), {}, moment);
  const all: Fields = Object.assign({}, ...inputs.map(({ input }) => input));
  // What any of them gives.
  const outputFields = await first.call(method('outputFields'), all, moment);

  const { told } = factsOf(key);
  const runOne = (app: TestApp, input: Fields): Promise<unknown> => {
    if (!isInstant) return app.call(method('perform'), input, moment);
    if (moment.isLoadingSample) return app.call(method('performList'), input, moment);
    return app.call(method('perform'), input, moment, callOfRelay(app, told ?? {}));
  };
  const results: Fields[][] = [];
  const requests: RecordedRequest[] = [];
  for (const { input, before } of inputs) {
    const app = lab.reset();
    if (before) await app.call(method('perform'), before, moment);
    const result = [await runOne(app, input)].flat();
    const connection = new Connection(app.platform, app.authData);
    results.push(await Promise.all(result.map((record) => hydrated(connection, record))));
    requests.push(...lab.sandbox.requests);
  }
  return { inputFields, outputFields, results, requests };
};

/** A record as a Zap maps it: what lies behind its pointers is in its place. */
const hydrated = async (connection: Connection, record: unknown): Promise<Fields> => {
  const values = await Promise.all(
    Object.entries(Object(record)).map(
      async ([key, value]) => [key, await connection.hydrate(value, newTrace())] as const,
    ),
  );
  const { [HOIST]: rest, ...own }: Fields = Object.fromEntries(values);
  return { ...own, ...Object(rest) };
};
