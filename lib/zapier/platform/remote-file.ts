/** Files on the public web, never of a private network: looked at, or opened to be read. */
import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';

import { clock } from '../../ghl/client/clock.ts';
import { apiBaseUrl } from '../../ghl/client/configuration.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';

/** Where nothing on the public web is: IANA's registries of special-purpose addresses. */
const NOT_PUBLIC: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['::ffff:0:0', 96, 'ipv6'],
  ['64:ff9b::', 32, 'ipv6'],
  ['100::', 8, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 9, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];

const notPublic = new BlockList();
for (const [network, bits, family] of NOT_PUBLIC) notPublic.addSubnet(network, bits, family);

/**
 * Whether an address is one of the public internet's.
 *
 * @example
 * isPublicAddress('169.254.169.254'); // false
 */
const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !notPublic.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

class PrivateAddressError extends Error {}

/**
 * Resolves a name to public addresses only. The connection is made to what was checked here, so that a
 * name cannot mean something else the second time.
 */
const publicLookup: LookupFunction = (hostname, { all = false, ...options }, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || first === undefined) {
      callback(error ?? new Error('No address.'), '');
    } else if (found.some(({ address }) => !isPublicAddress(address))) {
      callback(new PrivateAddressError(), '');
    } else if (all) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

/** What a file has to be. */
export interface Wanted {
  /** The field that holds its address. */
  label: string;
  /** Extensions, in small letters. */
  extensions: readonly string[];
  mostMegabytes: number;
}

const MOST_REDIRECTS = 4;
const PATIENCE_MS = 5_000;

export const MEGABYTE = 1024 * 1024;

/** Extensions that have the same content types. */
export const TYPES: Readonly<Record<string, string>> = {
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

/** What a look at a file tells, wherever it lies. */
export interface RemoteFile {
  /** As its server calls it, or its address where that has an extension; else by its type alone. */
  name: string;
  bytes: number;
}

/**
 * Makes sure that a file is there, of a kind and a size that HighLevel takes, on the public web. No
 * more of it is read than it takes to know.
 *
 * @param given the file's address, `http` or `https`
 * @throws {InvalidInputError} with the field and the reason
 */
export const checkRemoteFile = async (given: string, wanted: Wanted): Promise<RemoteFile> => {
  const { url, response, askedAt } = await answerAt(given, wanted);
  const patience = PATIENCE_MS - (clock.now() - askedAt);
  const alarm = clock.alarm(patience, () => response.destroy(new Error('Too slow.')));
  try {
    const { headers } = response;
    const bytes = await sizeOf(response, wanted);
    const extension = checkType(url, headers['content-type'], wanted);
    const said = nameIn(headers['content-disposition']);
    const name = said ?? lastPart(url);
    const isTold = wanted.extensions.includes(extensionOf(name) ?? '');
    // The end of an address without an extension is mostly a signature.
    return { name: isTold ? name : `${said ?? 'file'}.${extension}`, bytes };
  } catch (error) {
    throw error instanceof InvalidInputError ? error : unusable(wanted, 'cannot be fetched');
  } finally {
    alarm.off();
    response.destroy();
  }
};

export const unusable = ({ label }: Wanted, why: string): InvalidInputError =>
  new InvalidInputError(
    `A file in “${label}” ${why}, so nothing was sent. Give the web address of a file that anybody can open.`,
  );

/** Where the app talks to a HighLevel on this machine, files may lie there too; in production none does. */
const isSandbox = ({ origin }: URL): boolean => origin === new URL(apiBaseUrl()).origin;

/** Only what the public web may be asked for. */
const addressOf = (given: string, wanted: Wanted): URL => {
  if (!URL.canParse(given))
    throw unusable(wanted, 'has no web address such as https://example.com/file.pdf');
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw unusable(wanted, 'has an address that is none of the web');
  }
  if (url.username !== '' || url.password !== '') {
    throw unusable(wanted, 'has an address with a user name or password in it');
  }
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  // No name, so that nobody looks it up.
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isSandbox(url))
    throw unusable(wanted, PRIVATE);
  return url;
};

const PRIVATE = 'is not on the public web';

/** What the server of a file says, its content unread: whoever has it destroys it. */
interface RemoteAnswer {
  /** Where the file is after all that it was moved to. */
  url: URL;
  response: IncomingMessage;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

/**
 * Asks the public web for a file, wherever it is moved to.
 *
 * @throws {InvalidInputError} with the field and the reason
 */
export const answerAt = async (given: string, wanted: Wanted): Promise<RemoteAnswer> => {
  let url = addressOf(given, wanted);
  for (let redirects = 0; ; redirects += 1) {
    const askedAt = clock.now();
    const response = await answerOf(url, wanted);
    const { statusCode = 0, headers } = response;
    if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) {
      return { url, response, askedAt };
    }
    response.destroy();
    if (redirects === MOST_REDIRECTS) throw unusable(wanted, 'is moved from one place to another');
    url = addressOf(new URL(headers.location, url).href, wanted);
  }
};

const answerOf = async (url: URL, wanted: Wanted): Promise<IncomingMessage> => {
  // Loaded when it is needed: as a module, node:http brings all of undici into each cold start.
  const { request: send } =
    url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const request = send(url, {
      lookup: publicLookup,
      headers: { Accept: '*/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Zapier' },
    });
    const alarm = clock.alarm(PATIENCE_MS, () => request.destroy(new Error('Too slow.')));
    request.on('error', (error) => {
      alarm.off();
      const why = error instanceof PrivateAddressError ? PRIVATE : 'cannot be fetched';
      reject(unusable(wanted, why));
    });
    request.once('response', (response) => {
      alarm.off();
      resolve(response);
    });
    request.end();
  });
};

/** How many bytes a file has by its answer; its body is counted only where no header says it. */
const sizeOf = async (response: IncomingMessage, wanted: Wanted): Promise<number> => {
  const { statusCode = 0, headers } = response;
  const { 'content-length': length } = headers;
  if (statusCode !== 200)
    throw unusable(wanted, `cannot be fetched (its server answers ${statusCode})`);
  const most = wanted.mostMegabytes * MEGABYTE;
  let bytes = Number(length ?? 0);
  if (length === undefined) {
    for await (const chunk of response) {
      bytes += Buffer.byteLength(chunk);
      if (bytes > most) break;
    }
  }
  if (bytes > most) throw unusable(wanted, `is larger than ${wanted.mostMegabytes} MB`);
  if (bytes === 0) throw unusable(wanted, 'is empty');
  return bytes;
};

/** The extension that a file should have, by its type, else by its address. */
const checkType = (url: URL, contentType: string | undefined, wanted: Wanted): string => {
  const { extensions } = wanted;
  const [type = ''] = (contentType ?? '').toLowerCase().split(';');
  const byName = extensionOf(url.pathname);
  const known = TYPES[type.trim()] ?? byName;
  if (type.trim() === 'text/html') {
    throw unusable(wanted, 'is a web page and no file');
  }
  if (known === undefined || !extensions.includes(known)) {
    throw unusable(wanted, `is not of a type that HighLevel takes (${extensions.join(', ')})`);
  }
  return known;
};

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
