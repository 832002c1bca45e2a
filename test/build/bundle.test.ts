import { beforeAll, describe, expect, it } from '@jest/globals';

import { bundleApp } from '../../scripts/bundle.ts';

describe('the bundle', () => {
  let files: string[] = [];

  beforeAll(async () => {
    const { metafile } = await bundleApp('index.ts');
    files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) =>
        bytesInOutput > 0 ? [file] : [],
      ),
    );
  });

  it('leaves out the schemas that only tests check with', () => {
    expect(files).toContain('lib/protiv/contact.ts');
    expect(files.filter((file) => file.startsWith('lib/protiv/schemas/'))).toEqual([]);
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
});
