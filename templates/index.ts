import addContactsToSheet from './add-contacts-to-sheet.ts';
import addDailyAccountRows from './add-daily-account-rows.ts';
import addDailySummaries from './add-daily-summaries.ts';
import addStageChangesToSheet from './add-stage-changes-to-sheet.ts';
import answerMissedCalls from './answer-missed-calls.ts';
import answerSocialMessages from './answer-social-messages.ts';
import assignContactsBySource from './assign-contacts-by-source.ts';
import confirmAppointments from './confirm-appointments.ts';
import emailCompletedTasks from './email-completed-tasks.ts';
import followUpFormSubmissions from './follow-up-form-submissions.ts';
import followUpNoShows from './follow-up-no-shows.ts';
import invoiceWonOpportunities from './invoice-won-opportunities.ts';
import logEmails from './log-emails.ts';
import logMeetings from './log-meetings.ts';
import logMissedCalls from './log-missed-calls.ts';
import openSmsTickets from './open-sms-tickets.ts';
import postHighScores from './post-high-scores.ts';
import postMorningDigest from './post-morning-digest.ts';
import postNewAppointments from './post-new-appointments.ts';
import postNewOpportunities from './post-new-opportunities.ts';
import postOverdueTasks from './post-overdue-tasks.ts';
import routeNewContact from './route-new-contact.ts';
import saveFormLeads from './save-form-leads.ts';
import shareContactUpdates from './share-contact-updates.ts';
import subscribeTaggedContacts from './subscribe-tagged-contacts.ts';
import type { ZapTemplate } from './template.ts';
import welcomeNewCustomers from './welcome-new-customers.ts';

/** Every template, those that only read first. */
export const templates: readonly ZapTemplate[] = [
  addContactsToSheet,
  postHighScores,
  shareContactUpdates,
  postOverdueTasks,
  emailCompletedTasks,
  postNewAppointments,
  subscribeTaggedContacts,
  addDailySummaries,
  addDailyAccountRows,
  postMorningDigest,
  postNewOpportunities,
  addStageChangesToSheet,
  invoiceWonOpportunities,
  openSmsTickets,
  routeNewContact,
  assignContactsBySource,
  saveFormLeads,
  logMissedCalls,
  logEmails,
  logMeetings,
  welcomeNewCustomers,
  followUpNoShows,
  followUpFormSubmissions,
  answerMissedCalls,
  confirmAppointments,
  answerSocialMessages,
];

export const findTemplate = (key: string): ZapTemplate | undefined =>
  templates.find((template) => template.key === key);
