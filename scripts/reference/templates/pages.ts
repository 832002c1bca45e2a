import { AREAS_FIELD, AREA_LABELS, SCOPE_PHRASE } from '../../../lib/ghl/client/scopes.ts';
import { OTHER_APPS } from '../../../templates/other-apps.ts';
import type { OtherApp } from '../../../templates/other-apps.ts';
import { prefilledLink } from '../../../templates/prefilled-link.ts';
import { APP_NAME, UNREGISTERED } from '../../../templates/zapier-app.ts';
import type { ZapierApp } from '../../../templates/zapier-app.ts';
import { table } from '../markdown.ts';
import { picture, pictureText } from './picture.ts';
import type { StepView, TemplateView } from './view.ts';

const head = (source: string): string =>
  `<!-- Made by \`npm run docs\`; change ${source}, not this page. -->`;

const ACCESS = {
  read: '*Read only* access is enough',
  write: 'it needs *Read and write* access',
} as const;

/** What to choose when connecting, where contacts and calendars are not all. */
const areaNeeded = ({ area }: TemplateView): string =>
  area === 'contacts' ? '' : `, with *${AREAS_FIELD}* set to *${AREA_LABELS[area]}*`;

const SENDING =
  '**This Zap sends messages to people.** So does a test of the step that sends: test it with a contact of your own. HighLevel may charge you for each message.';

const PHRASES: Readonly<Record<string, string>> = SCOPE_PHRASE;

const permissions = ({ scopes }: TemplateView): string =>
  scopes.map((scope) => `${PHRASES[scope] ?? scope} (\`${scope}\`)`).join(', ');

const appsOf = ({ steps }: TemplateView): OtherApp[] => [
  ...new Set(steps.flatMap(({ step }) => ('app' in step ? [step.app] : []))),
];

const needs = (view: TemplateView): string[] => [
  `${APP_NAME}, connected to your HighLevel sub-account: ${ACCESS[view.access]}${areaNeeded(view)}. Of its permissions this Zap uses those to ${permissions(view)}.`,
  ...view.customFields.map(
    (label) => `A custom field such as *${label}* in HighLevel; map yours in its place.`,
  ),
  ...appsOf(view).map((app) => `${app}: ${OTHER_APPS[app].prepare}.`),
  ...(view.steps.length > 2 ? ['A Zapier plan with multi-step Zaps.'] : []),
];

const WHEN_NOTHING_FOUND = {
  stop: 'When nothing is found, the run ends here: set *Successful if no search results are found?* to *False*.',
  continue:
    'When nothing is found, the Zap goes on without it: set *Successful if no search results are found?* to *True*.',
} as const;

const remarksOf = ({ step, app, description = '' }: StepView): string => {
  if (step.kind === 'filter') return 'The Zap goes on only if all of this holds:';
  if ('app' in step) return `${app} may call its fields a little differently.`;
  return step.kind === 'search'
    ? `${description} ${WHEN_NOTHING_FOUND[step.whenNothingFound]}`
    : description;
};

const stepSection = (view: StepView): string =>
  [
    `### ${view.number}. ${view.app}: ${view.title}`,
    remarksOf(view),
    ...(view.conditions.length > 0 ? [list(view.conditions)] : []),
    ...(view.fields.length > 0
      ? [
          table(
            ['field', 'value'],
            view.fields.map(({ label, value }) => [label, value]),
          ),
        ]
      : []),
  ].join('\n\n');

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** What the link leaves for the user to do. */
const leftToDo = ({ steps }: TemplateView): string => {
  const filters = steps.filter(({ step }) => step.kind === 'filter');
  const added = filters.map(({ number }) => `, and add the filter of step ${number}`).join('');
  return `It chooses the apps, and ${APP_NAME}’s events with their fixed values. A link can neither choose the events of other apps nor fill in lists nor map fields: do that as described above${added}.`;
};

