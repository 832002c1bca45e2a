import { GhlError } from '../../ghl/client/errors.ts';
import { createOrDefer, idempotentCreate } from '../../ghl/client/idempotent-write.ts';
import { createContact, getContact } from '../../ghl/contacts.ts';
import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { InvalidInputError } from '../../protiv/values/invalid-input.ts';
import type { Context } from '../platform/run.ts';
import { rememberCreated } from './created-before.ts';
import { findHolder, isRecognisable } from './matching.ts';
import { outcomeOf } from './outcome.ts';
import { toWrittenContact } from './output.ts';
import { REPLAY_WINDOW_MS, findReplay, isReplay } from './replay.ts';
import type { ContactRequest } from './request.ts';
import { sendUsable, settled } from './write.ts';

export const ifExistsField = {
  key: 'ifExists',
  label: 'If the Contact Exists Already',
  default: 'error',
  choices: {
    error: 'Stop with an error',
    return: 'Return the existing contact unchanged',
  },
  helpText: 'Contacts are recognized by email, then by phone.',
} as const;

/**
 * Creates a contact, unless somebody has the e-mail or the phone already, or an earlier try of the same
 * step has created it.
 *
 * @throws {InvalidInputError} when nothing tells who it is, or the step is to stop for one that exists
 */
export const createOnce = async (
  run: Context,
  request: ContactRequest,
  input: Readonly<Record<string, unknown>>,
) => {
  const { ghl } = run;
  const { label, choices } = ifExistsField;
  const ifExists = asChoice(label, input['ifExists'], choices) ?? 'error';
  if (!hasIdentity(request.body)) {
    request.leftOut.stopIfAny();
    throw new InvalidInputError(
      'Fill in at least an Email, a Phone, a name or a Company Name, so that the contact can be found again.',
    );
  }
  const isUnique = isRecognisable(request.body);
  const findExisting = (): Promise<WireContact | undefined> =>
    isUnique ? findHolder(ghl, request.body) : findReplay(run, request);
  const existing = await findExisting();
  if (existing && !isUnique) return answerExisting(run, existing);
  if (existing) return answerOrStop(run, ifExists, request, existing);
  try {
    const write = isUnique ? idempotentCreate : createOrDefer;
    const { answer, sent } = await sendUsable(request, request.body, hasIdentity, (body) =>
      write(ghl, () => createContact(ghl, body), findExisting),
    );
    if (!isUnique) await rememberCreated(run, request.body, answer, REPLAY_WINDOW_MS / 1000);
    const contact = await settled(run, request, undefined, sent, answer);
    return await outcomeOf(run, request, contact, { wasCreated: true });
  } catch (error) {
    // HighLevel may know a duplicate that its own lookup did not show.
    const contactId = error instanceof GhlError ? error.details.contactId : undefined;
    if (!contactId) throw error;
    return answerOrStop(run, ifExists, request, await getContact(ghl, contactId));
  }
};

/** Whether a contact can be found again. */
const hasIdentity = (body: ContactBody): boolean =>
  [body.email, body.phone, body.firstName, body.lastName, body.name, body.companyName].some(
    Boolean,
  );

const answerOrStop = async (
  run: Context,
  ifExists: keyof typeof ifExistsField.choices,
  request: ContactRequest,
  existing: WireContact,
) => {
  if (ifExists === 'error' && !isReplay(existing, request)) {
    throw new InvalidInputError(
      `HighLevel already has a contact with this email or phone. Use the Create or Update Contact action instead, or choose “${ifExistsField.choices.return}” under ${ifExistsField.label}.`,
    );
  }
  return answerExisting(run, existing);
};

const answerExisting = async (run: Context, existing: WireContact) => ({
  ...(await toWrittenContact(run, existing)),
  wasCreated: false,
  ignoredFields: [],
});
