import type { SendType } from '../../ghl/schemas/message.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { checkRemoteFile } from '../platform/remote-file.ts';
import type { RemoteFile } from '../platform/remote-file.ts';

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

/** A file of a message, as it was found. */
export interface MessageFile extends RemoteFile {
  url: string;
}

/**
 * The files of a message, each of which was looked at.
 *
 * @throws {InvalidInputError} for what HighLevel could not send
 */
export const readAttachments = async (given: unknown, type: SendType): Promise<MessageFile[]> => {
  const urls = addressesIn(given);
  if (urls.length > MOST_FILES) {
    throw new InvalidInputError(
      `“${LABEL}” takes at most ${MOST_FILES} files, but got ${urls.length}. Send the others with a message of their own.`,
    );
  }
  const mostMegabytes = type === 'WhatsApp' ? MOST_MEGABYTES_BY_WHATSAPP : MOST_MEGABYTES;
  const wanted = { label: LABEL, extensions: EXTENSIONS, mostMegabytes };
  return Promise.all(urls.map(async (url) => ({ url, ...(await checkRemoteFile(url, wanted)) })));
};
