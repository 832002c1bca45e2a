/**
 * Zapier's checks of a definition, by their own numbers.
 *
 * Source of each rule: docs.zapier.com/integrations/publish/integration-checks-reference. Zapier
 * does not publish how its servers decide, so where the page leaves room the stricter reading holds.
 */
import { displayed, instant, operationsOf, polled, takesValue, visible, where } from '../app.ts';
import type { App, Fields, Finding, InputField, Operation, Rule } from '../app.ts';
import { essence, titleCase } from '../text.ts';
import { fitsField, isOtherDate, valuesOf } from '../values.ts';

const fieldOf = ({ name }: Operation, { key }: { key: string }): string => `${name} ${key}`;

/** One finding for each input field that the test holds for. */
const inputsWhere = (
  app: App,
  isWrong: (field: InputField, operation: Operation) => boolean,
  what: (field: InputField) => string,
): Finding[] =>
  visible(app).flatMap((operation) =>
    where(
      operation.inputs,
      (field) => isWrong(field, operation),
      (field) => ({ at: fieldOf(operation, field), what: what(field) }),
    ),
  );

const CREDENTIAL = /(api|access|secret|auth)[_-]?key|token|passw|secret|credential/i;

const DOMAIN = /domain|host|url|site/i;

const hasDropdown = ({ choices, dynamic }: InputField): boolean =>
  dynamic !== undefined ||
  (typeof choices === 'object' && choices !== null && 'perform' in choices);

const namesId = ({ key, label = '' }: InputField): boolean =>
  /(^id|_id|[a-z]I[dD])$/.test(key) || /\bIDs?\b/i.test(label);

/** Every text of a definition, wherever it stands, with the path to it. */
const textsIn = (value: unknown, path: readonly string[] = []): { at: string; text: string }[] => {
  if (typeof value === 'string') return [{ at: path.join('.'), text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]));
};

const textsWhere = ({ definition }: App, form: RegExp, what: string): Finding[] =>
  where(
    textsIn(definition),
    ({ text }) => form.test(text),
    ({ at }) => ({ at, what }),
  );

