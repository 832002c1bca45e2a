import { defineInputFields } from 'zapier-platform-core';

import { MOST_UPLOAD_MEGABYTES, UPLOAD_EXTENSIONS } from '../lib/ghl/uploads.ts';
import { contactIdField, contactLock } from '../lib/zapier/contact/input-fields.ts';
import { dropdown } from '../lib/zapier/dropdowns/dropdowns.ts';
import { UPLOAD_LABELS, uploadOnce } from '../lib/zapier/file/upload.ts';
import { createOperation } from '../lib/zapier/platform/operation.ts';

export default createOperation({
  key: 'upload_contact_file',
  noun: 'File',
  label: 'Upload File to Contact',
  description: 'Uploads a file into a custom field of a contact.',
  inputFields: defineInputFields([
    contactIdField,
    {
      key: 'customFieldId',
      label: UPLOAD_LABELS.field,
      required: true,
      ...dropdown.fileFields,
      helpText: 'A custom field of the type File Upload; also its name or ID.',
    },
    {
      key: 'file',
      label: UPLOAD_LABELS.file,
      type: 'file',
      required: true,
      helpText: `A file of an earlier step, or its web address: up to ${MOST_UPLOAD_MEGABYTES} MB. Types: ${UPLOAD_EXTENSIONS.join(', ')}. A second one of the same name and size is not uploaded.`,
    },
    {
      key: 'fileName',
      label: UPLOAD_LABELS.name,
      placeholder: 'quote.pdf',
      helpText: 'Leave blank to keep the name that the file has.',
    },
  ]),
  lock: contactLock,
  perform: uploadOnce,
  sample: {
    id: 'ocQHyuzHvysMo5N5VsXc',
    contactId: 'ocQHyuzHvysMo5N5VsXc',
    customFieldId: 'dtEv6KtI27yF92YPm3Zz',
    fieldName: 'Photos',
    fileName: 'roof.jpg',
    fileType: 'image/jpeg',
    fileSize: 48_213,
    fileUrl: 'https://example.com/roof.jpg',
    wasUploaded: true,
  },
  outputFields: [
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'contactId', label: 'Contact ID', type: 'string' },
    { key: 'customFieldId', label: 'Custom Field ID', type: 'string' },
    { key: 'fieldName', label: 'Custom Field Name', type: 'string' },
    { key: 'fileName', label: 'File Name', type: 'string' },
    { key: 'fileType', label: 'File Type', type: 'string' },
    { key: 'fileSize', label: 'File Size (Bytes)', type: 'integer' },
    { key: 'fileUrl', label: 'File URL', type: 'string' },
    { key: 'wasUploaded', label: 'Was Uploaded', type: 'boolean' },
  ],
});
