import { describe, expect, it } from '@jest/globals';

import app from '../../index.ts';
import { findTemplate, templates } from '../../templates/index.ts';
import type {
  ActionStep,
  MappedValue,
  TriggerStep,
  ZapTemplate,
} from '../../templates/template.ts';
import { REGISTRY } from '../../zap-runner/definition.ts';
import { handlerFor } from '../../zap-runner/handler.ts';
import { createPlatform } from '../../zap-runner/platform.ts';
import { tokensIn } from '../../zap-runner/tokens.ts';

type Step = TriggerStep | ActionStep;

const steps = (template: ZapTemplate): readonly Step[] => template.steps;

const textsOf = (step: Step): string[] => {
  if (step.kind === 'filter') return step.conditions.map(({ value }) => value);
  const values: readonly (MappedValue | { ask: string })[] = Object.values(step.fields);
  return values.flatMap((value) => {
    if (typeof value === 'string') return [value];
    return 'ask' in value ? [] : [...value];
  });
};

describe('the templates', () => {
  it('are found by their keys, which are unique; those that only read come first', () => {
    expect(templates.map(({ key }) => findTemplate(key))).toEqual(templates);
    expect(findTemplate('no-such-template')).toBeUndefined();
    expect(new Set(templates.map(({ key }) => key)).size).toBe(templates.length);
    const access = templates.map((template) => template.access);
    expect(access).toEqual(access.toSorted((a, b) => a.localeCompare(b)));
  });
});

describe.each(templates.map((template) => [template.key, template] as const))(
  '%s',
  (_key, template) => {
    it('has a title and a description in the style of Zapier’s templates', () => {
      expect(template.title).toMatch(/^[A-Z][a-z]+ /);
      expect(template.title).not.toMatch(/\bsync|\.$/i);
      const sentences = template.description.split(/[.!?](?:\s|$)/).filter(Boolean);
      expect(sentences.length).toBeGreaterThanOrEqual(2);
      expect(sentences.length).toBeLessThanOrEqual(4);
      expect(template.description).not.toMatch(/https?:/);
    });

    it('has steps with names of their own, which map only what comes before them', () => {
      const known = new Set<string>();
      for (const step of steps(template)) {
        expect(known).not.toContain(step.id);
        for (const token of textsOf(step).flatMap(tokensIn)) expect(known).toContain(token.step);
        known.add(step.id);
      }
      expect(template.steps[0].id).toBe('trigger');
    });

    it('asks for writing only when it writes', () => {
      const writes = steps(template).some(({ kind }) => kind === 'create');
      expect(template.access).toBe(writes ? 'write' : 'read');
    });

    it('uses operations and fields that the app has, and fills the required ones', async () => {
      const { definition } = await createPlatform(await handlerFor(app));
      for (const step of steps(template)) {
        if (step.kind === 'filter' || step.kind === 'otherApp') continue;
        const operation = definition[REGISTRY[step.kind]]?.[step.operation]?.operation;
        expect(operation).toBeDefined();
        const fields = (operation?.inputFields ?? []).filter((field) => typeof field === 'object');
        const mapped = Object.keys(step.fields);
        expect(fields.map(({ key }) => key)).toEqual(expect.arrayContaining(mapped));
        const required = fields.filter((field) => field.required === true).map(({ key }) => key);
        expect(mapped).toEqual(expect.arrayContaining(required));
      }
    });
  },
);
