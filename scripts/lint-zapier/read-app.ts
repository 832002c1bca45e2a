import * as z from 'zod/mini';

import { inLab } from '../../harness/lab/lab.ts';
import type { Lab } from '../../harness/lab/lab.ts';
import type { Written } from '../../harness/lab/tried-operations.ts';
import definition from '../../index.ts';
import { Failure } from '../../zap-runner/failure.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { listing } from '../listing.ts';
import { runExamples } from '../reference/run-examples.ts';
import { definitionSchema, inputFieldsSchema, outputFieldsSchema } from './app.ts';
import type { App, Run } from './app.ts';

/** What the examples of an operation give in the sandbox; a trigger is asked for a sample, as by the editor. */
const runOf = async (lab: Lab, operation: Written): Promise<Run> => {
  try {
    const { results, inputFields, outputFields } = await runExamples(lab, operation, {
      isLoadingSample: operation.registry === 'triggers',
    });
    return {
      results: results.flat(),
      inputFields: inputFieldsSchema.parse(inputFields),
      outputFields: outputFieldsSchema.parse(outputFields),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { results: [], inputFields: [], outputFields: [], failure: error.message };
  }
};

const answer = z.looseObject({ results: definitionSchema });

/** The app as it is: its definition from core, its runs from the sandbox, its listing. */
export const readApp = async (): Promise<Omit<App, 'published'>> => {
  const handler = await handlerFor(definition);
  const read = answer.parse(
    await handler({ command: 'definition', bundle: {}, calledFromCli: true }),
  ).results;
  const runs = new Map<string, Run>();
  await inLab([], async (lab) => {
    for (const operation of lab.written()) runs.set(operation.name, await runOf(lab, operation));
  });
  return { definition: read, runs, listing };
};
