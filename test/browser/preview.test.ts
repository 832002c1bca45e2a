import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';

import { barriersOn, cutLists, openWatchedPage, overflowOf } from '../../harness/browser-page.ts';
import { withBrowser } from '../../harness/browser.ts';
import { launchBrowser } from '../../harness/chromium.ts';
import { sparingHandlerFor } from '../../harness/reduced-app.ts';
import app from '../../index.ts';
import { startPreview } from '../../preview/server/index.ts';
import type { Preview } from '../../preview/server/index.ts';
import type { Sandbox } from '../../sandbox/index.ts';

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 480, height: 900 };

const SCRIPT = '<img src=x onerror="alert(1)"><script>alert(2)</script>{{bundle.authData}}';
const RIGHT_TO_LEFT = '\u202Eمرحبا بالعالم';
const LONG = 'endless '.repeat(1_250);

const HELP = `**Bold** and <script>alert(3)</script><img src=x onerror="alert(4)">
[tempting](javascript:alert(5)) [help](https://example.com/help)`;

/** The app with one help text that nobody would want on a page. */
const appWithHostileHelp = () => {
  const { create_note } = app.creates ?? {};
  const hostile = {
    ...create_note,
    operation: {
      ...create_note?.operation,
      inputFields: [{ key: 'body', label: 'Body', helpText: HELP }],
    },
  };
  return { ...app, creates: { ...app.creates, create_note: hostile } };
};

