// Made by `npm run api-routes` of HighLevel's official files; a test holds it against them.
import type { Scope } from './client/scopes.ts';

/** Routes by the scope that they need: `*` is any id, `@` the connected sub-account's. */
export const API_ROUTES: Readonly<Partial<Record<Scope, string>>> = {
  'businesses.readonly': 'GET /businesses/, GET /businesses/*',
  'businesses.write': 'DELETE /businesses/*, POST /businesses/, PUT /businesses/*',
  'calendars.readonly':
    'GET /calendars/, GET /calendars/*, GET /calendars/*/free-slots, GET /calendars/schedules/*, GET /calendars/schedules/search',
  'calendars/events.readonly':
    'GET /calendars/*/notifications, GET /calendars/*/notifications/*, GET /calendars/appointments/*/notes, GET /calendars/blocked-slots, GET /calendars/events, GET /calendars/events/appointments/*',
  'calendars/events.write':
    'DELETE /calendars/*/notifications/*, DELETE /calendars/appointments/*/notes/*, DELETE /calendars/events/*, POST /calendars/*/notifications, POST /calendars/appointments/*/notes, POST /calendars/events/appointments, POST /calendars/events/block-slots, PUT /calendars/*/notifications/*, PUT /calendars/appointments/*/notes/*, PUT /calendars/events/appointments/*, PUT /calendars/events/block-slots/*',
  'campaigns.readonly': 'GET /campaigns/',
  'contacts.readonly':
    'GET /contacts/*, GET /contacts/*/appointments, GET /contacts/*/notes, GET /contacts/*/notes/*, GET /contacts/*/tasks, GET /contacts/*/tasks/*, GET /contacts/business/*, GET /contacts/search/duplicate, POST /contacts/search',
  'contacts.write':
    'DELETE /contacts/*, DELETE /contacts/*/campaigns/*, DELETE /contacts/*/campaigns/removeAll, DELETE /contacts/*/followers, DELETE /contacts/*/notes/*, DELETE /contacts/*/tags, DELETE /contacts/*/tasks/*, DELETE /contacts/*/workflow/*, POST /contacts/, POST /contacts/*/campaigns/*, POST /contacts/*/followers, POST /contacts/*/notes, POST /contacts/*/tags, POST /contacts/*/tasks, POST /contacts/*/workflow/*, POST /contacts/bulk/business, POST /contacts/bulk/tags/update/*, POST /contacts/upsert, PUT /contacts/*, PUT /contacts/*/notes/*, PUT /contacts/*/tasks/*, PUT /contacts/*/tasks/*/completed',
  'conversations.readonly': 'GET /conversations/*, GET /conversations/search',
  'conversations/message.readonly':
    'GET /conversations/*/messages, GET /conversations/locations/@/messages/*/transcription, GET /conversations/messages/*, GET /conversations/messages/email/*, GET /conversations/messages/export',
  'conversations/message.write':
    'DELETE /conversations/messages/*/schedule, DELETE /conversations/messages/email/*/schedule, POST /conversations/messages, POST /conversations/messages/inbound, POST /conversations/messages/outbound, POST /conversations/messages/review-reply, POST /conversations/messages/upload/complete, POST /conversations/messages/upload/initiate, PUT /conversations/messages/*/attachments, PUT /conversations/messages/*/status',
  'forms.readonly': 'GET /forms/, GET /forms/submissions',
  'locations.readonly': 'GET /locations/@, GET /locations/@/timezones',
  'locations/customFields.readonly':
    'GET /locations/@/customFields, GET /locations/@/customFields/*',
  'locations/customValues.readonly':
    'GET /locations/@/customValues, GET /locations/@/customValues/*',
  'locations/customValues.write':
    'DELETE /locations/@/customValues/*, POST /locations/@/customValues, PUT /locations/@/customValues/*',
  'locations/tags.readonly': 'GET /locations/@/tags, GET /locations/@/tags/*',
  'locations/tags.write':
    'DELETE /locations/@/tags/*, POST /locations/@/tags, PUT /locations/@/tags/*',
  'locations/tasks.readonly': 'POST /locations/@/tasks/search',
  'opportunities.readonly':
    'GET /opportunities/*, GET /opportunities/lost-reason, GET /opportunities/pipelines, GET /opportunities/search, POST /opportunities/search',
  'opportunities.write':
    'DELETE /opportunities/*, DELETE /opportunities/*/followers, POST /opportunities/, POST /opportunities/*/followers, POST /opportunities/upsert, PUT /opportunities/*, PUT /opportunities/*/status',
  'surveys.readonly': 'GET /surveys/, GET /surveys/submissions',
  'users.readonly': 'GET /users/*, GET /users/search, POST /users/search/filter-by-email',
  'workflows.readonly': 'GET /workflows/',
};
