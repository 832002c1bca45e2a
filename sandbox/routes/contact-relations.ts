import { unprocessable } from '../api-error.ts';
import { checkBody, moment, nullable, required, text, texts, textsOf } from '../body.ts';
import type { AddRoute, Answer, Call } from '../routing.ts';
import type { Contact } from '../world.ts';
import { contactOf } from './lookup.ts';

const WRITE = 'contacts.write';

const MOST_IDS = 50;

/** What a contact belongs to: followers, a business, workflows, campaigns. */
export const addContactRelationRoutes = (add: AddRoute): void => {
  add('POST', '/contacts/:contactId/followers', WRITE, (call) => {
    const contact = contactOf(call);
    checkBody(call.body, { followers: required(texts) });
    const { followers } = contact;
    const followersAdded = textsOf(call.body['followers']).filter((id) => !followers.includes(id));
    const all = [...followers, ...followersAdded];
    change(call, contact, { followers: all });
    return { status: 201, wrote: true, body: { followers: all, followersAdded } };
  });

  add('DELETE', '/contacts/:contactId/followers', WRITE, (call) => {
    const contact = contactOf(call);
    checkBody(call.body, { followers: required(texts) });
    const unwanted = textsOf(call.body['followers']);
    const followersRemoved = contact.followers.filter((id) => unwanted.includes(id));
    const followers = contact.followers.filter((id) => !unwanted.includes(id));
    change(call, contact, { followers });
    return { wrote: true, body: { followers, followersRemoved } };
  });

  add('POST', '/contacts/bulk/business', WRITE, linkBusiness);

  add('POST', '/contacts/:contactId/workflow/:workflowId', WRITE, (call) =>
    join(call, 'workflows', 'workflowId', 200),
  );
  add('DELETE', '/contacts/:contactId/workflow/:workflowId', WRITE, (call) =>
    leave(call, 'workflows', 'workflowId'),
  );
  add('POST', '/contacts/:contactId/campaigns/:campaignId', WRITE, (call) =>
    join(call, 'campaigns', 'campaignId', 201),
  );
  for (const path of ['removeAll', 'remove-all']) {
    add('DELETE', `/contacts/:contactId/campaigns/${path}`, WRITE, (call) => {
      change(call, contactOf(call), { campaigns: [] });
      return { wrote: true, body: { succeded: true } };
    });
  }
  add('DELETE', '/contacts/:contactId/campaigns/:campaignId', WRITE, (call) =>
    leave(call, 'campaigns', 'campaignId'),
  );
};

/** Such a write leaves the contact's `dateUpdated` as it was. */
const change = ({ world, location }: Call, contact: Contact, changes: Partial<Contact>): void => {
  world.changeContact(location.id, contact.id, { ...changes, dateUpdated: contact.dateUpdated });
};

type Membership = 'workflows' | 'campaigns';

const join = (call: Call, kind: Membership, parameter: string, status: number): Answer => {
  const contact = contactOf(call);
  checkBody(call.body, kind === 'workflows' ? { eventStartTime: moment } : {});
  const id = call.params[parameter] ?? '';
  if (!call.location[kind].some((known) => known.id === id)) {
    throw unprocessable(`${parameter} is invalid`);
  }
  change(call, contact, { [kind]: [...new Set([...contact[kind], id])] });
  return { status, wrote: true, body: { succeded: true } };
};

const leave = (call: Call, kind: Membership, parameter: string): Answer => {
  const contact = contactOf(call);
  checkBody(call.body, kind === 'workflows' ? { eventStartTime: moment } : {});
  const id = call.params[parameter];
  change(call, contact, { [kind]: contact[kind].filter((member) => member !== id) });
  return { wrote: true, body: { succeded: true } };
};

/** Links many contacts to a business, or with `null` unlinks them. */
const linkBusiness = ({ world, location, body }: Call): Answer => {
  checkBody(body, {
    locationId: required(text),
    ids: required(texts),
    businessId: { ...required(nullable(text)) },
  });
  const ids = textsOf(body['ids']);
  if (ids.length > MOST_IDS) {
    throw unprocessable(`ids must contain no more than ${MOST_IDS} elements`);
  }
  const business = location.businesses.find(({ id }) => id === body['businessId']);
  if (body['businessId'] !== null && !business) throw unprocessable('businessId is invalid');
  const linked = ids.filter((id) => location.contacts.has(id));
  for (const id of linked) {
    const { businessId: _id, companyName: _name, ...contact } = location.contactById(id);
    location.putContact({
      ...contact,
      ...(business && { businessId: business.id, companyName: business.name }),
      dateUpdated: world.timestamp(),
    });
  }
  return { wrote: true, body: { success: true, ids: linked } };
};
