import { beforeAll, describe, expect, it } from '@jest/globals';

import { bundleApp } from '../../../scripts/bundle.ts';

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
