/** Zapier's style guide on descriptions and help texts, and the words that its readers know. */
import { displayed, isForDevelopers, ownFields, takesValue, visible, where } from '../app.ts';
import type { App, InputField, Rule } from '../app.ts';
import { plain, sentencesOf, wordsOf } from '../text.ts';

const LONGEST_DESCRIPTION = 110;

/** Zapier's form builder asks for 20 and takes 1000. */
const SHORTEST_HELP = 20;
const LONGEST_HELP = 300;

const LONGEST_SENTENCE = 30;

const OWN_NAMES = /protiv|high\s?level|\bghl\b|zapier/i;

/** Words of those who build software; UTC is none of them: world clocks and calendars name it. */
const JARGON =
  /\b(api|endpoints?|json|payloads?|webhooks?|booleans?|null|undefined|arrays?|strings?|integers?|param(eter)?s?|locations?|ghl|regex|schemas?|iso|uuid|quer(y|ies)|dedupe[ds]?|poll(s|ing)?|fires?|fired|entit(y|ies)|(?<!custom )objects?|records?|idempotent|hydrat\w+|e-mails?|e\.g\.|i\.e\.)(?![\w-])/i;

const descriptionProblems = (description: string): string[] => [
  ...(sentencesOf(description).length === 1 && description.endsWith('.')
    ? []
    : ['Is not one sentence with a period.']),
  ...(description.length <= LONGEST_DESCRIPTION
    ? []
    : [`Is longer than ${LONGEST_DESCRIPTION} characters.`]),
  ...(OWN_NAMES.test(description) ? ['Names an app.'] : []),
  ...wordsOf(description)
    .slice(1)
    .filter((word) => /^[A-Z]/.test(word) && !/^IDs?\W?$/.test(word) && !OWN_NAMES.test(word))
    .map((word) => `“${word}” has a capital.`),
];

const helpTextProblems = (helpText: string): string[] => [
  ...(/^[A-Z*`[]/.test(helpText) && helpText.trimEnd().endsWith('.')
    ? []
    : ['Is not made of sentences.']),
  ...(helpText.length >= SHORTEST_HELP && helpText.length <= LONGEST_HELP
    ? []
    : [`Has ${helpText.length} characters, not ${SHORTEST_HELP} to ${LONGEST_HELP}.`]),
  ...sentencesOf(helpText)
    .filter((sentence) => wordsOf(sentence).length > LONGEST_SENTENCE)
    .map((sentence) => `“${wordsOf(sentence).slice(0, 4).join(' ')} …” is a long sentence.`),
];

/** The app's own input fields and those of its authentication, with their places. */
const fieldsIn = (app: App): { at: string; field: InputField }[] => [
  ...(app.definition.authentication?.fields ?? [])
    .filter(({ computed }) => !computed)
    .map((field) => ({ at: `authentication ${field.key}`, field })),
  ...visible(app).flatMap(({ name, inputs }) =>
    ownFields(inputs).map((field) => ({ at: `${name} ${field.key}`, field })),
  ),
];

/** What the fixed choices of a field are called. */
const choiceLabels = ({ choices }: InputField): string[] => {
  if (typeof choices !== 'object' || choices === null || 'perform' in choices) return [];
  return Object.values(choices).map((choice: unknown) =>
    typeof choice === 'object' && choice !== null && 'label' in choice
      ? String(choice.label)
      : String(choice),
  );
};

/** Every text that a user of the editor reads. */
const readTexts = (app: App): { at: string; text: string }[] => [
  ...displayed(app).flatMap(({ name, label, description }) => [
    { at: name, text: label },
    { at: name, text: description },
  ]),
  ...fieldsIn(app).flatMap(({ at, field }) =>
    [field.label ?? '', field.helpText ?? '', ...choiceLabels(field)].map((text) => ({ at, text })),
  ),
  ...visible(app).flatMap(({ name, outputs }) =>
    ownFields(outputs).map(({ key, label = '' }) => ({ at: `${name} ${key}`, text: label })),
  ),
];

export const textRules: readonly Rule[] = [
  {
    id: 'descriptions',
    says: 'Descriptions are one short sentence without the names of apps and without capitals',
    check: (app) =>
      displayed(app).flatMap(({ name, description }) =>
        descriptionProblems(description).map((what) => ({ at: name, what })),
      ),
  },
  {
    id: 'description-verbs',
    says: 'Descriptions begin with the verb of the label: Create Task, “Creates a new task.”',
    check: (app) =>
      where(
        displayed(app).filter(
          ({ name }) => !name.startsWith('triggers.') && !isForDevelopers(name),
        ),
        ({ label, description }) => !description.startsWith(`${label.split(' ')[0] ?? ''}s `),
        ({ name, description }) => ({ at: name, what: `Reads “${description}”.` }),
      ),
  },
  {
    id: 'help-texts',
    says: `Help texts are sentences of at most ${LONGEST_SENTENCE} words, ${SHORTEST_HELP} to ${LONGEST_HELP} characters in all`,
    check: (app) =>
      fieldsIn(app).flatMap(({ at, field: { helpText } }) =>
        helpText === undefined ? [] : helpTextProblems(helpText).map((what) => ({ at, what })),
      ),
  },
  {
    id: 'plain-words',
    says: 'No text needs the knowledge of a developer',
    check: (app) =>
      readTexts(app).flatMap(({ at, text }) => {
        const [word] = JARGON.exec(plain(text)) ?? [];
        return word === undefined || isForDevelopers(at)
          ? []
          : [{ at, what: `“${word}” is jargon.` }];
      }),
  },
  {
    id: 'true-or-false',
    says: 'The help text of a true-or-false field reads “Choose **True** to …”',
    check: (app) =>
      where(
        fieldsIn(app),
        ({ field: { type, helpText = '' } }) =>
          type === 'boolean' && !/^Choose \*\*(True|False)\*\* to /.test(helpText),
        ({ at }) => ({ at, what: 'Does not say what True or False does.' }),
      ),
  },
  {
    id: 'times',
    says: 'The help text of a date says in which time zone it is read, or that only the day counts',
    check: (app) =>
      where(
        fieldsIn(app),
        ({ field: { type, helpText = '' } }) =>
          type === 'datetime' && !/without a time zone|only the day counts/i.test(helpText),
        ({ at }) => ({ at, what: 'Does not say in which time zone it is read.' }),
      ),
  },
  {
    id: 'lists',
    says: 'Nobody is asked for a list with commas',
    check: (app) =>
      where(
        fieldsIn(app),
        ({ field }) => takesValue(field) && !field.list && /comma/i.test(field.helpText ?? ''),
        ({ at }) => ({ at, what: 'Should take a list.' }),
      ),
  },
  {
    id: 'choices',
    says: 'Choices begin with a capital and have no period',
    check: (app) =>
      fieldsIn(app).flatMap(({ at, field }) =>
        where(
          choiceLabels(field),
          (label) => !/^[A-Z].*[^.]$/.test(label),
          (label) => ({ at, what: `“${label}” is written otherwise.` }),
        ),
      ),
  },
];
