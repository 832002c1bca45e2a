import { GhlError } from '../../ghl/client/errors.ts';
import type { WireContact } from '../../ghl/schemas/contact.ts';
import type { MessageBody, SendType } from '../../ghl/schemas/message.ts';
import { wantsNoMessages } from '../contact/do-not-disturb.ts';
import type { Channel as QuietChannel } from '../contact/do-not-disturb.ts';
import { text } from '../values/present.ts';

/** The switch of a contact that keeps a channel quiet; the others have none. */
const SWITCH: Readonly<Partial<Record<SendType, QuietChannel>>> = {
  SMS: 'SMS',
  RCS: 'RCS',
  Email: 'Email',
  WhatsApp: 'WhatsApp',
  FB: 'FB',
};

const BY_PHONE: ReadonlySet<SendType> = new Set(['SMS', 'RCS', 'WhatsApp']);

/**
 * Makes sure that a message can and may reach a contact, before it is sent.
 *
 * @throws {GhlError} `do_not_disturb`, `no_phone` or `no_email`
 */
export const checkReach = (contact: WireContact, { type, emailTo }: MessageBody): void => {
  if (wantsNoMessages(contact, SWITCH[type])) throw GhlError.notSent('do_not_disturb');
  if (BY_PHONE.has(type) && text(contact.phone) === undefined) throw GhlError.notSent('no_phone');
  if (type === 'Email' && (emailTo ?? text(contact.email)) === undefined) {
    throw GhlError.notSent('no_email');
  }
};
