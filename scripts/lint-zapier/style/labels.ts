/** Zapier's style guide on names: docs.zapier.com/integrations/publish/integration-build-guidelines. */
import {
  displayed,
  isForDevelopers,
  operationsOf,
  ownFields,
  takesValue,
  visible,
  where,
} from '../app.ts';
import type { App, Operation, Rule } from '../app.ts';
import { titleCase } from '../text.ts';

/** What a search does. `Get` is for what is worked out rather than looked up, such as a summary. */
const SEARCH_VERBS = new Set(['Find', 'Get']);

const ACTION_VERBS = new Set([
  'Add',
  'Append',
  'Assign',
  'Block',
  'Book',
  'Cancel',
  'Complete',
  'Create',
  'Delete',
  'Log',
  'Remove',
  'Reschedule',
  'Send',
  'Set',
  'Update',
  'Upload',
]);

const LONGEST_LABEL = 45;

const firstWord = (text: string): string => text.split(' ')[0] ?? '';

const verbsFor = (name: string): ReadonlySet<string> =>
  name.startsWith('creates.') ? ACTION_VERBS : SEARCH_VERBS;

const doesSomething = ({ name }: { name: string }): boolean => !name.startsWith('triggers.');

const nounProblem = ({ noun }: Operation): string | undefined => {
  if (noun === '' || titleCase(noun) !== noun) return 'The noun is not in title case.';
  return /[^s]s$/.test(noun) ? 'The noun is not in the singular.' : undefined;
};

const inputLabelProblem = (label: string): string | undefined => {
  if (label === '' || titleCase(label) !== label) return `Should read “${titleCase(label)}”.`;
  if (/\bIDs?\b/.test(label)) return 'Asks for an ID.';
  if (/[.:?!]$/.test(label)) return 'Ends with a punctuation mark.';
  return label.length > LONGEST_LABEL ? `Is longer than ${LONGEST_LABEL} characters.` : undefined;
};

/** Every name that a key has, with the place of each. */
const namesByKey = (
  app: App,
  fieldsOf: (operation: Operation) => readonly { key: string; label?: string | undefined }[],
): Map<string, Map<string, string>> => {
  const nouns = visible(app).map(({ noun }) =>
    (noun.split(' ').at(-1) ?? '').replace(/y$/, '(?:y|ie)'),
  );
  const anyNoun = new RegExp(`\\b(${[...new Set(nouns)].join('|')})s?\\b`, 'g');
  const names = new Map<string, Map<string, string>>();
  for (const operation of visible(app)) {
    for (const { key, label = '' } of fieldsOf(operation)) {
      const own = key.split(/__|\[\]/).at(-1) ?? key;
      // A person has a full name; a tag, a calendar or a company has one name.
      const lastKey = own === 'name' ? `${operation.noun} ${own}` : own;
      const name = label.replace(/^.+: /, '').replaceAll(anyNoun, '…');
      // What many records are summed up under is no ID of any of them, and says so.
      if (own === 'id' && label.endsWith(' ID')) continue;
      const places = names.get(lastKey) ?? new Map<string, string>();
      names.set(lastKey, places);
      if (!places.has(name)) places.set(name, `${operation.name} ${key}`);
    }
  }
  return names;
};

const inputNames = (app: App) =>
  namesByKey(app, ({ inputs }) => ownFields(inputs).filter(takesValue));

const outputNames = (app: App) => namesByKey(app, ({ outputs }) => ownFields(outputs));

export const labelRules: readonly Rule[] = [
  {
    id: 'verb-first',
    says: 'Searches and actions are labelled Verb Noun',
    check: (app) =>
      where(
        displayed(app).filter(doesSomething),
        ({ name, label }) => !isForDevelopers(name) && !verbsFor(name).has(firstWord(label)),
        ({ name, label }) => ({ at: name, what: `“${firstWord(label)}” is no verb for it.` }),
      ),
  },
  {
    id: 'noun',
    says: 'Nouns are in title case and in the singular',
    check: (app) =>
      operationsOf(app).flatMap((operation) => {
        const what = nounProblem(operation);
        return what === undefined ? [] : [{ at: operation.name, what }];
      }),
  },
  {
    id: 'input-labels',
    says: `Labels of fields are in title case, at most ${LONGEST_LABEL} characters, and ask for no ID`,
    check: (app) =>
      visible(app).flatMap((operation) =>
        ownFields(operation.inputs)
          .filter(takesValue)
          .flatMap(({ key, label = '' }) => {
            const what = inputLabelProblem(label);
            return what === undefined ? [] : [{ at: `${operation.name} ${key}`, what }];
          }),
      ),
  },
  {
    id: 'one-name',
    says: 'The same field has the same name everywhere',
    check: (app) =>
      [inputNames(app), outputNames(app)].flatMap((names) =>
        [...names].flatMap(([, places]) => {
          const [[first] = [], ...others] = [...places];
          return others.map(([name, at]) => ({
            at,
            what: `Is “${name}” here and “${first}” elsewhere.`,
          }));
        }),
      ),
  },
  {
    id: 'names-in-and-out',
    says: 'A field that goes in and comes out has one name, with “ID” where its ID comes out',
    check: (app) => {
      const outputs = outputNames(app);
      return [...inputNames(app)].flatMap(([key, places]) =>
        [...places.keys()].flatMap((label) =>
          where(
            [...(outputs.get(key) ?? [])],
            ([name]) => name !== label && name !== `${label} ID`,
            ([name, at]) => ({ at, what: `Comes out as “${name}” and goes in as “${label}”.` }),
          ),
        ),
      );
    },
  },
  {
    id: 'generic-updates',
    says: 'A trigger for any update can be narrowed down',
    check: (app) =>
      where(
        visible(app),
        ({ label, inputs }) =>
          /^(Updated \w+|\w+ Updated)$/.test(label) && !inputs.some(takesValue),
        ({ name }) => ({ at: name, what: 'Fits no purpose in particular.' }),
      ),
  },
];
