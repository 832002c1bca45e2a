import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { templatePages } from '../../scripts/reference/templates/pages.ts';
import { viewTemplates } from '../../scripts/reference/templates/view.ts';
import type { TemplateView } from '../../scripts/reference/templates/view.ts';
import { zapierApp } from '../../templates/zapier-app.ts';

const FOLDER = resolve(__dirname, '../../docs/reference/templates');

let views: TemplateView[];

// Runs every template, which takes a while on a busy machine.
beforeAll(async () => {
  views = await viewTemplates();
});

const pagesOf = (app: ReturnType<typeof zapierApp>): string[] => {
  const pages = Object.entries(templatePages(views, app));
  return pages.flatMap(([name, page]) => (/^(?!README).*\.md$/.test(name) ? page : []));
};

it('the generated pages of the templates are up to date (npm run docs)', async () => {
  const names = await readdir(FOLDER);
  const pages = await Promise.all(
    names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')] as const),
  );
  expect(Object.fromEntries(pages)).toEqual(templatePages(views, zapierApp()));
});

describe('a page', () => {
  it('has a link for users only when the app is registered, and for developers before', () => {
    const link = /\]\(<https:\/\/api\.zapier\.com\/v1\/embed\/protiv\//;
    for (const page of pagesOf({ slug: 'protiv', key: 'App1CLIAPI' })) expect(page).toMatch(link);
    for (const page of pagesOf(undefined)) {
      const [forUsers, forDevelopers] = page.split('## For developers');
      expect(forUsers).not.toContain('api.zapier.com');
      expect(forDevelopers).toContain('/v1/embed/protiv/create?steps[0][app]=');
    }
  });

  it('says that people get messages, and what the connection must cover, where that is so', () => {
    const sending = views.filter((view) => view.isSending).map(({ template }) => template.key);
    expect(sending).toContain('answer-missed-calls');
    const pages = templatePages(views, undefined);
    for (const { template, isSending, area } of views) {
      const page = pages[`${template.key}.md`] ?? '';
      expect(page.includes('**This Zap sends messages to people.**')).toBe(isSending);
      expect(page.includes('set to *Contacts, sales and messages*')).toBe(area === 'sales');
    }
  });

  it('names the setting that says whether a Zap goes on when nothing is found', () => {
    const searching = pagesOf(undefined).filter((page) => page.includes('When nothing is found'));
    expect(searching.length).toBeGreaterThan(0);
    for (const page of searching) {
      expect(page).toMatch(/\*Successful if no search results are found\?\* to \*(True|False)\*/);
    }
  });
});
