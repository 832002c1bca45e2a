import { OTHER_APPS } from './other-apps.ts';
import type { MappedFields, Step, ZapTemplate } from './template.ts';
import type { ZapierApp } from './zapier-app.ts';

/** What a link can fill in: one text without a token. Lists and mapped fields it cannot. */
const literals = (fields: MappedFields): [key: string, value: string][] =>
  Object.entries(fields).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' && !value.includes('{{') ? [[key, value]] : [],
  );

/** Names of a step's parameters, without `steps[n]`, and their values, ready for an address. */
const parametersOf = (step: Exclude<Step, { kind: 'filter' }>, own: string): [string, string][] => {
  if ('app' in step) return [['[app]', `${OTHER_APPS[step.app].key}@latest`]];
  return [
    ['[app]', `${own}@latest`],
    ['[action]', step.operation],
    ...literals(step.fields).map(([key, value]): [string, string] => [
      `[params][${key}]`,
      encodeURIComponent(value),
    ]),
  ];
};

/**
 * A link that opens Zapier's editor with the template's steps, and with their fixed values filled in
 * (https://docs.zapier.com/powered-by-zapier/embedding-zapier/pre-filled-zaps). It leaves out what
 * Zapier does not document for links: mapped fields, filters, and the events of other apps.
 */
export const prefilledLink = (template: ZapTemplate, { slug, key }: ZapierApp): string => {
  const steps: readonly Step[] = template.steps;
  const linked = steps.filter((step) => step.kind !== 'filter');
  const query = linked.flatMap((step, index) =>
    parametersOf(step, key).map(([name, value]) => `steps[${index}]${name}=${value}`),
  );
  return `https://api.zapier.com/v1/embed/${slug}/create?${query.join('&')}`;
};
