/**
 * `npm run fuzz`: calls every function of the app with hostile input, against a sandbox.
 *
 * Without HighLevel's official files it would pass with requests that nobody has checked, so it ends with 2 unless it is
 * told to go without them.
 *
 * It gets little memory: core ends a process that has taken 450 MB, and V8 would rather take more
 * than tidy up.
 */
import { readArguments, wholeNumber } from '../command-line/arguments.ts';
import { openContract } from '../harness/contract/openapi/contract.ts';
import {
  HOW_TO_GET_THE_FILES,
  officialDirectory,
} from '../harness/contract/openapi/official-files.ts';
import app from '../index.ts';
import { fuzz } from './fuzz/run.ts';
import type { TargetResult } from './fuzz/run.ts';

const DEFAULT_SEED = 1;
const DEFAULT_INPUTS = 10_000;

/** Of all inputs, how many have to get past the app's own checks. */
const LEAST_REACHED = 0.3;

const COMMAND = {
  name: 'npm run fuzz',
  help: `Calls every function of the app with hostile input, against a sandbox.

  npm run fuzz                                        10,000 inputs
  npm run fuzz -- --seed 7                            others
  npm run fuzz -- --seed 7 --operation create_task    those of one operation again
  npm run fuzz -- --inputs 500                        fewer
  npm run fuzz -- --without-contract                  also where HighLevel’s official files are not there
`,
  options: {
    seed: { type: 'string' },
    operation: { type: 'string' },
    inputs: { type: 'string' },
    'without-contract': { type: 'boolean', default: false },
  },
} as const;

const { values } = readArguments(COMMAND);
const seed = wholeNumber(COMMAND, 'seed', values.seed) ?? DEFAULT_SEED;
const inputs = wholeNumber(COMMAND, 'inputs', values.inputs, { least: 1 }) ?? DEFAULT_INPUTS;

const percent = (part: number, whole: number): string =>
  `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

const row = (name: string, ...cells: string[]): string =>
  `${name.padEnd(62)}${cells.map((cell) => cell.padStart(10)).join('')}`;

const show = ({ name, inputs: given, reached, succeeded, broken }: TargetResult): void => {
  console.log(row(name, String(given), String(reached), String(succeeded)));
  if (!broken) return;
  const operation = name.split(' ')[0] ?? name;
  console.log(
    `  DID NOT HOLD for ${broken.input.slice(0, 4000)}\n  ${broken.problem.slice(0, 4000)}\n  Again: npm run fuzz -- --seed ${seed} --inputs ${inputs} --operation ${operation}`,
  );
};

const run = async (): Promise<void> => {
  console.log(row('function', 'inputs', 'reached', 'succeeded'));
  const results = await fuzz({
    app,
    seed,
    inputs,
    onTarget: show,
    ...(values.operation !== undefined && { only: values.operation }),
  });
  if (results.length === 0)
    throw new Error(`The app has no function named ${values.operation ?? ''}.`);

  const sum = (of: (result: TargetResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const given = sum((result) => result.inputs);
  const reached = sum((result) => result.reached);
  const broken = results.filter((result) => result.broken);

  console.log(row('in all', String(given), String(reached), String(sum((r) => r.succeeded))));
  console.log(
    `\nseed ${seed}: ${given} inputs for ${results.length} functions, ${percent(reached, given)} of them reached the sandbox, ${broken.length} functions did not hold.`,
  );
  if (broken.length > 0) process.exitCode = 1;
  for (const { name } of results.filter(({ untried }) => untried)) {
    console.log(`No input of ${name} succeeded, so that it was not really tried.`);
    process.exitCode = 1;
  }
  if (reached < given * LEAST_REACHED && values.operation === undefined) {
    console.log(`Fewer than ${percent(LEAST_REACHED, 1)} reached the sandbox.`);
    process.exitCode = 1;
  }
};

/** Why requests cannot be held against HighLevel's official files; `undefined` when they can. */
const whyUnchecked = (): string | undefined => {
  if (officialDirectory() === undefined) return HOW_TO_GET_THE_FILES;
  try {
    openContract();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const unchecked = whyUnchecked();
const mayBeUnchecked = values['without-contract'] && officialDirectory() === undefined;
if (unchecked !== undefined && !mayBeUnchecked) {
  console.error(
    `Nothing was tried, for requests could not be held against HighLevel’s official files. ${unchecked} Without them: --without-contract.`,
  );
  process.exitCode = 2;
} else {
  if (unchecked !== undefined) {
    console.log(
      'Without GHL_OPENAPI_DIR: requests are NOT held against HighLevel’s official files.',
    );
  }
  await run();
}
