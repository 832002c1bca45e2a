import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';

import * as zod from 'zod/mini';

import type { Ghl, Upload } from './client/client.ts';
import { API_VERSION } from './client/configuration.ts';

/** What HighLevel takes, by the description in its official file. */
export const UPLOAD_EXTENSIONS =
  'pdf docx doc jpg jpeg png gif csv xlsx xls mp4 mpeg zip rar txt svg'.split(' ');

/** The same for the size. */
export const MOST_UPLOAD_MEGABYTES = 50;

/** A file that is on its way to HighLevel. */
export interface FileToUpload {
  name: string;
  /** MIME type. */
  type: string;
  /** In bytes, where it is known beforehand. */
  size?: number | undefined;
  content: Readable;
}

/**
 * Puts a file into a custom field of a contact (`POST /forms/upload-custom-files`): one part of a form,
 * called by the field's id and an id of its own. What the answer holds is in no official file; read the
 * contact back.
 *
 * @returns once HighLevel has it
 */
export const uploadToCustomField = async (
  ghl: Ghl,
  { contactId, fieldId }: { contactId: string; fieldId: string },
  file: FileToUpload,
): Promise<true> => {
  await ghl.write({
    method: 'POST',
    path: '/forms/upload-custom-files',
    scope: 'forms.write',
    version: API_VERSION.forms,
    query: { contactId, locationId: ghl.locationId },
    upload: asForm(`${fieldId}_${randomUUID()}`, file),
    answer: zod.looseObject({}),
  });
  return true;
};

/** One file as a form (RFC 7578), without ever holding all of it. */
const asForm = (part: string, { name, type, size, content }: FileToUpload): Upload => {
  const boundary = `protiv-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="${quotable(part)}"; filename="${quotable(name)}"\r\nContent-Type: ${quotable(type)}\r\n\r\n`,
  );
  const foot = Buffer.from(`\r\n--${boundary}--\r\n`);
  const whole = async function* (): AsyncGenerator {
    yield head;
    yield* content;
    yield foot;
  };
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    content: Readable.from(whole(), { objectMode: false }),
    length: size === undefined ? undefined : head.length + size + foot.length,
  };
};

/** Nothing that would end the line or the quotes. */
const quotable = (text: string): string => text.replaceAll(/["\r\n\\]/g, '_');
