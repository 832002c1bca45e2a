import { zapierApp } from '../../templates/zapier-app.ts';
import { licencesPage, runtimeLicences } from '../supply-chain/licences.ts';
import { lockedPackages } from '../supply-chain/lock-file.ts';
import { fieldMappingPage } from './field-mapping/page.ts';
import { messagesPage } from './messages.ts';
import { withMistakes } from './mistakes-list.ts';
import { readOperations } from './operations.ts';
import { referencePages } from './pages.ts';
import { templatePages } from './templates/pages.ts';
import { viewTemplates } from './templates/view.ts';
import { withQuotedFiles } from './worked-example.ts';

const inFolder = (
  folder: string,
  pages: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(Object.entries(pages).map(([name, page]) => [`${folder}/${name}`, page]));

/** Every page that is generated, or quotes the code, by its path in the project. */
export const generatedPages = async (): Promise<Record<string, string>> => ({
  ...inFolder('docs/reference/operations', referencePages(await readOperations())),
  ...inFolder('docs/reference/templates', templatePages(await viewTemplates(), zapierApp())),
  'docs/reference/field-mapping.md': fieldMappingPage(),
  'docs/reference/licences.md': licencesPage(runtimeLicences(await lockedPackages())),
  'docs/reference/messages.md': messagesPage(),
  'CONTRIBUTING.md': await withQuotedFiles('CONTRIBUTING.md'),
  'docs/testing.md': await withMistakes('docs/testing.md'),
});
