import type { SendType } from '../../ghl/schemas/message.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { checkRemoteFile } from '../platform/remote-file.ts';

const LABEL = 'Attachments';

/** What HighLevel's upload takes (its official file). */
const EXTENSIONS = 'jpg jpeg png mp4 mpeg zip rar pdf doc docx txt mp3 wav'.split(' ');

const MOST_FILES = 5;

/** Of WhatsApp, and of every other channel (official file). */
const MOST_MEGABYTES_BY_WHATSAPP = 100;
const MOST_MEGABYTES = 5;

export const attachmentsField = {
  key: 'attachments',
  label: LABEL,
  list: true,
  helpText: `Files, or their web addresses: at most ${MOST_FILES}, of up to ${MOST_MEGABYTES} MB each (WhatsApp: ${MOST_MEGABYTES_BY_WHATSAPP} MB). Types: ${EXTENSIONS.join(', ')}.`,
} as const;

/** An address may hold a comma: only one with another address behind it stands between two. */
const BETWEEN = /\s+|[,;|](?=https?:\/\/)/i;

const addressesIn = (given: unknown): string[] => {
  const items: unknown[] = Array.isArray(given) ? given.flat(Infinity) : [given];
  const addresses = items.flatMap((item) => asLine(LABEL, item)?.split(BETWEEN) ?? []);
  return [...new Set(addresses.map((address) => address.replace(/[,;|]$/, '')))].filter(
    (address) => address !== '',
  );
};

/**
 * The addresses of a message's files, each of which was looked at.
 *
 * @throws {InvalidInputError} for what HighLevel could not send
 */
export const readAttachments = async (given: unknown, type: SendType): Promise<string[]> => {
  const urls = addressesIn(given);
  if (urls.length > MOST_FILES) {
    throw new InvalidInputError(
      `“${LABEL}” takes at most ${MOST_FILES} files, but got ${urls.length}. Send the others with a message of their own.`,
    );
  }
  const mostMegabytes = type === 'WhatsApp' ? MOST_MEGABYTES_BY_WHATSAPP : MOST_MEGABYTES;
  const wanted = { label: LABEL, extensions: EXTENSIONS, mostMegabytes };
  await Promise.all(urls.map((url) => checkRemoteFile(url, wanted)));
  return urls;
};
