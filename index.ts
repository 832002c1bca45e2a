import { defineApp, version as platformVersion } from 'zapier-platform-core';

import authentication from './authentication.ts';
import * as creates from './creates/index.ts';
import { hydrateAppointment } from './lib/zapier/appointment/hydration.ts';
import { carriedContact } from './lib/zapier/contact/carried-contact.ts';
import { contactDetails } from './lib/zapier/contact/details.ts';
import { hydrateContact } from './lib/zapier/contact/hydration.ts';
import { hydrateMessage } from './lib/zapier/message/hydration.ts';
import { hydrateNote } from './lib/zapier/note/hydration.ts';
import { hydrateOpportunity } from './lib/zapier/opportunity/hydration.ts';
import { signRequest } from './lib/zapier/platform/middleware.ts';
import { withRelay } from './lib/zapier/platform/polling-trigger.ts';
import { throttleFor } from './lib/zapier/platform/throttle.ts';
import { hydrateSubmission } from './lib/zapier/submission/hydration.ts';
import { hydrateTask } from './lib/zapier/task/hydration.ts';
import packageJson from './package.json' with { type: 'json' };
import * as searches from './searches/index.ts';
import { searchOrCreates } from './searches/search-or-creates.ts';
import * as triggers from './triggers/index.ts';
import * as onlyInstant from './triggers/instant/index.ts';

export default defineApp({
  version: packageJson.version,
  platformVersion,
  flags: {
    // Blank values have a meaning of their own here: "leave this field alone".
    cleanInputData: false,
    // GHL's 429 carries its delay in its own headers, which core does not read.
    throwForThrottlingEarly: false,
  },
  authentication,
  beforeRequest: [signRequest],
  throttle: throttleFor([...Object.values(searches), ...Object.values(creates)]),
  hydrators: {
    contactDetails,
    carriedContact,
    hydrateContact,
    hydrateTask,
    hydrateNote,
    hydrateMessage,
    hydrateAppointment,
    hydrateOpportunity,
    hydrateSubmission,
  },
  // The bundler writes the address here, so that a build without one leaves all of it out.
  triggers: process.env['PROTIV_RELAY_URL'] ? withRelay(triggers, onlyInstant) : triggers,
  searches,
  creates,
  searchOrCreates,
});
