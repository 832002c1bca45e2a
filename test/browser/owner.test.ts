import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { barriersOn, openWatchedPage, overflowOf } from '../../harness/browser-page.ts';
import { withBrowser } from '../../harness/browser.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import app from '../../index.ts';
import { startPreview } from '../../preview/server/index.ts';
import type { Preview } from '../../preview/server/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const DESKTOP = { width: 1600, height: 900 };
const PHONE = { width: 390, height: 844 };

withBrowser('the preview for an owner who cannot code', () => {
  let preview: Preview;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  const sandbox = (): Sandbox => {
    if (!preview.sandbox) throw new Error('The preview looks at no sandbox.');
    return preview.sandbox;
  };
  const locationId = (): string => sandbox().locations[0]?.id ?? '';

  const goTo = async (path: string, heading: string): Promise<void> => {
    await page.goto(`/#/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const field = (label: string): Locator =>
    page.getByLabel(label, { exact: true }).and(page.locator('input, textarea, select'));
  const result = (): Locator => page.getByRole('region', { name: 'Test' });
  const step = (id: string): Locator => page.locator(`[data-step="${id}"]`);
  const main = (): Locator => page.getByRole('main');

  beforeAll(async () => {
    preview = await startPreview({
      handler: sparingHandlerFor(app),
      port: 0,
      seed: 1,
      contacts: 120,
    });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    await browser.close();
    await preview.close();
  });

  beforeEach(async () => {
    sandbox().limits.reset();
    complaints = [];
    page = await openWatchedPage(browser, preview.url, DESKTOP, complaints);
  });

  afterEach(async () => {
    await page.close();
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
  });

  it('shows no keys, requests or raw data, until they are asked for', async () => {
    await goTo('trigger/new_contact', 'New Contact');
    await button('Test trigger').click();
    await result().locator('.record').first().waitFor();
    const shown = await page.locator('body').innerText();
    expect(shown).not.toMatch(
      /firstName|new_contact|GET \/|Seed|answers as always|\d{4}-\d\d-\d\dT/,
    );
    expect(await result().locator('dt').first().innerText()).toBe('First Name');

    await page.getByLabel('For developers').check();
    expect(await page.locator('body').innerText()).toMatch(/firstName[^]*\/contacts\/search/);
    await page.reload();
    await page.getByText('Seed').waitFor();
  });

  it('says what was noted when a trigger is switched on', async () => {
    await goTo('trigger/new_contact', 'New Contact');
    await button('Switch on').click();
    await result().getByText('Switched on.').waitFor();
    expect(await result().innerText()).toContain('what a test shows are examples');
    await button('Look for new ones').click();
    await result().getByText('Nothing new since then.').waitFor();
  });

  it('opens the only match of the filter with Enter, and tests with Ctrl+Enter', async () => {
    const { id } = sandbox().world.addContact(locationId(), { firstName: 'Kim', lastName: 'Keys' });
    await goTo('', 'HighLevel in your Zaps');
    await field('Filter operations').fill('create note');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Create Note' }).waitFor();
    await field('Contact').fill(id);
    await field('Body').fill('By the keys');
    await page.keyboard.press('Control+Enter');
    const body = result().locator('[data-output="body"] dd');
    await body.waitFor();
    expect(await body.innerText()).toBe('By the keys');
  });

  it('takes what is being typed when Ctrl+Enter tests', async () => {
    sandbox().world.addContact(locationId(), { firstName: 'Tia', lastName: 'Typed' });
    await goTo('create/add_tags', 'Add Tags to Contact');
    await field('Tags, line 1').fill('typed');
    await field('Contact').fill('Tia Typed');
    // Not “Use what I typed”, which is there while HighLevel is still being asked.
    await page
      .getByRole('listbox')
      .getByRole('option', { name: 'Tia Typed', exact: true })
      .waitFor();
    await page.keyboard.press('Control+Enter');
    const tags = result().locator('[data-output="tags"]');
    await tags.waitFor();
    expect(await tags.innerText()).toContain('typed');
  });

  it('skips the fields, and leads to each that is missing, whose errors are part of its name', async () => {
    await page.setViewportSize(PHONE);
    await goTo('create/create_task', 'Create Task');
    await field('Title').waitFor();
    await button('Skip to Test').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Required: fill in Due Date.').waitFor();
    for (const label of ['Contact', 'Title', 'Due Date']) {
      const described = await field(label).getAttribute('aria-describedby');
      expect(await page.locator(`[id="${described}"]`).innerText()).toContain(
        `Required: fill in ${label}.`,
      );
    }
    const bar = await button('Test step').boundingBox();
    await button('Fill in Due Date').click();
    const error = await page.getByText('Required: fill in Due Date.').boundingBox();
    expect((error?.y ?? 0) + (error?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
    expect(await field('Due Date').and(page.locator(':focus')).count()).toBe(1);
  });

  it('keeps the form over a reload', async () => {
    await goTo('create/create_contact', 'Create Contact');
    await field('Email').fill('reloaded@example.com');
    // The page keeps it once it has shown it.
    await page.waitForFunction("Object.values(sessionStorage).join().includes('reloaded@')");
    await page.reload();
    await field('Email').waitFor();
    expect(await field('Email').inputValue()).toBe('reloaded@example.com');
  });

  it('finds in a list what is on a later page of it', async () => {
    const { world } = sandbox();
    world.addContact(locationId(), {
      firstName: 'Olde',
      lastName: 'Friend',
      dateAdded: '2020-01-01T00:00:00Z',
      dateUpdated: '2020-01-01T00:00:00Z',
    });
    await goTo('create/create_note', 'Create Note');
    await field('Contact').fill('Olde Fr');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Olde Friend/ })
      .click();
    expect(await field('Contact').inputValue()).toContain('Olde Friend');
  });

  it('connects with another set of permissions', async () => {
    await goTo('', 'HighLevel in your Zaps');
    await field('What Zaps may work with').selectOption('All of HighLevel');
    await page.getByText('Connected again: All of HighLevel.').waitFor();
    expect(await field('What Zaps may work with').inputValue()).toBe('everything');
    await field('What Zaps may work with').selectOption('Contacts and calendars');
    await page.getByText('Connected again: Contacts and calendars.').waitFor();
  });

  it('plays a Zap, which takes another way with another score', async () => {
    await goTo('zaps', 'Zaps to see');
    await page.getByRole('link', { name: /^Route new HighLevel contacts/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Route new/ }).waitFor();
    await field('Tags').fill('website lead');
    await field('Lead Score').fill('12');
    await button('Run the Zap').click();
    await page.getByText('The Zap stopped at the filter', { exact: false }).first().waitFor();
    expect(await step('filter').innerText()).toContain('Lead score greater than 69: it is 12');
    expect(await step('tag').innerText()).toContain('Not reached in this run.');

    await field('Lead Score').fill('88');
    await button('Run the Zap').click();
    await main().getByText('The Zap went through all its steps.').waitFor();
    await step('tag').getByText('What it gave').click();
    expect(await step('tag').locator('[data-output="tags"]').innerText()).toContain('hot lead');
    await step('tag')
      .getByText(/requests? to HighLevel/)
      .click();
    expect(await step('tag').locator('.requests').innerText()).toContain('/tags');
  });

  it('plays a Zap one step at a time', async () => {
    await goTo(
      'zaps/post-high-scores',
      'Post new HighLevel contacts with high lead scores to Slack',
    );
    await button('Step by step').click();
    await step('trigger').getByText('Set off by').waitFor();
    expect(await step('message').innerText()).not.toContain('Would get this');
    await button('Next step').click();
    await step('message').getByText('Would get this').waitFor();
    expect(await step('message').innerText()).toContain('New, with a lead score of');
    await button('Next step').click();
    await main().getByText('The Zap went through all its steps.').waitFor();
  });

  it('draws the account, as tables for those who do not see the bars', async () => {
    await goTo('dashboard', 'Dashboard');
    const tasks = page.getByRole('table', { name: 'Tasks by status' });
    await tasks.waitFor();
    const open = sandbox().world.location(locationId()).tasks.values();
    const overdue = [...open].filter(
      ({ completed, dueDate }) => !completed && Date.parse(dueDate) < sandbox().world.now(),
    );
    expect(await tasks.getByRole('row', { name: /^Overdue/ }).innerText()).toMatch(
      new RegExp(`\\b${overdue.length}$`),
    );
    expect(
      await page.getByRole('table', { name: 'Contacts by month' }).getByRole('row').count(),
    ).toBe(13);
    expect(await page.getByRole('region', { name: 'Upcoming appointments' }).innerText()).toContain(
      'Site Visit',
    );
  });

  it('says what the dashboard lacks when HighLevel is out of order', async () => {
    sandbox().addFault({ kind: 'status', status: 403, match: { path: '^/(?!oauth/)' } });
    await goTo('dashboard', 'Dashboard');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    sandbox().clearFaults();
    await button('Refresh').click();
    await page.getByRole('table', { name: 'Tasks by status' }).waitFor();
  });

  describe.each([
    ['light', DESKTOP, undefined],
    ['light', PHONE, undefined],
    ['dark', DESKTOP, ['color-contrast']],
    ['dark', PHONE, ['color-contrast']],
  ] as const)('in %s colours', (colorScheme, size, rules) => {
    it(`has no barrier that axe finds, ${size.width} pixels wide`, async () => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const expectClean = async (): Promise<void> => {
        expect(await barriersOn(page, rules)).toEqual([]);
        expect(await overflowOf(page)).toBe(0);
      };
      await goTo('', 'HighLevel in your Zaps');
      await expectClean();
      await goTo('zaps', 'Zaps to see');
      await expectClean();
      await goTo('zaps/route-new-contact', 'Route new HighLevel contacts by tag and lead score');
      await field('Tags').fill('website lead');
      await field('Lead Score').fill('88');
      await button('Run the Zap').click();
      await main().getByText('The Zap went through all its steps.').waitFor();
      for (const summary of await main().locator('.zap-step summary').all()) await summary.click();
      await expectClean();
      await field('Lead Score').fill('1');
      await button('Run the Zap').click();
      await page.getByText('The Zap stopped at the filter', { exact: false }).first().waitFor();
      await expectClean();
      await goTo('dashboard', 'Dashboard');
      await page.getByRole('table', { name: 'Tasks by status' }).waitFor();
      for (const summary of await main().locator('.spreadsheet summary').all()) {
        await summary.click();
      }
      await expectClean();
      await goTo('create/create_task', 'Create Task');
      await button('Test step').click();
      await page.getByText('Required: fill in Title.').waitFor();
      await expectClean();
    });
  });
});
