import { checkBody, flag, required, text, texts } from '../body.ts';
import { storedTags } from '../contact-body.ts';
import type { AddRoute, Call } from '../routing.ts';
import type { Contact } from '../world.ts';
import { contactOf } from './lookup.ts';

const WRITE = 'contacts.write';

/** Tags of contacts. */
export const addContactTagRoutes = (add: AddRoute): void => {
  add('POST', '/contacts/:contactId/tags', WRITE, (call) => {
    const contact = contactOf(call);
    checkBody(call.body, { tags: required(texts) });
    const tags = [...new Set([...contact.tags, ...wanted(call)])];
    retag(call, contact, tags);
    return { status: 201, wrote: true, body: { tags } };
  });

  add('DELETE', '/contacts/:contactId/tags', WRITE, (call) => {
    const contact = contactOf(call);
    checkBody(call.body, { tags: required(texts) });
    const unwanted = wanted(call);
    const tags = contact.tags.filter((tag) => !unwanted.includes(tag));
    retag(call, contact, tags);
    return { wrote: true, body: { tags } };
  });

  add('POST', '/contacts/bulk/tags/update/:type', WRITE, (call) => {
    const { location, params, body } = call;
    checkBody(body, {
      contacts: required(texts),
      tags: required(texts),
      locationId: required(text),
      removeAllTags: flag,
    });
    const tags = wanted(call);
    const ids = Array.isArray(body['contacts']) ? body['contacts'].map(String) : [];
    const responses = ids.map((contactId) => {
      const contact = location.contacts.get(contactId);
      if (!contact) return { contactId, message: 'Contact not found', type: 'error' };
      const kept = body['removeAllTags'] === true ? [] : contact.tags;
      const next =
        params['type'] === 'remove'
          ? kept.filter((tag) => !tags.includes(tag))
          : [...new Set([...kept, ...tags])];
      retag(call, contact, next);
      return {
        contactId,
        message: 'Tags updated',
        type: 'success',
        oldTags: contact.tags,
        tagsAdded: tags,
      };
    });
    return {
      status: 201,
      wrote: true,
      body: {
        succeded: true,
        errorCount: responses.filter(({ type }) => type === 'error').length,
        responses,
      },
    };
  });
};

const wanted = ({ body }: Call): string[] =>
  storedTags(Array.isArray(body['tags']) ? body['tags'] : []);

const retag = ({ world, location }: Call, contact: Contact, tags: string[]): void => {
  world.changeContact(location.id, contact.id, {
    tags,
    ...(!world.touches.tag && { dateUpdated: contact.dateUpdated }),
  });
};
