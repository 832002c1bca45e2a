/**
 * `npm run fuzz`: calls every function of the app with hostile input, against a sandbox.
 *
 *     npm run fuzz                                        10,000 inputs
 *     npm run fuzz -- --seed 7                            others
 *     npm run fuzz -- --seed 7 --operation create_task    those of one operation again
 *     npm run fuzz -- --inputs 500                        fewer
 *
 * It gets little memory: core ends a process that has taken 450 MB, and V8 would rather take more
 * than tidy up.
 */
import { parseArgs } from 'node:util';

import app from '../index.ts';
import { officialDirectory } from '../test/support/openapi/official-files.ts';
import { fuzz } from './fuzz/run.ts';
import type { TargetResult } from './fuzz/run.ts';

const DEFAULT_SEED = 1;
const DEFAULT_INPUTS = 10_000;

/** Of all inputs, how many have to get past the app's own checks. */
const LEAST_REACHED = 0.3;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    operation: { type: 'string' },
    inputs: { type: 'string' },
  },
});

const seed = Number(values.seed ?? DEFAULT_SEED);
const inputs = Number(values.inputs ?? DEFAULT_INPUTS);
if (!Number.isInteger(seed) || !Number.isInteger(inputs) || inputs < 1) {
  throw new Error('--seed and --inputs take whole numbers.');
}

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

if (officialDirectory() === undefined) {
  console.log(
    'GHL_OPENAPI_DIR is not set: requests are NOT held against HighLevel’s official files.',
  );
}
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
