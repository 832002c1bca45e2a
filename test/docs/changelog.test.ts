import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';

import { instantApp as app } from '../../harness/relay/instant-app.ts';
import packageJson from '../../package.json' with { type: 'json' };

const ROOT = resolve(__dirname, '../..');

const mention = z.object({
  app_change_type: z.enum(['FEATURE_UPDATE', 'BUGFIX']),
  action_type: z.enum(['read', 'write', 'search']),
  action_key: z.string(),
});

type Mention = z.infer<typeof mention>;

/** What `zapier-platform promote` makes of a section. */
const parsed = z.object({
  changelog: z.string(),
  appMetadata: z.optional(z.array(mention)),
  issueMetadata: z.optional(z.array(z.unknown())),
});

type Section = z.infer<typeof parsed>;

const cli = z.object({
  getVersionChangelog: z.custom<(version: string, folder: string) => Promise<unknown>>(
    (value) => typeof value === 'function',
  ),
});

/** As the CLI's own parser reads it. */
const sectionOf = async (version: string): Promise<Section> => {
  const parser: unknown = createRequire(__filename)('zapier-platform-cli/src/utils/changelog.js');
  return parsed.parse(await cli.parse(parser).getVersionChangelog(version, ROOT));
};

const REGISTRY = { read: 'triggers', search: 'searches', write: 'creates' } as const;

const operations = (['triggers', 'searches', 'creates'] as const).flatMap((registry) =>
  Object.values(app[registry] ?? {}).map(({ key, display }) => ({
    name: `${registry}.${key}`,
    key,
    label: display.label ?? '',
  })),
);

describe('CHANGELOG.md', () => {
  let section: Section;
  /** Those of all versions, the oldest first. */
  let sections: Section[];

  beforeAll(async () => {
    section = await sectionOf(packageJson.version);
    const text = await readFile(resolve(ROOT, 'CHANGELOG.md'), 'utf8');
    const versions = [...text.matchAll(/^## (.+)$/gm)].map(([, version = '']) => version);
    sections = await Promise.all(versions.toReversed().map(sectionOf));
  });

  it('has a section for this version, which promote takes', () => {
    expect(section.changelog.length).toBeGreaterThan(100);
    // Whatever reads like an issue's number would close that issue.
    expect(sections.flatMap(({ issueMetadata }) => issueMetadata ?? [])).toEqual([]);
  });

  it('names every operation by its key and its label, first of all as new, and no other', () => {
    const mentions = sections.flatMap(({ appMetadata }) => appMetadata ?? []);
    const nameOf = ({ action_type: type, action_key: key }: Mention) => `${REGISTRY[type]}.${key}`;
    expect(new Set(mentions.map(nameOf))).toEqual(new Set(operations.map(({ name }) => name)));
    const lines = sections.flatMap(({ changelog }) => changelog.split('\n'));
    for (const { name, key, label } of operations) {
      const first = mentions.find((one) => nameOf(one) === name);
      expect(first).toMatchObject({ app_change_type: 'FEATURE_UPDATE' });
      expect(lines).toContainEqual(expect.stringMatching(` ${label} \\(\\w+/${key}\\):`));
    }
  });

  it('gives promote nothing for a version that it does not have', async () => {
    await expect(sectionOf('99.0.0')).resolves.toEqual({ changelog: '' });
  });
});