/** What is left of a text once its code and its valid links are taken out. */
const withoutLinks = (markdown: string): string =>
  markdown.replaceAll(/`[^`]*`/g, '').replaceAll(/\[[^\][]+\]\(https:\/\/[^\s()]+\)/g, '');

const BROKEN_LINK = /https?:\/\/|www\.|\]\s*\(|\[[^\]]*\(/;

const promisedKeys = ({ staticOutputs }: Operation): string[] => {
  const primary = staticOutputs.filter((field) => field.primary).map(({ key }) => key);
  return primary.length > 0 ? primary : ['id'];
};

const isKey = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

/** Primary keys that a polled record lacks: also what T002 asks of live results. */
export const missingKeys = (operation: Operation, record: Fields): string[] => {
  const values = new Map(valuesOf(record).map(({ path, value }) => [path, value]));
  return promisedKeys(operation).filter((key) => !isKey(values.get(key)));
};

/** Dates of a record that D023 and T003 do not take. */
export const badDates = (record: Fields): string[] =>
  valuesOf(record)
    .filter(({ value }) => isOtherDate(value))
    .map(({ path }) => path);

/** One value of a line item: the columns are texts, since an empty one is `""`, and may hold more. */
const isCell = (path: string, value: unknown): boolean =>
  path.includes('[]') && (typeof value === 'number' || typeof value === 'boolean');

/** Values that are not what the output fields promise, and promised ones that are missing. */
export const misfits = ({ outputs }: Operation, record: Fields): string[] => {
  const values = valuesOf(record);
  const fields = new Map(outputs.map((field) => [field.key, field]));
  const there = new Set(values.map(({ path }) => path));
  const wrong = values.flatMap(({ path, value }) => {
    const field = fields.get(path);
    return field && !isCell(path, value) && !fitsField(value, field)
      ? [`${path} is no ${field.type ?? 'string'}`]
      : [];
  });
  const missing = outputs
    .filter((field) => field.required && !there.has(field.key))
    .map(({ key }) => `${key} is missing`);
  return [...new Set([...wrong, ...missing])];
};

const inSamples = (
  operations: readonly Operation[],
  problems: (operation: Operation, sample: Fields) => string[],
  what: (problem: string) => string,
): Finding[] =>
  operations.flatMap((operation) =>
    problems(operation, operation.sample ?? {}).map((problem) => ({
      at: operation.name,
      what: what(problem),
    })),
  );

const hasSample = ({ sample }: Operation): boolean => Object.keys(sample ?? {}).length > 0;

const sampled = (app: App): Operation[] => visible(app).filter(hasSample);

/** A hook whose address people have to copy by hand. */
const isStaticHook = ({ entry }: Operation): boolean =>
  !('performSubscribe' in entry && 'performUnsubscribe' in entry);

const staticHooks = (app: App): Operation[] => instant(app).filter(isStaticHook);

export const definitionRules: readonly Rule[] = [
  {
    id: 'D001',
    says: 'No input field asks for a password, key or token',
    check: (app) =>
      inputsWhere(
        app,
        ({ key, type }) => CREDENTIAL.test(key) || type === 'password',
        () => 'Belongs into the authentication.',
      ),
  },
  {
    id: 'D002',
    says: 'A credential that people type in has a link to where they find it',
    check: ({ definition }) =>
      where(
        definition.authentication?.fields ?? [],
        ({ computed, choices, type, helpText = '' }) =>
          !computed && choices === undefined && type !== 'copy' && !/\]\(https:/.test(helpText),
        ({ key }) => ({ at: `authentication ${key}`, what: 'Its help text has no link.' }),
      ),
  },
  {
    id: 'D003',
    says: 'The connection label tells connections apart and shows no secret',
    check: ({ definition: { authentication } }) => {
      if (!authentication) return [];
      const label = authentication.connectionLabel ?? '';
      if (label.startsWith('$func$')) return [];
      const at = 'authentication connectionLabel';
      if (CREDENTIAL.test(label)) return [{ at, what: 'Shows a secret.' }];
      return label.includes('{{') ? [] : [{ at, what: 'Is the same for every connection.' }];
    },
  },
  {
    id: 'D004',
    says: 'Every ID is chosen from a dropdown',
    check: (app) =>
      inputsWhere(
        app,
        (field) => takesValue(field) && namesId(field) && !hasDropdown(field),
        () => 'Has no dropdown.',
      ),
  },
  {
    id: 'D005',
    says: 'A dropdown’s trigger exists',
    check: (app) =>
      inputsWhere(
        app,
        ({ dynamic }) => dynamic !== undefined && !(first(dynamic) in app.definition.triggers),
        ({ dynamic = '' }) => `There is no trigger ${first(dynamic)}.`,
      ),
  },
  {
    id: 'D006',
    says: 'An instant trigger can list recent records too',
    check: (app) =>
      where(
        instant(app),
        ({ entry }) => !('performList' in entry),
        ({ name }) => ({ at: name, what: 'Has no performList.' }),
      ),
  },
  {
    id: 'D007',
    says: 'Every URL is https',
    check: (app) => textsWhere(app, /\bhttp:\/\//i, 'Holds an http URL.'),
  },
  {
    id: 'D008',
    says: 'Links are valid Markdown, other URLs stand in backticks',
    check: (app) => [
      ...where(
        displayed(app),
        ({ description }) => BROKEN_LINK.test(withoutLinks(description)),
        ({ name }) => ({ at: `${name} description`, what: 'Holds a bare or broken link.' }),
      ),
      ...inputsWhere(
        app,
        ({ helpText = '' }) => BROKEN_LINK.test(withoutLinks(helpText)),
        () => 'Its help text holds a bare or broken link.',
      ),
      ...where(
        app.definition.authentication?.fields ?? [],
        ({ helpText = '' }) => BROKEN_LINK.test(withoutLinks(helpText)),
        ({ key }) => ({
          at: `authentication ${key}`,
          what: 'Its help text holds a bare or broken link.',
        }),
      ),
    ],
  },
  {
    id: 'D009',
    says: 'A search has something to search by',
    check: (app) =>
      where(
        visible(app).filter(({ kind }) => kind === 'searches'),
        ({ inputs, hasInputFunction }) => !inputs.some(takesValue) && !hasInputFunction,
        ({ name }) => ({ at: name, what: 'Has no input field.' }),
      ),
  },
  {
    id: 'D010',
    says: 'A polled sample holds the primary keys',
    check: (app) =>
      inSamples(polled(app).filter(hasSample), missingKeys, (key) => `Lacks the key ${key}.`),
  },
  {
    id: 'D011',
    says: 'A help text says something that the label does not',
    check: (app) =>
      inputsWhere(
        app,
        ({ label = '', helpText = '' }) => helpText !== '' && essence(helpText) === essence(label),
        () => 'Its help text repeats the label.',
      ),
  },
  {
    id: 'D012',
    says: 'Every operation has a sample',
    check: (app) =>
      where(
        visible(app),
        (operation) => !hasSample(operation),
        ({ name }) => ({
          at: name,
          what: 'Has no sample.',
        }),
      ),
  },
  {
    id: 'D013',
    says: 'A search that a field offers exists',
    check: (app) =>
      inputsWhere(
        app,
        ({ search }) => search !== undefined && !(first(search) in app.definition.searches),
        ({ search = '' }) => `There is no search ${first(search)}.`,
      ),
  },
  {
    id: 'D014',
    says: 'A field that offers a search is a dropdown for one text or number',
    check: (app) =>
      inputsWhere(
        app,
        (field) =>
          field.search !== undefined &&
          (!hasDropdown(field) ||
            !['string', 'number', 'integer'].includes(field.type ?? 'string') ||
            field.list === true ||
            field.dict === true ||
            field.children !== undefined),
        () => 'Zapier shows no search step for it.',
      ),
  },
  {
    id: 'D015',
    says: 'A search-or-create joins a search and an action that exist',
    check: ({ definition }) =>
      where(
        Object.entries(definition.searchOrCreates),
        ([, { search, create }]) =>
          !(search in definition.searches) || !(create in definition.creates),
        ([key, { search, create }]) => ({
          at: `searchOrCreates.${key}`,
          what: `Joins ${search} and ${create}.`,
        }),
      ),
  },
  {
    id: 'D016',
    says: 'The app is more than one static webhook',
    check: (app) => {
      const [hook] = staticHooks(app);
      return hook && operationsOf(app).length === 1
        ? [{ at: hook.name, what: 'Is all there is; Webhooks by Zapier can do that already.' }]
        : [];
    },
  },
  {
    id: 'D017',
    says: 'No webhook has to be set up by hand',
    check: (app) =>
      operationsOf(app).length === 1
        ? []
        : staticHooks(app).map(({ name }) => ({ at: name, what: 'Is a static webhook.' })),
  },
  {
    id: 'D018',
    says: 'Labels of operations are in title case',
    check: (app) =>
      where(
        displayed(app),
        ({ label }) => label === '' || titleCase(label) !== label,
        ({ name, label }) => ({ at: name, what: `Should read “${titleCase(label)}”.` }),
      ),
  },
  {
    id: 'D021',
    says: 'A trigger’s description reads “Triggers when ….”',
    check: (app) =>
      where(
        visible(app).filter(({ kind }) => kind === 'triggers'),
        ({ description }) => !/^Triggers when .+\.$/.test(description),
        ({ name, description }) => ({ at: name, what: `Reads “${description}”.` }),
      ),
  },
  {
    id: 'D022',
    says: 'An action has fields that are the same for everyone',
    check: (app) =>
      where(
        visible(app).filter(({ kind }) => kind === 'creates'),
        ({ staticInputs }) => !staticInputs.some(takesValue),
        ({ name }) => ({ at: name, what: 'Has no static input field.' }),
      ),
  },
  {
    id: 'D023',
    says: 'Dates in samples are ISO 8601, with an offset where there is a time',
    check: (app) =>
      inSamples(
        sampled(app),
        (_operation, sample) => badDates(sample),
        (path) => `${path} is not.`,
      ),
  },
  {
    id: 'D024',
    says: 'Samples are what the output fields promise',
    check: (app) => inSamples(sampled(app), misfits, (problem) => `${problem}.`),
  },
  {
    id: 'D025',
    says: 'No URL can run code',
    check: (app) =>
      textsWhere(app, /(^|\]\(|\s)(javascript|vbscript|data):\S/i, 'Holds a dangerous URL.'),
  },
  {
    id: 'D026',
    says: 'No connection asks for a domain, which the app would have to validate',
    check: ({ definition }) =>
      where(
        definition.authentication?.fields ?? [],
        ({ key, computed, inputFormat }) =>
          inputFormat !== undefined || (!computed && DOMAIN.test(key)),
        ({ key }) => ({
          at: `authentication ${key}`,
          what: 'Has to be checked against a pattern in code, which a definition does not show.',
        }),
      ),
  },
  {
    id: 'D027',
    says: 'The app runs on the latest core',
    check: () => ({ why: 'Only the npm registry knows which core is the latest.' }),
  },
  {
    id: 'D028',
    says: 'Zapier does not clean blank values out of the input',
    check: (app) =>
      where(
        operationsOf(app),
        ({ cleanInputData }) => (cleanInputData ?? app.definition.flags?.cleanInputData) !== false,
        ({ name }) => ({ at: name, what: 'cleanInputData is not false.' }),
      ),
  },
];

/** `trigger` of `trigger.id.label`. */
const first = (path: string): string => path.split('.')[0] ?? '';
