/**
 * The other apps that templates use, by the name that users know.
 *
 * `key` is what Zapier calls the app in links, without its version. `prepare` is what the Zap's owner
 * needs there first.
 */
export const OTHER_APPS = {
  Calendly: { key: 'CalendlyCLIAPI', prepare: 'an event type that people can book' },
  Gmail: { key: 'GoogleMailV2CLIAPI', prepare: 'the account to use' },
  'Google Sheets': {
    key: 'GoogleSheetsV2CLIAPI',
    prepare: 'a spreadsheet whose first row holds the field names below as headings',
  },
  HubSpot: {
    key: 'HubSpotCLIAPI',
    prepare: 'contact properties for the fields below that HubSpot does not have by itself',
  },
  Mailchimp: { key: 'MailchimpCLIAPI', prepare: 'an audience' },
  RingCentral: { key: 'RingCentralCLIAPI', prepare: 'the phone number to watch' },
  'Schedule by Zapier': { key: 'ScheduleCLIAPI', prepare: 'nothing, it comes with Zapier' },
  Slack: { key: 'SlackCLIAPI', prepare: 'a channel to post in' },
  Stripe: { key: 'StripeCLIAPI', prepare: 'the account to watch' },
  Typeform: { key: 'TypeformCLIAPI', prepare: 'a form that asks for the fields below' },
  Xero: {
    key: 'XeroCLIAPI',
    prepare: 'the organization to bill from, with the account and the tax rate of your sales',
  },
  Zendesk: { key: 'ZendeskV2CLIAPI', prepare: 'the group that answers your customers' },
} as const satisfies Readonly<Record<string, { key: string; prepare: string }>>;

export type OtherApp = keyof typeof OTHER_APPS;
