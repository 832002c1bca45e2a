/** Why an operation cannot do with fewer requests, where several have the same reason. */

export const CURRENT =
  'What would change nothing is not sent, and the output says what changed: that takes the record as it was.';

export const REPEATED =
  'An identical record may be there from an earlier run: that is looked up first.';

export const DUPLICATE = 'Whoever has the email or phone already is looked up first.';

export const READ_BACK =
  'GHL’s answer to a write of an appointment leaves out what was not sent (booked: even the times), so it is read back.';

export const NAMED =
  'GHL tells the contact by its ID only, so one search gives the names of all of them.';

export const REACHED =
  'Whether the contact wants messages, and can be reached, is looked up before one is sent.';
