import type { IncomingMessage } from 'node:http';
import { PassThrough, Transform, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import type { FileToUpload } from '../../ghl/uploads.ts';
import type { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { extensionOf, lastPart, nameIn, nameOf, typeFor } from './name-and-type.ts';
import { MEGABYTE, answerAt, unusable } from './remote-file.ts';
import type { Wanted } from './remote-file.ts';

/** A file of the web that is being read. */
export interface OpenFile extends FileToUpload {
  /** Why reading it ended before its end; `undefined` where it did not. */
  trouble: () => InvalidInputError | undefined;
  close: () => void;
}

/** What some servers send compressed although nobody asked for it, and how it is read. */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Opens a file on the public web, whatever it is moved to, and never one of a private network. What it is
 * said to be is checked before the first byte is passed on, its size while it is read.
 *
 * @param given the file's address, `http` or `https`
 * @param name what it is to be called; by default what its server or its address says
 * @throws {InvalidInputError} with the field and the reason
 */
export const openRemoteFile = async (
  given: string,
  wanted: Wanted,
  name?: string,
): Promise<OpenFile> => {
  const { url, response } = await answerAt(given, wanted);
  try {
    return opened(response, url, wanted, name);
  } catch (error) {
    response.destroy();
    throw error;
  }
};

/** What the file is, by its server's words, with its content to be read. */
const opened = (
  response: IncomingMessage,
  url: URL,
  wanted: Wanted,
  given: string | undefined,
): OpenFile => {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200)
    throw unusable(wanted, `cannot be fetched (its server answers ${statusCode})`);
  const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';');
  if (type.trim() === 'text/html' || type.trim() === 'application/xhtml+xml')
    throw unusable(wanted, 'is a web page and no file');
  const names = [given, nameIn(headers['content-disposition']), lastPart(url)];
  const name = nameOf(names, type.trim());
  const extension = extensionOf(name);
  if (extension === undefined || !wanted.extensions.includes(extension)) {
    const list = wanted.extensions.join(', ');
    throw unusable(wanted, `is not of a type that HighLevel takes (${list})`);
  }
  const most = wanted.mostMegabytes * MEGABYTE;
  const tooLarge = unusable(wanted, `is larger than ${wanted.mostMegabytes} MB`);
  const decoder = DECODERS[headers['content-encoding'] ?? ''];
  const length = decoder ? undefined : headers['content-length'];
  const size = length === undefined ? undefined : Number(length);
  if (size !== undefined && size > most) throw tooLarge;
  if (size === 0) throw unusable(wanted, 'is empty');

  let trouble: InvalidInputError | undefined;
  let bytes = 0;
  const counter = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      if (bytes > most) trouble = tooLarge;
      done(trouble, chunk);
    },
    flush: (done) => {
      if (bytes === 0) trouble = unusable(wanted, 'is empty');
      done(trouble);
    },
  });
  const content = new PassThrough();
  const stages = decoder ? [response, decoder(), counter, content] : [response, counter, content];
  pipeline(stages, (error) => {
    if (error) trouble ??= unusable(wanted, 'cannot be fetched to its end');
  });
  return {
    name,
    type: typeFor(extension, type.trim()),
    size,
    content,
    trouble: () => trouble,
    close: () => response.destroy(),
  };
};
