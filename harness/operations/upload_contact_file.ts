import { emptyField, unknownContactMistakes } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import type { Input } from '../facts.ts';
import { CONTACT } from '../lab/records.ts';

const USUAL: Input = ({ fileUrl }) => ({
  contactId: CONTACT,
  customFieldId: 'Photos',
  file: fileUrl,
});

const LOOKS =
  'The field may have the file already: that is looked up first. GHL’s answer is in no official file, so that the contact is read back for the file’s address.';

export default facts({
  permission: 'contacts.readonly',
  recordIds: ['contactId'],
  readsNoPages: true,
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [
        ['GET /contacts/{contactId}'],
        ['POST /forms/upload-custom-files'],
        ['GET /contacts/{contactId}'],
      ],
      why: LOOKS,
      isFoundLate: true,
    },
    again(USUAL, [['GET /contacts/{contactId}']]),
    {
      when: 'by the field’s ID, under another name',
      input: ({ fileUrl, customFieldId }) => ({
        contactId: CONTACT,
        customFieldId: customFieldId('Photos'),
        file: fileUrl,
        fileName: 'front.gif',
      }),
      requests: [
        ['GET /contacts/{contactId}'],
        ['POST /forms/upload-custom-files'],
        ['GET /contacts/{contactId}'],
      ],
      why: LOOKS,
      isFoundLate: true,
    },
  ],

  mistakes: [
    ...unknownContactMistakes({
      customFieldId: 'Photos',
      file: 'https://example.com/a.pdf',
    }),
    {
      what: 'a file that came empty',
      input: { contactId: CONTACT, customFieldId: 'Photos', file: ' ' },
      says: emptyField('File'),
    },
    {
      what: 'a field that does not exist',
      input: ({ fileUrl }) => ({ contactId: CONTACT, customFieldId: 'Nowhere', file: fileUrl }),
      says: '“Custom Field” holds “Nowhere”, but there is no such custom field in the connected sub-account. Choose one from the list, or give its name or ID.',
    },
    {
      what: 'a field that takes no files',
      input: ({ fileUrl }) => ({ contactId: CONTACT, customFieldId: 'Budget', file: fileUrl }),
      says: '“Custom Field” holds “Budget”, a custom field that takes no files. Choose one of the type File Upload from the list.',
    },
    {
      what: 'no address',
      input: { contactId: CONTACT, customFieldId: 'Photos', file: 'C:\\roof.jpg' },
      says: 'A file in “File” has an address that is none of the web, so nothing was sent. Give the web address of a file that anybody can open.',
    },
    {
      what: 'a file of a private network',
      input: {
        contactId: CONTACT,
        customFieldId: 'Photos',
        file: 'http://169.254.169.254/latest/a.pdf',
      },
      says: 'A file in “File” is not on the public web, so nothing was sent. Give the web address of a file that anybody can open.',
    },
  ],
  live: { not: 'A real sub-account may have no field for files, and no check takes a file away.' },
});
