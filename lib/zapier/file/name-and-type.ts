/** What files are called and of which type they are, by their servers and their addresses. */

/** Extensions that have the same content types. */
const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'video/mp4': 'mp4',
  'video/mpeg': 'mpeg',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'application/x-zip-compressed': 'zip',
  'application/vnd.rar': 'rar',
  'application/x-rar-compressed': 'rar',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

/**
 * The extension of a content type, if it is a known one.
 *
 * @example
 * extensionFor('image/jpeg'); // 'jpg'
 */
export const extensionFor = (type: string): string | undefined =>
  Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;

/** In small letters, as in `pdf`; one has a letter: “Quote no.12” has none. */
export const extensionOf = (name: string): string | undefined =>
  /\.((?=\d*[a-z])[a-z\d]{2,5})$/.exec(name.toLowerCase())?.[1];

/** The name in a `Content-Disposition`, in either of its forms (RFC 6266). */
export const nameIn = (disposition: string | undefined): string | undefined => {
  const encoded = /filename\*=(?:UTF-8|utf-8)''([^;]+)/.exec(disposition ?? '')?.[1];
  const plain = /filename="?([^";]+)"?/.exec(disposition ?? '')?.[1];
  return (encoded && decoded(encoded)) ?? plain?.trim();
};

/** The last part of an address, as people read it. */
export const lastPart = ({ pathname }: URL): string => decoded(pathname.split('/').at(-1) ?? '');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/**
 * What a file is called.
 *
 * @param names the best first, as people and servers give them
 * @param type of which it is; a name without an extension gets that of its type, or of the other names
 */
export const nameOf = (names: readonly (string | undefined)[], type: string): string => {
  const plain = names.map(plainName).filter((name) => name !== '');
  const [name = 'file'] = plain;
  if (extensionOf(name) !== undefined) return name;
  const extension =
    extensionFor(type) ?? plain.map(extensionOf).find((known) => known !== undefined);
  return extension === undefined ? name : `${name}.${extension}`;
};

/** Without the folders that it lay in, and as HighLevel will be told it: a repeat is known by its name. */
const plainName = (name: string | undefined): string =>
  (name ?? '')
    .replace(/^.*[/\\]/s, '')
    .replaceAll(/[\p{Cc}"]/gu, '_')
    .trim();

/** The content type of a file: a server that does not know says `application/octet-stream`. */
export const typeFor = (extension: string, type: string): string => {
  if (type !== '' && type !== 'application/octet-stream' && type !== 'binary/octet-stream')
    return type;
  return (
    Object.entries(TYPES).find(([, known]) => known === extension)?.[0] ??
    'application/octet-stream'
  );
};