/** Before registration the link leads nowhere yet, and is of use to developers only. */
const linkToCome = ({ template }: TemplateView, app: ZapierApp | undefined): string[] =>
  app === undefined
    ? [
        `Once the app is registered, this opens a Zap with the template’s steps ([how to fill it in](../../publishing.md#links-to-zaps-with-their-steps-chosen)):`,
        `\`\`\`text\n${prefilledLink(template, UNREGISTERED)}\n\`\`\``,
      ]
    : [];

const linkSection = (view: TemplateView, app: ZapierApp | undefined): string[] =>
  app === undefined
    ? []
    : [`Or [open a Zap with these steps](<${prefilledLink(view.template, app)}>).`, leftToDo(view)];

const setUpSection = (view: TemplateView, app: ZapierApp | undefined): string =>
  [
    'Create a Zap, add the steps above in their order, and fill in the fields of each as its table says. Leave all other fields as they are. Press *Test* on each step, and switch the Zap on.',
    ...linkSection(view, app),
  ].join('\n\n');

const forDevelopers = (view: TemplateView, app: ZapierApp | undefined): string =>
  [
    `\`\`\`sh
npm run zap -- ${view.template.key}
\`\`\``,
    `runs it on this machine against a HighLevel sandbox and shows each step with its input and output.
Other apps are not called. See [the Zap runner](../../zap-runner.md).`,
    ...linkToCome(view, app),
  ].join('\n\n');

const templatePage = (view: TemplateView, app: ZapierApp | undefined): string => {
  const { key, title, description } = view.template;
  return `${head(`templates/${key}.ts`)}

# ${title}

${[description, ...(view.isSending ? [SENDING] : [])].join('\n\n')}

![${pictureText(view.steps)}](${key}.svg)

## What you need

${list(needs(view))}

## Steps

\`1. Full Name\` means: map the field *Full Name* of step 1.

${view.steps.map(stepSection).join('\n\n')}

## Set it up in Zapier

${setUpSection(view, app)}

## Change it

${list(view.variations)}

## For developers: try it without an account

${forDevelopers(view, app)}
`;
};

/** The steps in a line, as short as can be. */
const stepsOf = ({ steps }: TemplateView): string =>
  steps
    .map(({ step, app, title }) => {
      if (step.kind === 'filter') return 'Filter';
      return 'operation' in step ? `*${title}*` : `${app}: *${title}*`;
    })
    .join(' → ');

/** What sets a template apart in the list of all. */
const remarkOf = ({ area, isSending }: TemplateView): string => {
  const remarks = [
    ...(area === 'contacts' ? [] : [`needs *${AREA_LABELS[area]}*`]),
    ...(isSending ? ['**sends messages to people**'] : []),
  ];
  return remarks.length > 0 ? ` (${remarks.join(', ')})` : '';
};

const indexTable = (views: readonly TemplateView[], access: TemplateView['access']): string =>
  table(
    ['template', 'steps', 'key'],
    views
      .filter((view) => view.access === access)
      .map((view) => {
        const { key, title } = view.template;
        return [`[${title}](${key}.md)${remarkOf(view)}`, stepsOf(view), `\`${key}\``];
      }),
  );

const indexPage = (views: readonly TemplateView[]): string => `${head('templates/')}

# Zap templates

Ready-made Zaps. Each page says what the Zap does and needs, shows its steps with every field, and how
to change it. For developers, \`npm run zap -- <key>\` shows one at work on this machine, against a
HighLevel sandbox.

Most work with a connection for *${AREA_LABELS.contacts}*; those that need *${AREA_LABELS.sales}* say so. It
is what you choose as *${AREAS_FIELD}* when connecting.

## They only read HighLevel

A *Read only* connection is enough.

${indexTable(views, 'read')}

## They also write to HighLevel

They need a *Read and write* connection.

${indexTable(views, 'write')}
`;

/** The pages and pictures of `docs/reference/templates/`, by file name. */
export const templatePages = (
  views: readonly TemplateView[],
  app: ZapierApp | undefined,
): Record<string, string> =>
  Object.fromEntries([
    ['README.md', indexPage(views)],
    ...views.flatMap((view) => [
      [`${view.template.key}.md`, templatePage(view, app)],
      [`${view.template.key}.svg`, picture(view.steps)],
    ]),
  ]);
