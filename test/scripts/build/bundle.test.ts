import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { bundleApp } from '../../../scripts/bundle.ts';

const run = promisify(execFile);

/**
 * Loads the app as Zapier does, and prints how often that asked for the data of a language, and what of
 * Node it loads that core has not.
 */
const WATCH_LOADING = `
  import 'zapier-platform-core';
  const before = new Set(process.moduleLoadList);
  let asked = 0;
  for (const [name, value] of Object.entries(Object.getOwnPropertyDescriptors(Intl))) {
    if (typeof value.value !== 'function') continue;
    Intl[name] = new Proxy(value.value, {
      construct: (of, args) => ((asked += 1), Reflect.construct(of, args)),
      apply: (of, self, args) => ((asked += 1), Reflect.apply(of, self, args)),
    });
  }
  for (const of of [Number, Date, String, BigInt, Array]) {
    for (const name of Object.getOwnPropertyNames(of.prototype)) {
      if (!/^toLocale|^localeCompare$/.test(name)) continue;
      const original = of.prototype[name];
      of.prototype[name] = function (...args) {
        asked += 1;
        return original.apply(this, args);
      };
    }
  }
  await import('./dist/index.js');
  const loaded = process.moduleLoadList.filter((name) => !before.has(name));
  console.log(JSON.stringify({ asked, loaded }));
`;

describe('the bundle', () => {
  let files: string[] = [];
  /** What a cold start loads. */
  let inIndex: string[] = [];

  beforeAll(async () => {
    const { metafile } = await bundleApp('index.ts');
    const outputs = Object.entries(metafile.outputs).map(([name, { inputs }]) => ({
      name,
      inputs: Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
        bytesInOutput > 0 ? [file] : [],
      ),
    }));
    files = outputs.flatMap(({ inputs }) => inputs);
    inIndex = outputs.find(({ name }) => name === 'dist/index.js')?.inputs ?? [];
  });

  it('leaves out the schemas that only tests check with', () => {
    expect(files).toContain('lib/protiv/contact/record.ts');
    expect(files.filter((file) => file.startsWith('lib/protiv/schemas/'))).toEqual([]);
  });

  it('leaves out of a cold start what only some steps need', () => {
    expect(files).toContain('node_modules/libphonenumber-js/metadata.min.json.js');
    expect(inIndex).toContain('index.ts');
    expect(inIndex.filter((file) => file.includes('libphonenumber'))).toEqual([]);
  });

  it('asks for the data of no language as it loads, and for nothing of Node that core has not', async () => {
    const root = resolve(__dirname, '../../..');
    const program = ['--input-type=module', '--eval', WATCH_LOADING];
    const { stdout } = await run(process.execPath, program, { cwd: root });
    // A language's data take 10 ms of a cold start, node:http as a module 25.
    expect(JSON.parse(stdout)).toEqual({ asked: 0, loaded: [] });
  });

  it('holds one copy of everything', () => {
    const copies = new Map<string, Set<string>>();
    for (const file of files) {
      const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(file) ?? [];
      if (folder && name) copies.set(name, (copies.get(name) ?? new Set()).add(folder));
    }
    expect([...copies.keys()].toSorted()).toEqual(['@date-fns/tz', 'libphonenumber-js', 'zod']);
    for (const [name, folders] of copies) expect([...folders]).toEqual([`node_modules/${name}`]);
  });

  it('knows hardly anything of a relay where it is built without one', async () => {
    const { metafile } = await bundleApp('index.ts');
    const sizes = Object.values(metafile.outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([file]) => /\/(?:hook[\w-]*|relay)\.ts$|^triggers\/instant\//.test(file))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const relays = sizes.map(([file]) => file);
    expect(relays).toContain('lib/zapier/contact/hooks.ts');
    expect(relays).not.toContain('lib/zapier/platform/hook-trigger.ts');
    expect(relays.filter((file) => file.startsWith('triggers/'))).toEqual([]);
    const bytes = sizes.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
    expect(bytes).toBeLessThan(10_000);
  });
});
