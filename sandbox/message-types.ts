/** The numbers that GHL gives the types of messages (its official file names some in passing). */
const NUMBERS: Readonly<Record<string, number>> = {
  TYPE_CALL: 1,
  TYPE_SMS: 2,
  TYPE_EMAIL: 3,
  TYPE_CAMPAIGN_VOICEMAIL: 10,
  TYPE_VOICEMAIL: 10,
  TYPE_FACEBOOK: 11,
  TYPE_INSTAGRAM: 18,
  TYPE_WHATSAPP: 19,
  TYPE_LIVE_CHAT: 29,
};

/** The number of a type such as `TYPE_SMS`. */
export const numberOf = (messageType: string): number => NUMBERS[messageType] ?? 2;
