import { defineApp, version as platformVersion } from 'zapier-platform-core';

import authentication from './authentication.ts';
import * as creates from './creates/index.ts';
import { contactDetails } from './lib/zapier/contact/details.ts';
import { signRequest } from './lib/zapier/platform/middleware.ts';
import { throttle } from './lib/zapier/platform/throttle.ts';
import {
  wholeAppointment,
  wholeContact,
  wholeNote,
  wholeTask,
} from './lib/zapier/platform/whole-records.ts';
import packageJson from './package.json' with { type: 'json' };
import * as searches from './searches/index.ts';
import { searchOrCreates } from './searches/search-or-creates.ts';
import * as triggers from './triggers/index.ts';

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
  throttle,
  hydrators: { contactDetails, wholeContact, wholeTask, wholeNote, wholeAppointment },
  triggers,
  searches,
  creates,
  searchOrCreates,
});
