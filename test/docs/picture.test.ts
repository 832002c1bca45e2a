import { describe, expect, it } from '@jest/globals';

import { picture, pictureText } from '../../scripts/reference/templates/picture.ts';
import routeNewContact from '../../templates/route-new-contact.ts';
import type { FilterStep } from '../../templates/template.ts';

const filter = { kind: 'filter', id: 'filter', title: '', conditions: [] } satisfies FilterStep;

const steps = (...titles: string[]) =>
  titles.map((title, index) => ({ number: index + 1, app: 'Filter', title, step: filter }));

/** What is written in a picture, as a reader sees it. */
const written = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

describe('the picture of a Zap', () => {
  it('has a card for each step and an arrow between any two', () => {
    const svg = picture(steps('One', 'Two', 'Three'));
    expect(written(svg)).toEqual([
      '1',
      'Filter',
      'One',
      '2',
      'Filter',
      'Two',
      '3',
      'Filter',
      'Three',
    ]);
    expect(svg.match(/<path /g)).toHaveLength(2);
    expect(svg).toContain(`<title>${pictureText(steps('One', 'Two', 'Three'))}</title>`);
  });

  it('shows markup in a name as text', () => {
    const svg = picture(steps('</text><script>alert("1")</script> & \'more\''));
    expect(svg).not.toMatch(/<script|<\/script/);
    expect(written(svg).join(' ')).toContain(
      '&lt;/text&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;',
    );
    expect(svg).toContain('&amp; &#39;more&#39;');
  });

  it('breaks a long title into lines, and grows with it', () => {
    const heightOf = (svg: string): number => Number(/height="(\d+)" viewBox/.exec(svg)?.[1]);
    const long = picture(
      steps('Only contacts with a very long condition that nobody can read at once'),
    );
    expect(written(long).slice(2)).toEqual([
      'Only contacts with a very long condition',
      'that nobody can read at once',
    ]);
    expect(heightOf(long)).toBe(heightOf(picture(steps('Short'))) + 20);
    expect(written(picture(steps('x'.repeat(60)))).at(-1)).toBe(`${'x'.repeat(41)}…`);
  });

  it('marks what reads HighLevel and what writes to it', () => {
    const drawn = routeNewContact.steps.map((step, index) => ({
      number: index + 1,
      app: 'Protiv',
      title: step.id,
      step,
    }));
    expect(written(picture(drawn)).filter((text) => /^(reads|writes)$/.test(text))).toEqual([
      'reads',
      'writes',
      'writes',
    ]);
  });
});
