import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/** Milliseconds: only what hangs for good meets it, so that no test is judged by the machine's speed. */
const PATIENCE_MS = 600_000;

/**
 * A page that takes note of what a good page never does.
 *
 * @param complaints gets console errors, exceptions, dialogs and requests to elsewhere
 */
export const openWatchedPage = async (
  browser: Browser,
  baseURL: string,
  viewport: { width: number; height: number },
  complaints: string[],
): Promise<Page> => {
  const page = await browser.newPage({ viewport, baseURL });
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== baseURL) complaints.push(request.url());
  });
  return page;
};

/**
 * Barriers that axe finds on a page, as it is.
 *
 * @param rules of axe; without them, all
 */
export const barriersOn = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe.source);
  // What holds is a megabyte on its way to the test.
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};

/** By how much a page is wider than its screen. */
export const overflowOf = (page: Page): Promise<number> =>
  page.locator(':root').evaluate((root): number => root.scrollWidth - root.clientWidth);

/** Lists of choices in which the longest one does not fit, by their labels. */
export const cutLists = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('select')]
    .filter((list) => {
      const free = list.cloneNode(true);
      free.style.cssText = 'position: absolute; width: auto; max-width: none';
      list.after(free);
      const isCut = free.offsetWidth > list.offsetWidth && list.offsetWidth > 0;
      free.remove();
      return isCut;
    })
    .map((list) => list.ariaLabel ?? list.id)`);
