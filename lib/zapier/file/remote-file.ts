/**
 * Files on the public web, never of a private network: looked at, or opened to be read.
 *
 * Steps that have a file import this as they run: as a module, node:http brings all of undici along, which
 * took 25 ms of each cold start.
 */
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';

import { clock } from '../../ghl/client/clock.ts';
import { apiBaseUrl } from '../../ghl/client/configuration.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { extensionFor, extensionOf, lastPart, nameIn } from './name-and-type.ts';
import { PrivateAddressError, isPublicAddress, publicLookup } from './public-address.ts';

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

const answerOf = (url: URL, wanted: Wanted): Promise<IncomingMessage> => {
  const { request: send } = url.protocol === 'https:' ? https : http;
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
  const known = extensionFor(type.trim()) ?? byName;
  if (type.trim() === 'text/html') {
    throw unusable(wanted, 'is a web page and no file');
  }
  if (known === undefined || !extensions.includes(known)) {
    throw unusable(wanted, `is not of a type that HighLevel takes (${extensions.join(', ')})`);
  }
  return known;
};
