import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openApp } from '../../harness/app.ts';
import type { Fields, TestApp } from '../../harness/app.ts';
import { accessOf } from '../../templates/access.ts';
import { findTemplate, templates } from '../../templates/index.ts';
import { OTHER_APPS } from '../../templates/other-apps.ts';
import type { MappedFields, MappedValue, Step, ZapTemplate } from '../../templates/template.ts';
import { REGISTRY } from '../../zap-runner/definition.ts';
import { isRecord } from '../../zap-runner/records.ts';
import { tokensIn } from '../../zap-runner/tokens.ts';

const stepsOf = (template: ZapTemplate): readonly Step[] => template.steps;

const isText = (value: MappedFields[string]): value is MappedValue =>
  typeof value === 'string' || !('ask' in value);

/** Every text of a step that may hold tokens. */
const textsOf = (step: Step): string[] => {
  if (step.kind === 'filter') return step.conditions.map(({ value }) => value);
  if (step.kind === 'otherAppTrigger') return [];
  const fields: MappedFields = step.fields;
  return Object.values(fields).filter(isText).flat();
};

/** Names of apps and products, which keep their capitals in a sentence-case title. */
const PROPER_NAMES = [...Object.keys(OTHER_APPS), 'HighLevel', 'Zapier'];

const words = (title: string): string[] =>
  PROPER_NAMES.reduce((text, name) => text.replaceAll(name, ''), title).split(/\s+/);

const sentences = (text: string): string[] => text.split(/[.!?](?:\s|$)/).filter(Boolean);

describe('the templates', () => {
  it('are at least twelve, found by their keys; those that only read come first', () => {
    expect(templates.length).toBeGreaterThanOrEqual(12);
    expect(templates.map(({ key }) => findTemplate(key))).toEqual(templates);
    expect(findTemplate('no-such-template')).toBeUndefined();
    const access = templates.map(accessOf);
    expect(access).toEqual(access.toSorted((a, b) => a.localeCompare(b)));
  });

  it.each(['key', 'title', 'description'] as const)('have each a %s of its own', (name) => {
    expect(new Set(templates.map((template) => template[name])).size).toBe(templates.length);
  });
});

let app: TestApp;

beforeAll(async () => {
  app = await openApp({ contacts: 8 });
});
afterAll(() => app.close());

/** What the editor offers of an operation, that of field functions included. */
const fieldsOf = async (step: Step, side: 'inputFields' | 'outputFields'): Promise<Fields[]> => {
  if (!('operation' in step)) return [];
  const method = `${REGISTRY[step.kind]}.${step.operation}.operation.${side}`;
  const answer: unknown = await app.call(method, step.fields);
  if (!Array.isArray(answer)) throw new Error(`${method} gave no list.`);
  return answer.filter(isRecord);
};

/** The paths that later steps may map. */
const outputsOf = async (step: Step): Promise<string[]> => {
  if (step.kind === 'otherAppTrigger') return Object.keys(step.samples[0]);
  return (await fieldsOf(step, 'outputFields')).map(({ key }) => String(key));
};

describe.each(templates.map((template) => [template.key, template] as const))(
  '%s',
  (_key, template) => {
    it('has a title in the style of Zapier’s templates', () => {
      expect(template.title).toMatch(/^[A-Z][a-z]+ /);
      expect(template.title).not.toMatch(/\bsync|\.$|https?:/i);
      const [, ...others] = words(template.title);
      expect(others.filter((word) => /^[A-Z]/.test(word))).toEqual([]);
      const apps = stepsOf(template).flatMap((step) => ('app' in step ? [step.app] : []));
      // Zapier's own helpers are no news to the reader of a title.
      for (const name of apps.filter((other) => !other.endsWith('by Zapier'))) {
        expect(template.title).toContain(name);
      }
    });

    it('has a description in the style of Zapier’s templates', () => {
      const { length } = sentences(template.description);
      expect(length).toBeGreaterThanOrEqual(2);
      expect(length).toBeLessThanOrEqual(4);
      expect(template.description).not.toMatch(/https?:|\bsync|zapier\.com/i);
      expect(template.description).not.toContain(template.title);
    });

    it('has steps with names of their own, which map only what comes before them', async () => {
      const known = new Map<string, string[]>();
      for (const step of stepsOf(template)) {
        expect([...known.keys()]).not.toContain(step.id);
        for (const { step: from, path } of textsOf(step).flatMap(tokensIn)) {
          expect(known.get(from)).toContain(path);
        }
        known.set(step.id, await outputsOf(step));
      }
      expect(template.steps[0].id).toBe('trigger');
    });

    it('has nothing that looks like a token and is none', () => {
      for (const text of stepsOf(template).flatMap(textsOf)) {
        expect(text.split('{{').length - 1).toBe(tokensIn(text).length);
      }
    });

    it('fills in fields that the app has, the required ones among them, in their form', async () => {
      const problems = await Promise.all(stepsOf(template).map(fieldProblems));
      expect(problems.flat()).toEqual([]);
    });

    it('says how to make times readable, where it puts some among words', async () => {
      const known = new Map<string, ReadonlySet<string>>();
      const raw: string[] = [];
      for (const step of stepsOf(template)) {
        const texts = await wordsOfStep(step);
        const shown = texts
          .flatMap(tokensIn)
          .filter(({ step: from, path }) => known.get(from)?.has(path));
        raw.push(...shown.map(({ path }) => `${step.id}: ${path}`));
        known.set(step.id, await timesOf(step));
      }
      const isSaid = template.variations.some((text) => text.includes('Formatter by Zapier'));
      expect(raw.length > 0 && !isSaid ? raw : []).toEqual([]);
    });

    it('puts no label before what may be empty', () => {
      const mayBeEmpty = new Set(
        stepsOf(template).flatMap((step) =>
          step.kind === 'search' && step.whenNothingFound === 'continue' ? [step.id] : [],
        ),
      );
      const withoutExtras = stepsOf(template)
        .flatMap((step) => (step.kind === 'otherApp' ? textsOf(step) : []))
        .filter((text) => /\}\}.*\w/.test(text))
        .map((text) =>
          text.replaceAll(/\{\{(\w+)\.([^{}]+)\}\}/g, (_token, step: string, path: string) =>
            mayBeEmpty.has(step) || EXTRAS.has(path) ? '' : 'something',
          ),
        );
      for (const text of withoutExtras) {
        expect(text).not.toMatch(/[:,(“]\s*(?=[.,)”]|\s*$)|\w+:\s+\w+:/);
      }
    });

    it('has samples of one form, and asks other apps for nothing twice', () => {
      expect(stepsOf(template).flatMap(otherAppProblems)).toEqual([]);
    });
  },
);

