import * as z from 'zod/mini';

import { inLab } from '../../harness/lab/lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import { pollingApp } from '../../harness/relay/instant-app.ts';
import { inputField, outputField } from '../../zap-runner/definition.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { listing } from '../listing.ts';
import { runExamples } from '../reference/run-examples.ts';
import { definitionSchema, instant } from './app.ts';
import type { App, Fields, Run } from './app.ts';

/** What the examples of an operation give in the sandbox; a trigger is asked for a sample, as by the editor. */
const runOf = async (lab: Lab, operation: Written, isInstant: boolean): Promise<Run> => {
  try {
    const { results, inputFields, outputFields } = await runExamples(lab, operation, {
      isLoadingSample: operation.registry === 'triggers',
    });
    const payload = isInstant ? await payloadOf(lab, operation) : undefined;
    return {
      results: results.flat(),
      ...(payload && { payload }),
      inputFields: z.array(inputField).parse(inputFields),
      outputFields: z.array(outputField).parse(outputFields),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { results: [], inputFields: [], outputFields: [], failure: error.message };
  }
};

/** What an instant trigger makes of what the relay tells it. */
const payloadOf = async (lab: Lab, operation: Written): Promise<Fields | undefined> =>
  (await runExamples(lab, operation)).results.flat()[0];

const answer = z.looseObject({ results: definitionSchema });

/**
 * A build as it is: its definition from core, its runs from the sandbox, its listing.
 *
 * @param definition of the build
 * @param known another build, of which the runs of all that is not instant are taken over
 */
export const readApp = async (
  definition: Readonly<Record<string, unknown>> = pollingApp,
  known?: App,
): Promise<Omit<App, 'published'>> => {
  const handler = await handlerFor(definition);
  const read = answer.parse(
    await handler({ command: 'definition', bundle: {}, calledFromCli: true }),
  ).results;
  const runs = new Map<string, Run>(known?.runs);
  const instantly = new Set(instant({ definition: read, runs, listing }).map(({ name }) => name));
  await inLab([definition], async (lab) => {
    for (const operation of lab.written()) {
      const isInstant = instantly.has(operation.name);
      if (known && !isInstant) continue;
      runs.set(operation.name, await runOf(lab, operation, isInstant));
    }
  });
  return { definition: read, runs, listing };
};
