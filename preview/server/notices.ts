import { isRecord } from '../../zap-runner/records.ts';
import { readable } from '../../zap-runner/report/layout.ts';
import type { Notice } from '../protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a person should know of a step that ran and did not do all that it was asked to do.
 *
 * @param record the step's output, of which `ignoredFields`, `ignoredReasons`, `nameDiffers` and
 *   `previousPhone` are read
 */
export const noticesOf = (record: Fields): Notice[] => [
  ...leftOut(record),
  ...otherName(record),
  ...replacedPhone(record),
];

const leftOut = ({ ignoredFields, ignoredReasons }: Fields): Notice[] => {
  const fields = (Array.isArray(ignoredFields) ? ignoredFields : []).map(nameOf);
  if (fields.length === 0) return [];
  return [
    {
      title: 'Not everything was saved',
      text: `${fields.length === 1 ? 'This field was' : 'These fields were'} left out, and the rest was saved:`,
      items: fields,
      ...(typeof ignoredReasons === 'string' && ignoredReasons !== '' && { why: ignoredReasons }),
    },
  ];
};

const nameOf = (field: unknown): string =>
  readable(isRecord(field) ? (field['label'] ?? field) : field);

const otherName = ({ nameDiffers }: Fields): Notice[] =>
  nameDiffers === true
    ? [
        {
          title: 'Is this the same person?',
          text: 'HighLevel has a contact with this phone number and another first name. A setting of this step says what becomes of such a contact; look at it in HighLevel before you go on.',
          items: [],
        },
      ]
    : [];

const replacedPhone = ({ previousPhone }: Fields): Notice[] =>
  typeof previousPhone === 'string' && previousPhone !== ''
    ? [
        {
          title: 'The phone number changed',
          text: 'The contact had this one before:',
          items: [previousPhone],
        },
      ]
    : [];
