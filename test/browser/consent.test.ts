import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { withBrowser } from '../../harness/browser.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { openProject } from '../../harness/cli.ts';
import type { Project } from '../../harness/cli.ts';
import { startSandbox } from '../../sandbox/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

withBrowser('the consent page in a real browser', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  let page: Page;
  let project: Project;

  beforeAll(async () => {
    sandbox = await startSandbox();
    browser = await launchBrowser();
    page = await browser.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await sandbox.close();
  });

  it.each([
    ['read', false],
    ['write', true],
  ])('connects with access "%s" through `invoke auth start`', async (access, canWrite) => {
    project = await openProject(sandbox, { GHL_ACCESS: access });
    const auth = await project.startAuth();
    await page.goto(auth.url);

    const scopes = await page
      .locator('[data-scope]')
      .evaluateAll((items) => items.map((item) => item.getAttribute('data-scope') ?? ''));
    expect(scopes).toContain('contacts.readonly');
    expect(scopes.some((scope) => scope.endsWith('.write'))).toBe(canWrite);

    const [, second] = sandbox.locations;
    await page.getByLabel(second?.name ?? '').check();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Parameter `code` received successfully').waitFor();

    const { code, stderr } = await auth.finished;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const env = await project.env();
    expect(env).toMatchObject({
      authData_locationId: second?.id,
      authData_scope: scopes.join(' '),
    });
    expect(env['authData_access_token']).toMatch(/^at-/);
    expect(env['authData_refresh_token']).toMatch(/^rt-/);
    await project.close();
  });

  it('is usable with the keyboard alone', async () => {
    project = await openProject(sandbox, { GHL_ACCESS: 'read' });
    const auth = await project.startAuth();
    await page.goto(auth.url);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Parameter `code` received successfully').waitFor();
    await auth.finished;
    expect(await project.env()).toMatchObject({ authData_locationId: sandbox.locations[1]?.id });
    await project.close();
  });

  it('gives the app nothing when the user denies', async () => {
    project = await openProject(sandbox, { GHL_ACCESS: 'read' });
    const auth = await project.startAuth();
    await page.goto(auth.url);
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Did not receive `code` query parameter').waitFor();
    expect(new URL(page.url()).searchParams.get('error')).toBe('access_denied');
    auth.stop();
    await auth.finished;
    expect(existsSync(join(project.dir, '.env'))).toBe(false);
    await project.close();
  });
});
