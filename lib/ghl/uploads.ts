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
    upload: asForm({}, `${fieldId}_${randomUUID()}`, file),
    answer: zod.looseObject({}),
  });
  return true;
};

/**
 * Puts a file where messages of a conversation can have it from for good
 * (`POST /conversations/messages/upload`). The name of its part is in the file's description. Its schema
 * asks for addresses of files too, which public callers leave out, and does not say what the answer is
 * like: they find addresses by the names of the files.
 *
 * @returns the file's new address; `undefined` where the answer has none
 */
export const uploadForConversation = async (
  ghl: Ghl,
  { conversationId, contactId }: { conversationId: string; contactId: string },
  file: FileToUpload,
): Promise<string | undefined> => {
  const answer = await ghl.write({
    method: 'POST',
    path: '/conversations/messages/upload',
    scope: 'conversations/message.write',
    version: API_VERSION.conversations,
    upload: asForm(
      { conversationId, contactId, locationId: ghl.locationId },
      'fileAttachment',
      file,
    ),
    answer: zod.looseObject({
      uploadedFiles: zod.nullish(zod.record(zod.string(), zod.unknown())),
    }),
  });
  return Object.values(answer.uploadedFiles ?? {})
    .filter((value) => typeof value === 'string')
    .find((value) => /^https?:\/\//.test(value));
};

/** One file and what belongs to it as a form (RFC 7578), without ever holding all of the file. */
const asForm = (
  fields: Readonly<Record<string, string>>,
  part: string,
  { name, type, size, content }: FileToUpload,
): Upload => {
  const boundary = `protiv-${randomUUID()}`;
  const before = Object.entries(fields).map(
    ([field, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${value}\r\n`,
  );
  const head = Buffer.from(
    `${before.join('')}--${boundary}\r\nContent-Disposition: form-data; name="${quotable(part)}"; filename="${quotable(name)}"\r\nContent-Type: ${quotable(type)}\r\n\r\n`,
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
