import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import followUpNoShows from '../../templates/follow-up-no-shows.ts';
import { templates } from '../../templates/index.ts';
import logMissedCalls from '../../templates/log-missed-calls.ts';
import { prefilledLink } from '../../templates/prefilled-link.ts';
import routeNewContact from '../../templates/route-new-contact.ts';
import type { ZapTemplate } from '../../templates/template.ts';
import { zapierApp } from '../../templates/zapier-app.ts';

const APP = { slug: 'protiv-for-highlevel', key: 'App123CLIAPI' };

/** What Zapier reads out of a link. */
const readLink = (template: ZapTemplate) => {
  const { origin, pathname, searchParams } = new URL(prefilledLink(template, APP));
  return { address: origin + pathname, parameters: Object.fromEntries(searchParams) };
};

describe('a link to a pre-filled Zap', () => {
  it('chooses the steps, with the fixed values of this app’s', () => {
    expect(readLink(followUpNoShows)).toEqual({
      address: 'https://api.zapier.com/v1/embed/protiv-for-highlevel/create',
      parameters: {
        'steps[0][app]': 'App123CLIAPI@latest',
        'steps[0][action]': 'appointment_reached_status',
        'steps[0][params][status]': 'noshow',
        'steps[1][app]': 'App123CLIAPI@latest',
        'steps[1][action]': 'create_task',
        'steps[1][params][dueDate]': 'tomorrow at 9am',
      },
    });
  });

  it('starts with another app where the Zap does', () => {
    const { parameters } = readLink(logMissedCalls);
    expect(parameters).toMatchObject({
      'steps[0][app]': 'RingCentralCLIAPI@latest',
      'steps[1][params][ifExists]': 'return',
    });
    expect(parameters).not.toHaveProperty(['steps[0][action]']);
  });

  it('leaves out filters, and numbers the steps without them', () => {
    const { parameters } = readLink(routeNewContact);
    const actions = Object.entries(parameters).filter(([name]) => name.endsWith('[action]'));
    expect(actions).toEqual([
      ['steps[0][action]', 'new_contact'],
      ['steps[1][action]', 'update_contact'],
      ['steps[2][action]', 'add_tags'],
    ]);
  });

  it.each(templates.map((template) => [template.key, template] as const))(
    'of %s holds no token',
    (_key, template) => {
      const { parameters } = readLink(template);
      expect(parameters['steps[0][app]']).toMatch(/^\w+CLIAPI@latest$/);
      expect(Object.values(parameters).join()).not.toContain('{{');
    },
  );
});

describe('the app that links name', () => {
  it('is the registered one, or none before registration', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'protiv-registration-'));
    const file = join(folder, '.zapierapprc');
    await writeFile(file, '{"id": 123, "key": "App123", "includeInBuild": []}');
    expect(zapierApp(file)?.key).toBe('App123CLIAPI');
    await writeFile(file, '{}');
    expect(zapierApp(file)).toBeUndefined();
    await rm(folder, { recursive: true });
  });
});
