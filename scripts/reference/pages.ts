import { CONTACT_ROUTES } from '../../harness/routes.ts';
import type { Route } from '../../harness/routes.ts';
import { cell } from './markdown.ts';
import { isCustomInput } from './operations.ts';
import type { Field, Operation } from './operations.ts';

const HEAD = '<!-- Made by `npm run docs`; change the operations, not this page. -->\n';

const TITLES = { triggers: 'Triggers', searches: 'Searches', creates: 'Actions' } as const;

const INTRODUCTIONS = {
  triggers:
    'A trigger starts a Zap. Zapier asks for news every few minutes, as your plan allows. Where the app is built with [a relay](../../relay.md), the triggers that say so are instant, and have one field more: *At Most Runs an Hour*.',
  searches: 'A search finds records. It never changes anything.',
  creates: 'An action changes something in HighLevel and needs a *Read and write* connection.',
} as const;

/** Where people without code would otherwise look for a meaning. */
const FOR_DEVELOPERS =
  'To build a Zap you need the names and notes of the fields. Keys, types, permissions and routes are for developers.';

/** Fixed choices by value; none where a dropdown asks HighLevel. */
const labelsOf = ({ choices }: Field): ReadonlyMap<string, string> =>
  typeof choices === 'object' && choices !== null && !('perform' in choices)
    ? new Map(Object.entries(choices).map(([value, label]) => [value, String(label)]))
    : new Map();

const choicesOf = (field: Field): string => {
  if (field.choices === undefined) return '';
  const labels = labelsOf(field);
  if (labels.size === 0) return 'Dropdown from HighLevel.';
  const own = [...labels].filter(([value]) => !isCustomInput(value));
  const custom = own.length < labels.size ? ['your own custom fields'] : [];
  // Some choices hold commas.
  return `One of: ${[...own.map(([, label]) => label), ...custom].join('; ')}.`;
};

/** A field's default as the editor shows it. */
const defaultOf = (field: Field): string => {
  const { type, default: value } = field;
  if (value === undefined) return '';
  if (type === 'boolean') return `Default: ${value === 'true' ? 'True' : 'False'}.`;
  return `Default: ${labelsOf(field).get(value) ?? value}.`;
};

const typeOf = ({ type = 'string', list = false }: Field): string =>
  list ? `${type}, list` : type;

const inputRows = ({ inputs, takesCustomFields }: Operation): string[] => [
  ...inputs
    .filter(({ type }) => type !== 'copy')
    .map((field) => {
      const notes = [field.helpText, choicesOf(field), defaultOf(field)];
      return `| ${field.label ?? field.key}${field.required ? ' *(required)*' : ''} | \`${field.key}\` | ${typeOf(field)} | ${cell(notes.filter(Boolean).join(' '))} |`;
    }),
  ...(takesCustomFields
    ? ['| *your own custom fields* | | by type | As defined in HighLevel. |']
    : []),
];

const outputRows = ({ outputs, givesCustomFields }: Operation): string[] => [
  ...outputs.map(
    (field) =>
      `| ${field.label ?? field.key} | \`${field.key}\` | ${typeOf(field)}${field.primary ? ', one run for each value' : ''} |`,
  ),
  ...(givesCustomFields ? ['| *your own custom fields* | `customFields__…` | by type |'] : []),
];

const section = (operation: Operation): string => {
  const scopes = [...new Set(operation.routes.map(({ scope }) => scope))].toSorted();
  const { instant } = operation;
  const remarks = operation.inputs.flatMap(({ type, helpText }) =>
    type === 'copy' && helpText && helpText !== instant?.note ? [helpText] : [],
  );
  const more = (instant?.routes ?? []).filter((route) => !operation.routes.includes(route));
  const relay = instant?.isOnly ? '**Only with a relay.**' : '**With a relay:**';
  return [
    `## ${operation.label}`,
    operation.description,
    ...remarks,
    ...(instant ? [`${relay} ${instant.note}`] : []),
    ...(operation.creates
      ? [`Can create what it does not find, as *${operation.creates}* does.`]
      : []),
    `Key \`${operation.key}\` · permissions ${quoted(scopes)}`,
    ['| field | key | type | notes |', '| --- | --- | --- | --- |', ...inputRows(operation)].join(
      '\n',
    ),
    ['| output | key | type |', '| --- | --- | --- |', ...outputRows(operation)].join('\n'),
    `Routes: ${quoted(namesOf(operation.routes))}`,
    ...(more.length > 0 ? [`With a relay also ${quoted(namesOf(more))}`] : []),
  ].join('\n\n');
};

const namesOf = (routes: readonly Route[]): string[] => routes.map(({ name }) => name);

const quoted = (names: readonly string[]): string =>
  names.map((name) => `\`${name}\``).join(', ') || 'none';

const kindPage = (kind: Operation['kind'], operations: readonly Operation[]): string =>
  `${HEAD}
# ${TITLES[kind]}

${INTRODUCTIONS[kind]}

${FOR_DEVELOPERS}

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
        ({ label, description, instant }) =>
          `- [${label}](${page}#${label.toLowerCase().replaceAll(' ', '-')}): ${description}${instant?.isOnly ? ' *(only with a relay)*' : ''}`,
      );
    return [`## ${TITLES[kind]}`, rows.join('\n')].join('\n\n');
  })
  .join('\n\n')}

Routes and permissions are those of the run itself, and of what it brings along; dropdowns read
their lists besides. Which routes of HighLevel’s Contacts API are reached:
[contact-routes.md](contact-routes.md).
`;

const routesPage = (operations: readonly Operation[]): string => {
  const rows = CONTACT_ROUTES.map((route) => {
    const users = operations.filter(({ routes }) => routes.includes(route));
    return { route, users: users.map(({ label }) => label) };
  });
  const reached = rows.filter(({ users }) => users.length > 0).length;
  return `${HEAD}
# Routes of HighLevel’s Contacts API

${reached} of the ${rows.length} live routes are reached. Each operation was run in the ways that its
facts know (\`harness/operations/\`); a test fails when it sees an operation on a route that this
reference does not name. The 32nd route, \`GET /contacts/\`, is deprecated and served by
\`POST /contacts/search\`.

| route | scope | operations |
| --- | --- | --- |
${rows
  .map(
    ({ route, users }) => `| \`${route.name}\` | \`${route.scope}\` | ${users.join(', ') || '—'} |`,
  )
  .join('\n')}
`;
};

/** The pages of `docs/reference/operations/`, by file name. */
export const referencePages = (operations: readonly Operation[]): Record<string, string> => ({
  'README.md': indexPage(operations),
  'triggers.md': kindPage('triggers', operations),
  'searches.md': kindPage('searches', operations),
  'actions.md': kindPage('creates', operations),
  'contact-routes.md': routesPage(operations),
});
