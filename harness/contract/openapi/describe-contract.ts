import { describe, it } from '@jest/globals';

import { openContract } from './contract.ts';
import type { Contract } from './contract.ts';
import { HOW_TO_GET_THE_FILES } from './official-files.ts';

const { skip: skipped } = it;
const suite = describe;

/**
 * A `describe` for tests against the official files. Where these are not to be had, a skipped
 * test stands in its place and says how to get them.
 */
export function describeContract(name: string, tests: (contract: Contract) => void): void {
  const contract = openContract();
  if (contract === undefined) process.stderr.write(`Skipped: ${name}. ${HOW_TO_GET_THE_FILES}\n`);
  suite(name, () => {
    if (contract === undefined) skipped(HOW_TO_GET_THE_FILES, () => {});
    else tests(contract);
  });
}
