import type { Field, Operation } from './operations.ts';
import { CONTACT_ROUTES } from './routes.ts';

const HEAD = '<!-- Made by `npm run docs`; change the operations, not this page. -->\n';

const TITLES = { triggers: 'Triggers', searches: 'Searches', creates: 'Actions' } as const;

const INTRODUCTIONS = {
  triggers: 'A trigger starts a Zap. Zapier asks for news every few minutes, as your plan allows.',
  searches: 'A search finds records. It never changes anything.',
  creates: 'An action changes something in HighLevel and needs a *Read and write* connection.',
} as const;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const choicesOf = ({ choices }: Field): string => {
  if (typeof choices !== 'object' || choices === null) return '';
  if ('perform' in choices) return 'Dropdown from HighLevel.';
  return `One of: ${Object.values(choices).map(String).join(', ')}.`;
};

const typeOf = ({ type = 'string', list = false }: Field): string =>
  list ? `${type}, list` : type;

const inputRows = ({ inputs, hasDynamicInputs }: Operation): string[] => [
  ...inputs
    .filter(({ type }) => type !== 'copy')
    .map((field) => {
      const notes = [
        field.helpText,
        choicesOf(field),
        field.default && `Default: ${field.default}.`,
      ];
      return `| ${field.label ?? field.key}${field.required ? ' *(required)*' : ''} | \`${field.key}\` | ${typeOf(field)} | ${cell(notes.filter(Boolean).join(' '))} |`;
    }),
  ...(hasDynamicInputs
    ? ['| *your own custom fields* | | by type | As defined in HighLevel. |']
    : []),
];

const outputRows = ({ outputs, hasDynamicOutputs }: Operation): string[] => [
  ...outputs.map(
    (field) =>
      `| ${field.label ?? field.key} | \`${field.key}\` | ${typeOf(field)}${field.primary ? ', one run for each value' : ''} |`,
  ),
  ...(hasDynamicOutputs ? ['| *your own custom fields* | `customFields__…` | by type |'] : []),
];

const section = (operation: Operation): string => {
  const scopes = [...new Set(operation.routes.map(({ scope }) => scope))].toSorted();
  const warning = operation.inputs.find(({ type }) => type === 'copy')?.helpText;
  return [
    `## ${operation.label}`,
    operation.description,
    ...(warning ? [warning] : []),
    `Key \`${operation.key}\` · permissions ${scopes.map((scope) => `\`${scope}\``).join(', ')}`,
    ['| field | key | type | notes |', '| --- | --- | --- | --- |', ...inputRows(operation)].join(
      '\n',
    ),
    ['| output | key | type |', '| --- | --- | --- |', ...outputRows(operation)].join('\n'),
    `Routes: ${operation.routes.map(({ name }) => `\`${name}\``).join(', ')}`,
  ].join('\n\n');
};

const kindPage = (kind: Operation['kind'], operations: readonly Operation[]): string =>
  `${HEAD}
# ${TITLES[kind]}

${INTRODUCTIONS[kind]}

${operations
  .filter((operation) => operation.kind === kind)
  .map(section)
  .join('\n\n')}
`;

const indexPage = (operations: readonly Operation[]): string =>
  `${HEAD}
# Operations

${(['triggers', 'searches', 'creates'] as const)
  .map((kind) => {
    const page = `${TITLES[kind].toLowerCase()}.md`;
    const rows = operations
      .filter((operation) => operation.kind === kind)
      .map(
        ({ label, description }) =>
          `- [${label}](${page}#${label.toLowerCase().replaceAll(' ', '-')}): ${description}`,
      );
    return [`## ${TITLES[kind]}`, rows.join('\n')].join('\n\n');
  })
  .join('\n\n')}

Which routes of HighLevel’s Contacts API they reach: [contact-routes.md](contact-routes.md).
`;

const routesPage = (operations: readonly Operation[]): string => {
  const rows = CONTACT_ROUTES.map((route) => {
    const users = operations.filter(({ routes }) => routes.includes(route));
    return { route, users: users.map(({ label }) => label) };
  });
  const reached = rows.filter(({ users }) => users.length > 0).length;
  return `${HEAD}
# Routes of HighLevel’s Contacts API

${reached} of the ${rows.length} live routes are reached by an operation, with its example input. The 32nd,
\`GET /contacts/\`, is deprecated and served by \`POST /contacts/search\`.

| route | scope | operations |
| --- | --- | --- |
${rows
  .map(
    ({ route, users }) => `| \`${route.name}\` | \`${route.scope}\` | ${users.join(', ') || '—'} |`,
  )
  .join('\n')}
`;
};

/** The pages of `docs/operations/`, by file name. */
export const referencePages = (operations: readonly Operation[]): Record<string, string> => ({
  'README.md': indexPage(operations),
  'triggers.md': kindPage('triggers', operations),
  'searches.md': kindPage('searches', operations),
  'actions.md': kindPage('creates', operations),
  'contact-routes.md': routesPage(operations),
});