/** What many records do not have. */
const EXTRAS = new Set([
  'phone',
  'email',
  'contact__phone',
  'contact__email',
  'address',
  'notes',
  'contactName',
  'source',
  'tags',
]);

/** The paths under which a step gives times. */
const timesOf = async (step: Step): Promise<ReadonlySet<string>> => {
  if (step.kind === 'otherAppTrigger') {
    const pairs = Object.entries(step.samples[0]);
    return new Set(pairs.flatMap(([key, value]) => (/^\d{4}-\d\d-\d\dT/.test(value) ? key : [])));
  }
  const outputs = await fieldsOf(step, 'outputFields');
  return new Set(outputs.flatMap(({ key, type }) => (type === 'datetime' ? String(key) : [])));
};

/** What a step puts in front of people: all but what goes into date fields of this app. */
const wordsOfStep = async (step: Step): Promise<string[]> => {
  if (!('operation' in step)) return step.kind === 'otherApp' ? textsOf(step) : [];
  const offered = await fieldsOf(step, 'inputFields');
  const dates = new Set(
    offered.flatMap(({ key, type }) => (type === 'datetime' ? String(key) : [])),
  );
  const mapped: MappedFields = step.fields;
  return Object.entries(mapped).flatMap(([key, value]) =>
    isText(value) && !dates.has(key) ? value : [],
  );
};

/** What is wrong with the fields of one of this app's steps. */
const fieldProblems = async (step: Step): Promise<string[]> => {
  if (!('operation' in step)) return [];
  const offered = await fieldsOf(step, 'inputFields');
  const mapped: MappedFields = step.fields;
  const wrong = Object.entries(mapped).flatMap(([key, value]) => {
    const field = offered.find((candidate) => candidate['key'] === key);
    const problem = field && field['type'] !== 'copy' ? valueProblem(field, value) : 'is no field';
    return problem ? [`${step.id}.${key} ${problem}`] : [];
  });
  const blank = offered
    .filter((field) => field['required'] === true && !(String(field['key']) in mapped))
    .map(({ key }) => `${step.id}.${String(key)} is required`);
  return [...wrong, ...blank];
};

const valueProblem = (field: Fields, value: MappedFields[string]): string | undefined => {
  if (!isText(value)) {
    const { choices } = field;
    return isRecord(choices) && 'perform' in choices ? undefined : 'has no dropdown to ask from';
  }
  if (typeof value !== 'string' && field['list'] !== true) return 'takes one value only';
  const refused = [value].flat().filter((text) => !isOffered(field, text));
  return refused.length > 0 ? `does not take "${refused.join('", "')}"` : undefined;
};

/** What is wrong with a step of another app. */
const otherAppProblems = (step: Step): string[] => {
  if (step.kind === 'otherAppTrigger') {
    const forms = new Set(step.samples.map((sample) => Object.keys(sample).join()));
    const ids = new Set(step.samples.map(({ id }) => id));
    return [
      ...(forms.size > 1 ? ['the samples differ in their fields'] : []),
      ...(ids.size < step.samples.length ? ['two samples share an id'] : []),
    ];
  }
  if (step.kind !== 'otherApp') return [];
  const tokens = Object.values(step.fields).flat().flatMap(tokensIn);
  const twice = step.chooses.filter((label) => label in step.fields);
  return [
    ...(tokens.length === 0 ? [`${step.id} maps nothing`] : []),
    ...twice.map((label) => `${step.id} both maps and asks for ${label}`),
  ];
};

/** Whether the editor would take a text: of fixed choices only one of them. */
const isOffered = ({ choices }: Fields, text: string): boolean => {
  if (text === '') return false;
  if (!isRecord(choices) || 'perform' in choices || tokensIn(text).length > 0) return true;
  return Object.hasOwn(choices, text);
};
