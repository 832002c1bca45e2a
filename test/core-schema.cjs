/** Core's schema of an app, made once for all test files of a process (`test/environment.ts`). */
const made = globalThis.coreSchema;
if (!made.has('schema')) made.set('schema', require('../node_modules/zapier-platform-schema'));
module.exports = made.get('schema');
