/**
 * Runs `zapier-platform` once for each list of arguments in the JSON given as the only argument, one
 * after the other in one process: starting the CLI takes fifty times as long as an operation. A line
 * `--- n` on stdout precedes what the n-th prints; the first failure ends it.
 */
import { createRequire } from 'node:module';

const cli = createRequire(import.meta.url).resolve('zapier-platform-cli/package.json');
const { run } = createRequire(cli)('@oclif/core');

for (const [index, argv] of JSON.parse(process.argv[2]).entries()) {
  process.stdout.write(`--- ${index}\n`);
  await run(argv, cli);
}
