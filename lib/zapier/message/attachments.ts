import { GhlError } from '../../ghl/client/errors.ts';
import type { MessageBody, SendType } from '../../ghl/schemas/message.ts';
import { uploadForConversation } from '../../ghl/uploads.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { asLine } from '../../protiv/values/texts.ts';
import { extensionOf } from '../file/name-and-type.ts';
import type { RemoteFile, Wanted } from '../file/remote-file.ts';
import type { Context } from '../platform/run.ts';
import { conversationOf } from './search.ts';

const LABEL = 'Attachments';

/** What HighLevel's upload takes (its official file). */
const EXTENSIONS = 'jpg jpeg png mp4 mpeg zip rar pdf doc docx txt mp3 wav'.split(' ');

const MOST_FILES = 5;

/** Of WhatsApp, and of every other channel (official file). */
const MOST_MEGABYTES_BY_WHATSAPP = 100;
const MOST_MEGABYTES = 5;

const fieldFor = (size: string) =>
  ({
    key: 'attachments',
    label: LABEL,
    list: true,
    helpText: `Files, or their web addresses: at most ${MOST_FILES}, of up to ${size}. Types: ${EXTENSIONS.join(', ')}.`,
  }) as const;

export const attachmentsField = fieldFor(`${MOST_MEGABYTES} MB each`);

/** Where the step chooses the channel. */
export const anyAttachmentsField = fieldFor(
  `${MOST_MEGABYTES} MB each, by WhatsApp ${MOST_MEGABYTES_BY_WHATSAPP} MB`,
);

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

const wantedBy = (type: SendType): Wanted => ({
  label: LABEL,
  extensions: EXTENSIONS,
  mostMegabytes: type === 'WhatsApp' ? MOST_MEGABYTES_BY_WHATSAPP : MOST_MEGABYTES,
});

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
  if (urls.length === 0) return [];
  const wanted = wantedBy(type);
  const { checkRemoteFile } = await import('../file/remote-file.ts');
  return Promise.all(urls.map(async (url) => ({ url, ...(await checkRemoteFile(url, wanted)) })));
};

const UPLOAD_MS = 12_000;

/**
 * The addresses that a message is to name. A file whose address may pass, such as those that Zapier signs,
 * or does not say of which type it is, is taken in by HighLevel first: a scheduled message goes out later,
 * and the recipient may open it a month after that. For a contact to whom nobody has ever written there is
 * no place for it, and where HighLevel does not take it the address has to do.
 *
 * @param reserveMs of the operation's time, for the message itself
 * @throws {InvalidInputError} for a file that is not what it said it was
 */
export const lastingAddresses = async (
  run: Context,
  { type, contactId }: Pick<MessageBody, 'type' | 'contactId'>,
  files: readonly MessageFile[],
  reserveMs: number,
): Promise<string[]> => {
  const { ghl } = run;
  const passing = files.filter(({ url }) => !isLasting(url));
  const conversation = passing.length > 0 ? await conversationOf(run, contactId) : undefined;
  if (!conversation) return files.map(({ url }) => url);
  const { openRemoteFile } = await import('../file/download.ts');
  const aside = ghl.aside(Math.min(UPLOAD_MS, ghl.timeLeft() - reserveMs));
  const takenIn = async ({ url, name }: MessageFile): Promise<string> => {
    const file = await openRemoteFile(url, wantedBy(type), name);
    try {
      const where = { conversationId: conversation.id, contactId };
      return (await uploadForConversation(aside, where, file)) ?? url;
    } catch (error) {
      const trouble = file.trouble();
      if (trouble || !(error instanceof GhlError)) throw trouble ?? error;
      ghl.log('file.not_taken', { reason: error.code });
      return url;
    } finally {
      file.close();
    }
  };
  return Promise.all(
    files.map((file) => (isLasting(file.url) ? Promise.resolve(file.url) : takenIn(file))),
  );
};

/** Whether an address is that of one file, by its name and without anything that could run out. */
const isLasting = (address: string): boolean => {
  const url = new URL(address);
  return url.search === '' && EXTENSIONS.includes(extensionOf(url.pathname) ?? '');
};
