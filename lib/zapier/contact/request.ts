import type { ContactBody, WireContact } from '../../ghl/schemas/contact.ts';
import { toGhlContact, withClearedFields } from '../../protiv/contact/body.ts';
import type { ContactInputContext } from '../../protiv/contact/body.ts';
import { WRITTEN, inputLabel } from '../../protiv/contact/fields.ts';
import type { Purpose } from '../../protiv/contact/fields.ts';
import { customNumbersAndDates, customPhones } from '../../protiv/custom-field/body.ts';
import { namedToClear } from '../../protiv/custom-field/clearing.ts';
import {
  asMultipleChoice,
  customFieldInputs,
  isCustomFieldInput,
  unknownInputs,
} from '../../protiv/custom-field/inputs.ts';
import type { CustomFields } from '../../protiv/custom-field/record.ts';
import { isBlank } from '../../protiv/values/blank.ts';
import { asChoice } from '../../protiv/values/choices.ts';
import { asTags } from '../../protiv/values/lists.ts';
import { customFieldsNamed } from '../location/custom-fields.ts';
import { readingFacts } from '../location/location.ts';
import { phonesOf } from '../location/phones.ts';
import type { Run } from '../platform/run.ts';
import { IF_UNUSABLE, IF_UNUSABLE_LABEL, LeftOut, typedByLabel } from './left-out.ts';
import { readOwner } from './owner.ts';
import { knownTags } from './tags.ts';

type Input = Readonly<Record<string, unknown>>;

export interface ContactRequest {
  /** What HighLevel takes; fields left blank are left out. */
  body: ContactBody;
  /** Those of a new contact are in the body as well. */
  tags: readonly string[];
  /** The custom fields that the body may name; none when it names none. */
  fields: CustomFields;
  leftOut: LeftOut;
  /** Whether what was left out is to be noted on the contact. */
  isNoted: boolean;
  /** What stands in the step, by label. */
  typed: ReadonlyMap<string, string>;
  /** Whether choices of a custom field join those that the contact has, in place of replacing them. */
  addsChoices: boolean;
  /** The step's custom fields over what a contact holds at another moment. */
  customFieldsOver: (held: WireContact['customFields']) => ContactBody['customFields'];
}

/**
 * What a step says of a contact. The location's country and custom fields are read only when a
 * phone without a country code or a custom field is filled in.
 *
 * @param current the contact as it is, for an update
 * @throws {InvalidInputError} for a mistake of the Zap's maker, and for a value that HighLevel could
 *   not take where the step, or whoever tries it, wants to be stopped by such
 */
export const contactRequest = async (
  run: Run<unknown>,
  given: Input,
  purpose: Purpose,
  current?: WireContact,
): Promise<ContactRequest> => {
  const ifUnusable = asChoice(IF_UNUSABLE_LABEL, given['ifUnusable'], IF_UNUSABLE) ?? 'skip';
  const leftOut = new LeftOut(ifUnusable === 'stop' || run.meta.isLoadingSample === true);
  const { attempt } = leftOut;
  const input: Input = {
    ...given,
    assignedTo: await readOwner(run, inputLabel('assignedTo'), given['assignedTo'], leftOut),
  };
  const named = [
    ...Object.keys(input).filter((key) => !isBlank(input[key])),
    ...namedToClear(input['fieldsToClear']),
  ].filter(isCustomFieldInput);
  const fields = await customFieldsNamed(run, named);
  const multipleChoice = asMultipleChoice(input['multipleChoice']);
  const context: ContactInputContext = {
    purpose,
    ...(await readingFacts(run, [
      input['dateOfBirth'] ?? '',
      ...customNumbersAndDates(input, fields),
    ])),
    knownTags: purpose === 'update' ? [] : await knownTags(run, input['tags']),
    asPhone: await phonesOf(run, [input['phone'], ...customPhones(input, fields)]),
    customFields: fields,
    current: current?.customFields,
    multipleChoice,
  };
  const body = toGhlContact(input, { ...context, attempt });
  const tags =
    purpose === 'upsert'
      ? attempt(inputLabel('tags'), () =>
          asTags(input['tags'], inputLabel('tags'), context.knownTags),
        )
      : undefined;
  leftOut.stopIfAsked();
  for (const key of unknownInputs(input, fields)) {
    leftOut.leave(key, `The sub-account has no custom field for the input ${key}.`);
  }
  return {
    body: withClearedFields(body, input['fieldsToClear'], fields),
    tags: tags ?? [],
    fields,
    leftOut,
    isNoted: ifUnusable === 'note',
    typed: typedByLabel(given, [...WRITTEN, ...customFieldInputs(fields)]),
    addsChoices: multipleChoice === 'add',
    customFieldsOver: (held) =>
      toGhlContact(onlyCustom(input), {
        ...context,
        current: held,
        attempt: new LeftOut(false).attempt,
      }).customFields,
  };
};

const onlyCustom = (input: Input): Input =>
  Object.fromEntries(Object.entries(input).filter(([key]) => isCustomFieldInput(key)));
