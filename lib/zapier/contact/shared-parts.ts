/**
 * Boxes of a text box list: GHL keeps all of them in one value and takes what is sent for the whole. So a step reads, merges and writes, and of two steps
 * that do so at the same time the later one would wipe out what the other has just added. Zapier's
 * locks cannot help: one step knows the contact by its id, the other by an e-mail.
 *
 * Each step therefore says in Zapier's cache which parts it is about to write *before* it looks for
 * those of others, and looks once more *after* it has written. Whoever writes last then finds the
 * parts of everybody before, and writes again what is missing. Without a cache nothing is lost as long
 * as steps do not meet in the same second.
 */
import { createHash } from 'node:crypto';

import { clock } from '../../ghl/client/clock.ts';
import type { ContactBody, CustomFieldBody, WireContact } from '../../ghl/schemas/contact.ts';
import { contactChanges } from '../../protiv/contact/changes.ts';
import { rawValue } from '../../protiv/custom-field/record.ts';
import { recall, remember } from '../platform/cache.ts';
import type { Context } from '../platform/run.ts';
import type { ContactRequest } from './request.ts';

/** One box with its content. */
interface Part {
  fieldId: string;
  name: string;
  content: string;
}

/** What a step says of a part that it writes. */
interface Claim {
  content: string;
  /** When it was written, in milliseconds since the epoch; absent while it is under way. */
  writtenAt?: number;
}

/** As long as a step may take, and a clock may be off. */
const STEP_MS = 30_000;

/** A claim is of no use to a step that starts after it was written. */
const CLAIM_S = (2 * STEP_MS) / 1000;

/** Each further round means that yet another step has written meanwhile. */
const MOST_ROUNDS = 5;

type HeldValues = WireContact['customFields'];

/**
 * Carries out an update so that no part of another step is lost.
 *
 * @param apply writes what differs from the contact as it is held, and gives it as it is then
 */
export const keepingParts = async (
  run: Context,
  request: ContactRequest,
  current: WireContact,
  wanted: ContactBody,
  apply: (held: WireContact, body: ContactBody) => Promise<WireContact>,
): Promise<WireContact> => {
  const own = ownParts(request, wanted);
  if (own.length === 0) return apply(current, wanted);
  const claim = (writtenAt?: number): Promise<unknown> =>
    Promise.all(
      own.map((part) =>
        remember(
          run,
          nameFor(current.id, part),
          { content: part.content, ...(writtenAt !== undefined && { writtenAt }) },
          CLAIM_S,
        ),
      ),
    );
  const bodyOver = async (held: HeldValues, body: ContactBody): Promise<ContactBody> => {
    const others = await claimedByOthers(run, request, current.id, own);
    const merged = request
      .customFieldsOver(withOthers(held, others))
      ?.filter(({ id }) => others.some(({ fieldId }) => fieldId === id));
    return merged?.length ? withParts(body, merged) : body;
  };

  await claim();
  let contact = await apply(current, await bodyOver(current.customFields, wanted));
  await claim(clock.now());
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const body = await bodyOver(contact.customFields, {});
    if (contactChanges(contact, body, request.fields).changed.length === 0) break;
    contact = await apply(contact, body);
  }
  return contact;
};

/** The parts that a step writes: what it says of them, and all of those that it empties. */
const ownParts = ({ customFieldsOver, fields }: ContactRequest, wanted: ContactBody): Part[] => {
  const named = customFieldsOver([]) ?? [];
  const emptied = (wanted.customFields ?? []).filter(
    ({ id }) => !named.some((field) => field.id === id),
  );
  return [...named, ...emptied].flatMap(({ id, field_value: value }) =>
    fields.get(id)?.kind === 'boxes' && isTexts(value)
      ? Object.entries(value).map(([name, content]) => ({ fieldId: id, name, content }))
      : [],
  );
};

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((content) => typeof content === 'string');

const nameFor = (contactId: string, { fieldId, name }: Omit<Part, 'content'>): string =>
  `part:${createHash('sha256')
    .update(JSON.stringify([contactId, fieldId, name]))
    .digest('base64url')}`;

/** Parts of the same fields that other steps write right now, or wrote a moment ago. */
const claimedByOthers = async (
  run: Context,
  { fields }: ContactRequest,
  contactId: string,
  own: readonly Part[],
): Promise<Part[]> => {
  const mine = new Set(own.map((part) => nameFor(contactId, part)));
  const parts = [...new Set(own.map(({ fieldId }) => fieldId))]
    .flatMap((fieldId) =>
      (fields.get(fieldId)?.options ?? []).map(({ id }) => ({ fieldId, name: id })),
    )
    .filter((part) => !mine.has(nameFor(contactId, part)));
  const claims = await Promise.all(
    parts.map(async (part) => {
      const claim = await recall<Claim>(run, nameFor(contactId, part));
      return claim && isRecent(claim) ? [{ ...part, content: claim.content }] : [];
    }),
  );
  return claims.flat();
};

const isRecent = ({ writtenAt = clock.now() }: Claim): boolean => clock.now() - writtenAt < STEP_MS;

const withOthers = (held: HeldValues, others: readonly Part[]): NonNullable<HeldValues> => {
  const values = new Map((held ?? []).map((entry) => [entry.id, entry]));
  for (const { fieldId, name, content } of others) {
    const entry = values.get(fieldId);
    values.set(fieldId, {
      id: fieldId,
      value: { ...Object(entry ? rawValue(entry) : undefined), [name]: content },
    });
  }
  return [...values.values()];
};

/** The values that only a merge can tell, in place of those of the body. */
const withParts = (body: ContactBody, merged: readonly CustomFieldBody[]): ContactBody => ({
  ...body,
  customFields: [
    ...(body.customFields ?? []).filter(({ id }) => !merged.some((field) => field.id === id)),
    ...merged,
  ],
});
