import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { plainText } from '../../../../lib/protiv/values/plain-text.ts';

describe('plain text of a note', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\nTwo'],
    ['an empty paragraph of an editor', '<p>One</p><p><br></p><p>Two</p>', 'One\n\nTwo'],
    ['line breaks', 'One<br>Two<br/>Three<BR />Four', 'One\nTwo\nThree\nFour'],
    ['a break at the end of a paragraph', '<div>One<br></div><div>Two</div>', 'One\nTwo'],
    ['a list', '<ul><li>Roof</li><li><p>Solar</p></li></ul>Done', 'Roof\nSolar\nDone'],
    ['lists that nobody closed', '<ol><li>Roof<li>Solar', 'Roof\nSolar'],
    ['a table', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    [
      'words within a line',
      'A <b>bold</b> <span style="color: red">red</span>word',
      'A bold redword',
    ],
    ['white space between tags', '<p>\n  One\n  two </p>\n\n<p>\tThree</p>\n', 'One two\nThree'],
    ['preformatted lines', '<p>Code:</p><pre>  a\n    b\n</pre>', 'Code:\n  a\n    b'],
    [
      'entities',
      '<p>Tom &amp; Ana &lt;3 &quot;Bj&ouml;rn&quot;&nbsp;&#8211;&#x20AC;</p>',
      'Tom & Ana <3 "Björn" –€',
    ],
    ['numbers of old Windows programs', 'it&#146;s &#128;5', 'it’s €5'],
    [
      'comments and what nobody reads',
      '<!-- a <b> --><style>p { x: "</p>" }</style>Hi<script>1<2</script>',
      'Hi',
    ],
    ['a comment in a text without tags', 'Hi<!-- a > b --> Ana &amp; Tom', 'Hi Ana & Tom'],
    [
      'a declaration',
      '<!DOCTYPE html><html><head><title>No</title></head><body>Hi</body></html>',
      'Hi',
    ],
    ['a Word document', '<?xml:namespace prefix="o" /><p class=MsoNormal>Hi<o:p></o:p></p>', 'Hi'],
    ['attributes with angle brackets', '<a title="a > b <c>" href=\'x\'>link</a> on', 'link on'],
    [
      'its own lines and one bold word',
      'One\n  two <b>three</b>\r\nfour',
      'One\n  two three\nfour',
    ],
  ])('reads %s', (_what, html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it.each([
    'No HTML at all.\n  Two lines.',
    'a < b and b > c, 3<5',
    'Ask <Jo> or <ana@example.com>',
    'Budget <TBD>; R&D; AT&T &unknown; &',
    '<',
    '<b',
    'a <b c="d',
    '&#0; &#xD800; &#9999999;',
  ])('leaves %j alone', (text) => {
    expect(plainText(text)).toBe(text);
  });

  it('decodes entities once', () => {
    expect(plainText('<p>&amp;lt;b&amp;gt;</p>')).toBe('&lt;b&gt;');
    expect(plainText('Tom &amp;amp; Ana')).toBe('Tom &amp; Ana');
  });

  it('hides nothing behind an element that is never closed', () => {
    expect(plainText('One <style> two <title> three')).toBe('One  two  three');
    expect(plainText('<p>One</p><!-- never closed')).toBe('One');
  });

  it('is linear in odd texts', () => {
    const odd = ['<', '<a ', '<a ="', '<a =\'"', '<style>', '<!-- ', '&#', '<p>', ' <b> '];
    for (const piece of odd) {
      const text = piece.repeat(200_000);
      expect(plainText(text).length).toBeLessThanOrEqual(text.length);
    }
  });

  it('never leaves a known tag, whatever is between', () => {
    const part = fc.constantFrom(
      '<p>',
      '</p>',
      '<br>',
      '<b x="1">',
      '</b>',
      '<li>',
      'x',
      ' ',
      '\n',
      '<!--c-->',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = plainText(parts.join(''));
        expect(text).not.toMatch(/<\/?(?:p|br|b|li)\b|<!--/);
        const letters = parts.filter((one) => one === 'x').length;
        expect(text.replaceAll(/[^x]/g, '')).toHaveLength(letters);
      }),
    );
  });
});
