/** The form of texts. */

/** Words that title case leaves small, except at either end. */
const SMALL = new Set('a an and as at but by en for if in of on or the to v via vs'.split(' '));

/** The title case that D018 asks for: Zapier’s own is that of the Python library `titlecase`. */
export const titleCase = (text: string): string =>
  text
    .split(' ')
    .map((word, index, words) => {
      const isEdge = index === 0 || index === words.length - 1 || words[index - 1]?.endsWith(':');
      if (!isEdge && SMALL.has(word.toLowerCase())) return word.toLowerCase();
      if (/^[a-z]+[A-Z]/.test(word)) return word;
      return word.replace(/(^|[-/(“])([a-z])/g, (match) => match.toUpperCase());
    })
    .join(' ');

/** Without code, emphasis and the addresses of links. */
export const plain = (markdown: string): string =>
  markdown
    .replaceAll(/`[^`]*`/g, 'code')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('*', '');

export const sentencesOf = (markdown: string): string[] =>
  plain(markdown)
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => sentence !== '');

export const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Letters and digits only, in lower case: what two texts say, whatever their form. */
export const essence = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
