import { clock } from '../../ghl/client/clock.ts';
import { createOrDefer, readBack } from '../../ghl/client/idempotent-write.ts';
import { getContact } from '../../ghl/contacts.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import {
  MOST_UPLOAD_MEGABYTES,
  UPLOAD_EXTENSIONS,
  uploadToCustomField,
} from '../../ghl/uploads.ts';
import { customFieldsCalled } from '../../protiv/custom-field/named.ts';
import { fieldFiles } from '../../protiv/custom-field/record.ts';
import type { CustomField, CustomFieldFile } from '../../protiv/custom-field/record.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import { present } from '../../protiv/values/present.ts';
import { requiredId } from '../../protiv/values/references.ts';
import { asLine, requiredLine, shown } from '../../protiv/values/texts.ts';
import { customFieldReader, freshCustomFields } from '../location/custom-fields.ts';
import type { Context, Run } from '../platform/run.ts';
import type { OpenFile } from './download.ts';

export const UPLOAD_LABELS = { field: 'Custom Field', file: 'File', name: 'File Name' } as const;

/** What a step says of a file. */
interface Input {
  contactId?: unknown;
  customFieldId?: unknown;
  file?: unknown;
  fileName?: unknown;
}

/** A file in a custom field of a contact, as Zaps see it. */
export interface UploadedFile {
  id: string;
  contactId: string;
  customFieldId: string;
  fieldName: string;
  fileName: string;
  fileType: string;
  fileSize?: number;
  /** Absent where the contact could not be read back. */
  fileUrl?: string;
  /** False for a file that the field had already. */
  wasUploaded: boolean;
}

/**
 * Puts a file of the web into a custom field of a contact, unless the field has one of that name and size.
 * The file goes through as it comes, so that the largest takes no more memory than the smallest.
 *
 * @throws {InvalidInputError} with what is wrong with the field or the file
 */
export const uploadOnce = async (run: Run<Input>): Promise<UploadedFile> => {
  const { ghl, input } = run;
  const contactId = requiredId('Contact', input.contactId);
  const address = requiredLine(UPLOAD_LABELS.file, input.file);
  const name = asLine(UPLOAD_LABELS.name, input.fileName);
  const field = await fileField(run, requiredLine(UPLOAD_LABELS.field, input.customFieldId));
  const before = filesIn(await getContact(ghl, contactId), field);
  const wanted = {
    label: UPLOAD_LABELS.file,
    extensions: UPLOAD_EXTENSIONS,
    mostMegabytes: MOST_UPLOAD_MEGABYTES,
  };
  const { openRemoteFile } = await import('./download.ts');
  const open = (): Promise<OpenFile> => openRemoteFile(address, wanted, name);
  let file = await open();
  let { size } = file;
  const said = (held: CustomFieldFile | undefined, wasUploaded: boolean): UploadedFile =>
    present({
      id: contactId,
      contactId,
      customFieldId: field.id,
      fieldName: field.label,
      fileName: file.name,
      fileType: file.type,
      fileSize: size ?? held?.size,
      fileUrl: held?.url,
      wasUploaded,
    });
  try {
    const namesakes = before.filter(isCalled(file.name));
    const isReadForSize = size === undefined && namesakes.length > 0;
    if (isReadForSize) size = await sizeOf(file, ghl.timeLeft());
    const same = namesakes.find((held) => held.size !== undefined && held.size === size);
    if (same) return said(same, false);
    if (isReadForSize) file = await open();
    const known = new Set(before.map(({ url }) => url));
    const find = async (): Promise<CustomFieldFile | undefined> =>
      filesIn(await getContact(ghl, contactId), field).find(({ url }) => !known.has(url));
    await createOrDefer(
      ghl,
      () => uploadToCustomField(ghl, { contactId, fieldId: field.id }, file),
      // A file that ended too soon is nowhere; its own trouble says so.
      async () => (!file.trouble() && (await find()) ? true : undefined),
    );
    return said(await readBack(ghl, find), true);
  } catch (error) {
    throw file.trouble() ?? error;
  } finally {
    file.close();
  }
};

/** How long a file is whose server does not say it: it has to be read to its end. */
const sizeOf = async (file: OpenFile, patienceMs: number): Promise<number> => {
  const alarm = clock.alarm(patienceMs, file.close);
  let bytes = 0;
  try {
    for await (const chunk of file.content) bytes += Buffer.byteLength(chunk);
  } finally {
    alarm.off();
  }
  return bytes;
};

/** Servers that read forms often take the UTF-8 of a name for Latin-1, and keep that. */
const isCalled = (name: string): ((held: CustomFieldFile) => boolean) => {
  const names = [name, Buffer.from(name).toString('latin1')];
  return (held) => names.includes(held.name ?? '');
};

const filesIn = ({ customFields }: WireContact, { id }: CustomField): CustomFieldFile[] =>
  (customFields ?? []).filter((entry) => entry.id === id).flatMap(fieldFiles);

/** The field that is meant, from the list of the last hour, or as it is now. */
const fileField = async (run: Context, given: string): Promise<CustomField> => {
  let called = customFieldsCalled(given, await customFieldReader(run)([]));
  if (called.length === 0) called = customFieldsCalled(given, await freshCustomFields(run));
  const [field, ...others] = called.filter(({ kind }) => kind === 'files');
  if (field && others.length === 0) return field;
  const held = `“${UPLOAD_LABELS.field}” holds “${shown(given)}”`;
  if (field)
    throw new InvalidInputError(
      `${held}, and several custom fields of the connected sub-account go by it. Choose the right one from the list, or map its ID.`,
    );
  throw new InvalidInputError(
    called.length > 0
      ? `${held}, a custom field that takes no files. Choose one of the type File Upload from the list.`
      : `${held}, but there is no such custom field in the connected sub-account. Choose one from the list, or give its name or ID.`,
  );
};
