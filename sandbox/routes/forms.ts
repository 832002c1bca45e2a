import { ApiError } from '../api-error.ts';
import { checkQuery, required, text } from '../body.ts';
import type { AddRoute } from '../routing.ts';
import { formPage, submissionPage } from '../submissions.ts';
import { contactOf } from './lookup.ts';

const READ = 'forms.readonly';

/** What HighLevel takes, by its official file. */
const TYPES = /\.(?:pdf|docx?|jpe?g|png|gif|csv|xlsx?|mp4|mpeg|zip|rar|txt|svg)$/i;

const MOST_BYTES = 50 * 1024 * 1024;

/** Forms, and what was sent in by them. */
export const addFormRoutes = (add: AddRoute): void => {
  add('GET', '/forms/', READ, (call) => {
    const { forms } = call.location;
    return { body: { forms: formPage(call, forms), total: forms.length } };
  });

  add('GET', '/forms/submissions', READ, (call) => ({
    body: submissionPage(call, call.location.formSubmissions, 'formId'),
  }));

  add('POST', '/forms/upload-custom-files', 'forms.write', (call) => {
    const { world, location, query, body } = call;
    checkQuery(query, { contactId: required(text), locationId: required(text) });
    const contact = contactOf({ ...call, params: { contactId: query['contactId'] ?? '' } });
    let { customFields } = contact;
    for (const [part, file] of Object.entries(body)) {
      const [fieldId, fileId] = part.split('_');
      const field = location.customFields.find(({ id }) => id === fieldId);
      if (!field || !fileId) throw new ApiError(400, 'Invalid custom field id');
      if (field.dataType !== 'FILE_UPLOAD') throw new ApiError(400, 'The field takes no files');
      if (!(file instanceof File)) throw new ApiError(400, 'No file');
      if (!TYPES.test(file.name)) throw new ApiError(400, 'File type not allowed');
      if (file.size > MOST_BYTES) throw new ApiError(413, 'File too large');
      location.files.set(fileId, file);
      const held = customFields.find(({ id }) => id === field.id);
      const value = {
        ...Object(held?.value),
        [fileId]: {
          url: `https://files.example.com/${fileId}/${encodeURIComponent(file.name)}`,
          meta: { originalname: file.name, mimetype: file.type, size: file.size },
        },
      };
      customFields = [...customFields.filter((other) => other !== held), { id: field.id, value }];
    }
    if (Object.keys(body).length === 0) throw new ApiError(400, 'No files');
    const { id } = world.changeContact(location.id, contact.id, { customFields });
    return { wrote: true, body: { id, locationId: location.id, customFields } };
  });
};
