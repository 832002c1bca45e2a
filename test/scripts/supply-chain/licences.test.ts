import { describe, expect, it } from '@jest/globals';

import {
  licencesPage,
  questionable,
  runtimeLicences,
} from '../../../scripts/supply-chain/licences.ts';
import { lockedPackages } from '../../../scripts/supply-chain/lock-file.ts';

const locked = (name: string, license?: string) => ({
  name,
  folder: `node_modules/${name}`,
  version: '1.0.0',
  ships: true,
  ...(license !== undefined && { license }),
});

describe('licences of what ships', () => {
  it('are permissive, or somebody has read them', async () => {
    const licences = runtimeLicences(await lockedPackages());
    expect(licences.length).toBeGreaterThan(50);
    expect(questionable(licences)).toEqual([]);
  });

  it.each([
    ['MIT', []],
    ['(MIT AND BSD-3-Clause)', []],
    ['(GPL-3.0-only OR MIT)', []],
    ['(MIT AND GPL-3.0-only)', ['a@1.0.0']],
    ['GPL-3.0-only', ['a@1.0.0']],
    ['SEE LICENSE IN LICENSE', ['a@1.0.0']],
    [undefined, ['a@1.0.0']],
  ])('%s', (license, expected) => {
    const licences = runtimeLicences([locked('a', license)]);
    expect(questionable(licences)).toEqual(expected);
    expect(licencesPage(licences).includes('To be looked at')).toBe(expected.length > 0);
  });

  it('are not asked of what only development needs', () => {
    expect(runtimeLicences([{ ...locked('a', 'GPL-3.0-only'), ships: false }])).toEqual([]);
  });
});