withBrowser('the editor’s preview in a real browser', () => {
  let preview: Preview;
  let browser: Browser;
  let page: Page;
  /** Console errors, exceptions, dialogs and requests to elsewhere. */
  let complaints: string[];

  const sandbox = (): Sandbox => {
    if (!preview.sandbox) throw new Error('The preview looks at no sandbox.');
    return preview.sandbox;
  };
  const locationId = (): string => sandbox().locations[0]?.id ?? '';

  const openPage = async (from: Preview = preview): Promise<Page> => {
    const opened = await openWatchedPage(browser, from.url, WIDE, complaints);
    await opened.addInitScript("localStorage.setItem('protiv-preview-for-developers', 'on')");
    return opened;
  };

  /** Opens an operation as someone does who has its address. */
  const goTo = async (path: string, heading: string): Promise<void> => {
    await page.goto(`/#/${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await page.locator('.field').first().waitFor();
  };

  /** The result of the last run. */
  const result = (): Locator => page.getByRole('region', { name: 'Test' });
  const output = (path: string): Locator => page.locator(`[data-output="${path}"] dd`);
  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const field = (label: string): Locator =>
    page.getByLabel(label, { exact: true }).and(page.locator('input, textarea, select'));
  const hasFocus = async (locator: Locator): Promise<boolean> =>
    (await locator.and(page.locator(':focus')).count()) === 1;

  const choose = async (label: string, text: string): Promise<void> => {
    await field(label).fill(text);
    await page.getByRole('listbox').getByRole('option').filter({ hasText: text }).first().click();
  };

  const violations = (rules?: readonly string[]): Promise<string[]> => barriersOn(page, rules);
  const overflow = (): Promise<number> => overflowOf(page);

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
    page = await openPage();
  });

  afterEach(async () => {
    await page.close();
    if (complaints.length > 0) throw new Error(`The page complained:\n${complaints.join('\n')}`);
  });

  it('fills in an action, runs it and shows what it gave', async () => {
    sandbox().world.addContact(locationId(), { firstName: 'Noa', lastName: 'Levi' });
    await goTo('create/create_task', 'Create Task');
    await choose('Contact', 'Noa Levi');
    await field('Title').fill('Call about the quote');
    await field('Due Date').fill('2027-07-12T10:00');
    await button('Test step').click();

    await output('title').waitFor();
    expect(await output('title').innerText()).toBe('Call about the quote');
    expect(await output('status').innerText()).toBe('open');
    expect(await output('dueDate').innerText()).toMatch(
      /^Mon, Jul 12, 2027, 10:00\sAM EDT\n2027-07-12T/,
    );
    const contact = [...sandbox().world.location(locationId()).contacts.values()].find(
      ({ firstName }) => firstName === 'Noa',
    );
    const requests = await result().locator('.requests li').allInnerTexts();
    expect(requests.map((line) => line.split('\n'))).toContainEqual([
      'POST',
      `/contacts/${contact?.id}/tasks`,
      '201',
      'wrote',
    ]);
    expect(await page.getByRole('status').innerText()).toBe('The step ran.');
  });

  it('marks what is required, and tests nothing before it is filled in', async () => {
    await goTo('create/create_task', 'Create Task');
    await button('Test step').click();
    await page.getByText('Required: fill in Title.').waitFor();
    const before = sandbox().writes;
    expect(await hasFocus(field('Contact'))).toBe(true);
    for (const label of ['Contact', 'Title', 'Due Date']) {
      expect(await field(label).getAttribute('aria-invalid')).toBe('true');
    }
    await field('Title').fill('Call');
    expect(await field('Title').getAttribute('aria-invalid')).toBe('false');

    await button('Send the blanks').click();
    await result().getByRole('heading', { name: 'Stopped' }).waitFor();
    expect(await result().innerText()).toContain('Contact');
    expect(sandbox().writes).toBe(before);
  });

  it('shows an error with its kind, its sentence and what Zapier does then', async () => {
    await goTo('create/create_note', 'Create Note');
    await page.getByText('Read only', { exact: true }).click();
    await page.getByText('Connected again: Read only.').waitFor();
    await choose('Contact', '(');
    await field('Body').fill('Hello');
    await button('Test step').click();
    await result().getByRole('heading', { name: 'Stopped' }).waitFor();
    const text = await result().innerText();
    expect(text).toContain('This HighLevel connection is read only');
    expect(text).toContain('The Zap stays on.');
    expect(text).toContain('auth.scope_missing');
    await page.getByText('Read and write', { exact: true }).click();
    await page.getByText('Connected again: Read and write.').waitFor();
    await button('Test step').click();
    await output('body').waitFor();
  });

  it('shows what becomes of a step when HighLevel is out of order', async () => {
    await goTo('create/create_contact', 'Create Contact');
    await field('Email').fill('outage@example.com');
    await field('HighLevel').selectOption('takes no more requests');
    await button('Test step').click();
    await result().getByRole('heading', { name: 'Held' }).waitFor();
    expect(await result().innerText()).toMatch(/Zapier tries the step again in \d+ s\./);
  });

  it('has a field for each custom field of the account, and labels what comes back', async () => {
    const { world } = sandbox();
    const { id } = world.addContact(locationId(), { firstName: 'Uma', lastName: 'Custom' });
    await goTo('create/update_contact', 'Update Contact');
    await field('Lead Score').waitFor();
    await choose('Contact', 'Uma Custom');
    await field('Lead Score').fill('88');
    await field('Interested In, line 1').click();
    await page.getByRole('listbox').getByRole('option', { name: 'Solar' }).click();
    await button('Test step').click();
    await output('customFields__lead_score').waitFor();
    const row = page.locator('[data-output="customFields__lead_score"]');
    expect((await row.innerText()).split('\n')).toEqual([
      'Lead Score',
      'customFields__lead_score',
      '88',
    ]);
    expect(world.location(locationId()).contacts.get(id)?.customFields).toHaveLength(2);
  });

  it('tests a trigger, and switches it on and polls as a live Zap does', async () => {
    await goTo('trigger/new_contact', 'New Contact');
    await button('Test trigger').click();
    await result().locator('.record').nth(2).waitFor();
    expect(await output('id').first().innerText()).toMatch(/^\w+$/);

    await button('Switch on').click();
    await result().getByText('Switched on.').waitFor();
    await button('Look for new ones').click();
    await result().getByText('Nothing new').waitFor();
    sandbox().world.addContact(locationId(), { firstName: 'Fresh', lastName: 'Lead' });
    await button('Look for new ones').click();
    await result().getByText('1 new record: the Zap runs for each.').waitFor();
    expect(await output('name').innerText()).toBe('Fresh Lead');
  });

  it('shows line items as a table', async () => {
    await goTo('search/find_many_contacts', 'Find Many Contacts');
    await field('Maximum Number of Contacts').fill('3');
    await button('Test step').click();
    const table = result().getByRole('table');
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(4);
    // People look for names first.
    expect(await table.getByRole('columnheader').first().innerText()).toContain('First Name');
  });

  it('looks first in a search that may create', async () => {
    await goTo('searchOrCreate/find_contact', 'Find or Create Contact');
    await page.getByRole('heading', { name: 'Create Contact, if nothing is found' }).waitFor();
    await field('Email').fill('twice@example.com');
    await button('Test step').click();
    await result().getByText('Nothing was found, so it was created.').waitFor();
    expect(await output('email').innerText()).toBe('twice@example.com');
    await button('Test step').click();
    await result().getByText('Found.', { exact: true }).waitFor();
    expect(await result().locator('.wrote').count()).toBe(0);
  });

  it('loads more of a dropdown, and takes a value that is not in it', async () => {
    await goTo('create/create_note', 'Create Note');
    const contact = field('Contact');
    await contact.click();
    await page.getByRole('listbox').getByRole('option', { name: 'Load more' }).click();
    await page.getByRole('listbox').getByRole('option').nth(110).waitFor();
    expect(await page.getByRole('listbox').getByRole('option', { name: 'Load more' }).count()).toBe(
      0,
    );

    await contact.fill('someIdOfAnEarlierStep');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: 'Use “someIdOfAnEarlierStep” itself' })
      .click();
    expect(await contact.inputValue()).toBe('someIdOfAnEarlierStep');
    await field('Body').fill('Hello');
    await button('Test step').click();
    await result().getByRole('heading', { name: 'Stopped' }).waitFor();
    expect(await result().innerText()).toContain('has no contact with this ID');
  });

  it('waits with a dropdown for the field that it depends on, and empties it with that', async () => {
    const { world } = sandbox();
    const { id } = world.addContact(locationId(), { firstName: 'Dependent', lastName: 'One' });
    world.addTask(locationId(), { contactId: id, title: 'Only task' });
    await goTo('create/set_task_status', 'Complete or Reopen Task');
    expect(await field('Task').isDisabled()).toBe(true);
    await page.getByText('Fill in Contact first.').waitFor();
    await choose('Contact', 'Dependent One');
    await choose('Task', 'Only task');
    await field('Contact').fill('');
    await field('Contact').press('Tab');
    expect(await field('Task').inputValue()).toBe('');
    expect(await field('Task').isDisabled()).toBe(true);
  });

  it('says in the dropdown why it cannot be filled', async () => {
    await goTo('create/create_note', 'Create Note');
    sandbox().addFault({ kind: 'status', status: 403 });
    await field('Contact').click();
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /belongs to another sub-account/ })
      .waitFor();
    sandbox().clearFaults();
    await field('Contact').press('Escape');
    await field('Contact').press('ArrowDown');
    await page.getByRole('listbox').getByRole('option').nth(50).waitFor();
    expect(
      await page
        .getByRole('listbox')
        .getByRole('option', { name: /sub-account/ })
        .count(),
    ).toBe(0);
  });

  it('keeps what was filled in while another step is looked at, until the sandbox is reset', async () => {
    await goTo('create/create_contact', 'Create Contact');
    await field('Email').fill('kept@example.com');
    await page.getByRole('link', { name: 'New Contact', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'New Contact' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Create Contact' }).waitFor();
    expect(await field('Email').inputValue()).toBe('kept@example.com');

    const before = await page.locator('.connected').innerText();
    await field('Seed').fill('7');
    await button('Reset sandbox').click();
    await page.getByText('The sandbox is new, with seed 7.').waitFor();
    expect(await page.locator('.connected').innerText()).not.toBe(before);
    expect(await field('Email').inputValue()).toBe('');
  });

  it('shows what Zapier asks for when someone connects, and the permissions that came of it', async () => {
    await page.goto('/#/connection');
    await page.getByRole('heading', { name: 'Connect an account' }).waitFor();
    await page.getByRole('radio', { name: 'Read only' }).last().check();
    await button('Connect').click();
    await page.getByText('contacts.write', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.locator('.scopes').innerText()).toContain('contacts.readonly');
    await page.getByText('Read and write', { exact: true }).first().click();
    await page.getByText('contacts.write', { exact: true }).waitFor();
  });

  it.each([WIDE, { width: 390, height: 844 }])(
    'switches what Zaps may work with, and cuts none of its words off: %j',
    async (size) => {
      await page.setViewportSize(size);
      const packs = page.getByLabel('What Zaps may work with');
      await page.goto('/#/connection');
      const account = page.getByText('Account', { exact: true });
      await packs.or(account).first().waitFor();
      if (!(await packs.isVisible())) await account.click();
      expect(await cutLists(page)).toEqual([]);
      expect(await overflow()).toBe(0);
      await packs.selectOption('Contacts and calendars');
      await page.getByText('opportunities.write', { exact: true }).waitFor({ state: 'detached' });
      await packs.selectOption('All of HighLevel');
      await page.getByText('invoices.write', { exact: true }).waitFor();
    },
  );

  it('is usable with the keyboard alone', async () => {
    sandbox().world.addContact(locationId(), { firstName: 'Keyla', lastName: 'Board' });
    const { keyboard } = page;
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await keyboard.press(key);
    };
    /** Goes on with Tab until it comes to something, which then shows that it has the focus. */
    const tabTo = async (target: Locator): Promise<void> => {
      for (let step = 0; step < 60 && !(await hasFocus(target)); step += 1) await press('Tab');
      expect(await hasFocus(target)).toBe(true);
      const outline = await target.evaluate(
        (element): string =>
          element.ownerDocument.defaultView.getComputedStyle(element).outlineStyle,
      );
      expect(outline).toBe('solid');
    };

    await page.goto('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await tabTo(field('Filter operations'));
    await keyboard.type('create note');
    await tabTo(page.getByRole('link', { name: 'Create Note' }));
    await press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Create Note' }).waitFor();
    await page.locator('.field').first().waitFor();

    await tabTo(field('Contact'));
    await keyboard.type('Keyla');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Keyla Board/ })
      .waitFor();
    await press('Escape', 'ArrowDown');
    await page.getByRole('listbox').getByRole('option').nth(3).waitFor();
    await press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Escape');
    expect(await field('Contact').inputValue()).toBe('');
    await keyboard.type('Keyla');
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Keyla Board/ })
      .waitFor();
    await press('Enter');
    expect(await field('Contact').inputValue()).toBe('Keyla Board');
    await tabTo(field('Body'));
    await keyboard.type('Written without a mouse.');
    await tabTo(button('Test step'));
    await press('Enter');
    await output('body').waitFor();
    expect(await output('body').innerText()).toBe('Written without a mouse.');
    await tabTo(page.getByText('What the app got', { exact: true }));
    await press('Enter');
    await page.getByText('"body": "Written without a mouse."').waitFor();
  });

  it('waits for the options before it takes what was typed for a value', async () => {
    sandbox().world.addContact(locationId(), { firstName: 'Late', lastName: 'Comer' });
    await goTo('create/create_note', 'Create Note');
    sandbox().addFault({ kind: 'latency', latencyMs: 700, times: 1 });
    await field('Contact').focus();
    await page.keyboard.type('Late');
    await page.keyboard.press('Enter');
    await page.getByText('Still loading.').waitFor();
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /Late Comer/ })
      .waitFor();
    await page.keyboard.press('Enter');
    expect(await field('Contact').inputValue()).toBe('Late Comer');
    sandbox().clearFaults();
  });

  it('goes through the lines of a list with the keyboard', async () => {
    await goTo('trigger/new_contact', 'New Contact');
    await field('Tags, line 1').focus();
    await page.keyboard.type('first');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second');
    await page.keyboard.press('Tab');
    expect(await field('Tags, line 1').inputValue()).toBe('first');
    expect(await field('Tags, line 2').inputValue()).toBe('second');
    await page.keyboard.press('Enter');
    expect(await field('Tags, line 2').count()).toBe(0);
    expect(await hasFocus(field('Tags, line 1'))).toBe(true);
  });

  describe('with hostile data', () => {
    beforeEach(() => {
      const { world } = sandbox();
      const location = world.location(locationId());
      const [known] = location.customFields;
      if (!known) throw new Error('The sandbox has no custom field.');
      location.customFields.push({ ...known, id: 'hostileField', name: SCRIPT });
      const { id } = world.addContact(locationId(), {
        firstName: SCRIPT,
        lastName: RIGHT_TO_LEFT,
        tags: [SCRIPT],
        // An update within a second of the creation would count as part of it.
        dateAdded: new Date(world.now() - 60_000).toISOString(),
        dateUpdated: new Date(world.now()).toISOString(),
      });
      world.addNote(locationId(), { contactId: id, body: LONG });
    });

    it.each([
      ['wide', WIDE],
      ['narrow', NARROW],
    ])('shows it as text on a %s screen', async (_name, size) => {
      await page.setViewportSize(size);
      await goTo('create/update_contact', 'Update Contact');
      await page.getByText(SCRIPT, { exact: true }).first().waitFor();
      await field('Contact').click();
      await page.getByRole('listbox').getByRole('option').first().click();
      await field('City').fill(SCRIPT);
      await button('Test step').click();
      await output('city').waitFor();
      expect(await output('city').innerText()).toBe(SCRIPT);
      expect(await output('firstName').innerText()).toBe(SCRIPT);
      expect(await output('lastName').locator('bdi').count()).toBe(1);
      expect(await overflow()).toBe(0);

      await goTo('trigger/contact_updated', 'Contact Updated');
      await field('Include, line 1').click();
      await page.getByRole('listbox').getByRole('option', { name: 'Notes' }).click();
      await button('Test trigger').click();
      const notes = result().locator('[data-output="details__notes"]').first();
      await notes.getByText(`Show all ${(10_000).toLocaleString()} characters`).first().click();
      expect((await notes.innerText()).length).toBeGreaterThan(9_000);
      expect(await overflow()).toBe(0);
    });

    it('renders Markdown in a help text, and nothing else', async () => {
      const handler = sparingHandlerFor(appWithHostileHelp());
      const other = await startPreview({ handler, port: 0, seed: 1 });
      try {
        await page.close();
        page = await openPage(other);
        await goTo('create/create_note', 'Create Note');
        const help = page.locator('[data-field="body"] .markdown');
        expect(await help.locator('strong').innerText()).toBe('Bold');
        expect(await help.innerText()).toContain('<script>alert(3)</script>');
        expect(await help.locator('script, img').count()).toBe(0);
        const links = await help
          .locator('a')
          .evaluateAll((found) => found.map((link) => link.getAttribute('href')));
        expect(links.filter(Boolean)).toEqual(['https://example.com/help']);
      } finally {
        await other.close();
      }
    });
  });

  describe.each([
    ['light', 'wide', WIDE, undefined],
    ['light', 'narrow', NARROW, undefined],
    // What differs in the dark is the contrast.
    ['dark', 'wide', WIDE, ['color-contrast']],
    ['dark', 'narrow', NARROW, ['color-contrast']],
  ] as const)('in %s colours on a %s screen', (colorScheme, _name, size, rules) => {
    beforeEach(async () => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      sandbox().world.addContact(locationId(), { firstName: 'Axel', lastName: 'Check' });
    });

    it('has no barrier that axe finds', async () => {
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await violations(rules)).toEqual([]);

      await page.goto('/#/connection');
      await page.getByRole('heading', { name: 'Connect an account' }).waitFor();
      expect(await violations(rules)).toEqual([]);

      await goTo('create/update_contact', 'Update Contact');
      await button('Test step').click();
      await page.getByText('Required: fill in Contact.').waitFor();
      await field('Contact').fill('Axel');
      await page
        .getByRole('listbox')
        .getByRole('option', { name: /Axel Check/ })
        .first()
        .waitFor();
      expect(await violations(rules)).toEqual([]);
      await page.keyboard.press('Enter');
      await field('City').fill('Lisbon');
      await button('Test step').click();
      await output('city').waitFor();
      expect(await violations(rules)).toEqual([]);

      await field('HighLevel').selectOption('has ended the connection');
      await button('Test step').click();
      await result().getByRole('heading', { name: 'Reconnect' }).waitFor();
      expect(await violations(rules)).toEqual([]);

      await goTo('search/find_many_contacts', 'Find Many Contacts');
      await field('Maximum Number of Contacts').fill('2');
      await button('Test step').click();
      await result().getByRole('table').waitFor();
      expect(await violations(rules)).toEqual([]);

      await goTo('trigger/contact_updated', 'Contact Updated');
      await button('Test trigger').click();
      await result().locator('.record').first().waitFor();
      expect(await violations(rules)).toEqual([]);
      expect(await overflow()).toBe(0);
    });
  });
});
