/** What an HTML text reads like, for people who put it into an e-mail or a spreadsheet. */

/** Elements that begin and end on lines of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary ' +
    'table tbody tfoot thead tr ul'
  ).split(' '),
);

/** Elements within a line. Other words between angle brackets are no HTML: `<Jo>`, `<a@b.example>`. */
const INLINE: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big br button caption cite code col colgroup del dfn em font i img ' +
    'input ins kbd label mark meta link q s samp small span strike strong sub sup svg td th time ' +
    'tt u var video audio iframe wbr path o:p'
  ).split(' '),
);

/** Elements whose content nobody reads. */
const UNREAD: ReadonlySet<string> = new Set(['head', 'script', 'style', 'template', 'title']);

const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

interface Tag {
  name: string;
  closes: boolean;
  /** Where the text goes on. */
  end: number;
}

/**
 * Plain text of a text that may be HTML: entities are decoded; line breaks, paragraphs and list items
 * become lines. A text without HTML stays as it is, and what only looks like HTML is left alone.
 *
 * @example
 * plainText('<p>Tom &amp; Ana</p><ul><li>Roof</li></ul>'); // "Tom & Ana\nRoof"
 */
export const plainText = (source: string): string => {
  if (!/[<&]/.test(source)) return source;
  const pieces = [...piecesOf(source)];
  const tags = pieces.filter((piece) => typeof piece !== 'string');
  if (tags.length === 0) {
    return decoded(pieces.filter((piece) => typeof piece === 'string').join(''));
  }
  // What a program wrote with line breaks of its own and, say, one word in bold keeps its lines.
  const hasLines = tags.some(({ name }) => name === 'br' || BLOCKS.has(name));
  return textOf(pieces, hasLines);
};

/** Whether a text holds HTML: what only looks like it, such as `<Jo>`, is none. */
export const hasMarkup = (source: string): boolean => {
  for (const piece of piecesOf(source)) if (typeof piece !== 'string') return true;
  return false;
};

const textOf = (pieces: readonly (string | Tag)[], hasLines: boolean): string => {
  const lines: string[] = [];
  let line = '';
  // Depth of what keeps its lines and blanks.
  let inPre = hasLines ? 0 : 1;
  const breakLine = (): void => {
    lines.push(inPre > 0 ? line.trimEnd() : line.trim());
    line = '';
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      const [first = '', ...others] =
        inPre === 0 ? [piece.replace(/[ \t\r\n\f]+/g, ' ')] : piece.split(/\r\n|[\r\n]/);
      line += decoded(first);
      for (const other of others) {
        breakLine();
        line = decoded(other);
      }
    } else if (piece.name === 'br') breakLine();
    else if (BLOCKS.has(piece.name)) {
      if (line.trim() !== '') breakLine();
      else line = '';
      if (piece.name === 'pre') inPre = Math.max(0, inPre + (piece.closes ? -1 : 1));
    } else if (CELLS.has(piece.name) && piece.closes) line += ' ';
  }
  breakLine();
  return lines.join('\n').replace(/^\n+/, '').trimEnd();
};

/** Texts and tags in turn, without comments and what nobody reads. */
function* piecesOf(source: string): Generator<string | Tag> {
  const neverClosed = new Set<string>();
  let from = 0;
  let at = source.indexOf('<');
  while (at !== -1) {
    const tag = tagAt(source, at);
    const end = commentEnd(source, at) ?? unreadEnd(source, tag, neverClosed) ?? tag?.end;
    if (end !== undefined) {
      if (at > from) yield source.slice(from, at);
      if (tag) yield tag;
      from = end;
    }
    at = source.indexOf('<', end ?? at + 1);
  }
  if (from < source.length) yield source.slice(from);
}

/** Where a comment or declaration ends. */
const commentEnd = (source: string, at: number): number | undefined => {
  if (source.startsWith('<!--', at)) return past(source, '-->', at + 4);
  return /^<[!?][a-z[]/i.test(source.slice(at, at + 3)) ? past(source, '>', at) : undefined;
};

/** Where an element ends that nobody reads; what is never closed hides nothing. */
const unreadEnd = (
  source: string,
  tag: Tag | undefined,
  neverClosed: Set<string>,
): number | undefined => {
  if (!tag || tag.closes || !UNREAD.has(tag.name) || neverClosed.has(tag.name)) return undefined;
  const closing = new RegExp(`</${tag.name}(?=[\\s/>])`, 'gi');
  closing.lastIndex = tag.end;
  const found = closing.exec(source);
  if (found) return past(source, '>', found.index);
  neverClosed.add(tag.name);
  return undefined;
};

const past = (source: string, mark: string, from: number): number => {
  const found = source.indexOf(mark, from);
  return found === -1 ? source.length : found + mark.length;
};

const TAG_START = /<(\/?)([a-z][a-z0-9:]*)(?=[\s/>])/iy;

/** The tag that begins here, if it is one; its attributes may hold angle brackets in quotes. */
const tagAt = (source: string, at: number): Tag | undefined => {
  TAG_START.lastIndex = at;
  const start = TAG_START.exec(source);
  const name = start?.[2]?.toLowerCase() ?? '';
  if (!start || !(BLOCKS.has(name) || INLINE.has(name) || UNREAD.has(name))) return undefined;
  let index = TAG_START.lastIndex;
  while (index < source.length) {
    const char = source[index];
    if (char === '>') return { name, closes: start[1] === '/', end: index + 1 };
    if (char === '<') return undefined;
    const closing =
      (char === '"' || char === "'") && source[index - 1] === '='
        ? source.indexOf(char, index + 1)
        : index;
    if (closing === -1) return undefined;
    index = closing + 1;
  }
  return undefined;
};

/** Names of the characters from U+00A0 to U+00FF, in order (HTML 4, character entity references). */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn ' +
  'sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave ' +
  'Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ' +
  'ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN ' +
  'szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute ' +
  'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml ' +
  'yacute thorn yuml';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ['nbsp', ' '],
  ['shy', ''],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['sbquo', '‚'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['bull', '•'],
  ['hellip', '…'],
  ['euro', '€'],
  ['trade', '™'],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['zwnj', '\u200C'],
  ['zwj', '\u200D'],
  ['larr', '←'],
  ['rarr', '→'],
  ['check', '✓'],
]);

const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/gi;

/** What is no entity stays as it is. */
const decoded = (source: string): string =>
  source
    .replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? entity;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return characterOf(code) ?? entity;
    })
    .replaceAll('\u00A0', ' ');

/** Numbers from 128 to 159 mean characters of Windows-1252, as browsers read them. */
const characterOf = (code: number): string | undefined => {
  if (code === 0xa0) return ' ';
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Buffer.of(code));
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
};
