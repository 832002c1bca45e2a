/** What sub-accounts of contractors are made of; numbers and addresses nobody can own. */
export const FIRST_NAMES = [
  'Ana',
  'Ben',
  'Carla',
  'Daria',
  'Elif',
  'Frank',
  'Grace',
  'Hugo',
  'Ines',
  'Jamal',
  'Keiko',
  'Liam',
  'Maya',
  'Noah',
  'Olga',
  'Pedro',
  'Quinn',
  'Rosa',
  'Sam',
  'Tara',
  'Umar',
  'Vera',
  'Wei',
  'Zoë',
] as const;

export const LAST_NAMES = [
  'Alvarez',
  'Baker',
  'Chen',
  'Dietrich',
  'Evans',
  'Fischer',
  'Garcia',
  'Hoffmann',
  'Ivanova',
  'Jackson',
  'Kowalski',
  'Lindqvist',
  'Meyer',
  'Nakamura',
  'O’Brien',
  'Patel',
  'Reyes',
  'Schmidt',
  'Thompson',
  'Underwood',
  'Vogel',
  'Walker',
  'Young',
  'Zimmermann',
] as const;

export const SOURCES = [
  'website form',
  'referral',
  'google ads',
  'facebook',
  'phone call',
] as const;

export const TAGS = [
  'website lead',
  'newsletter',
  'vip',
  'customer',
  'quote sent',
  'cold',
] as const;

export const CITIES = {
  US: [
    ['Brooklyn', 'NY', '11201'],
    ['Albany', 'NY', '12207'],
    ['Newark', 'NJ', '07102'],
    ['Hartford', 'CT', '06103'],
  ],
  DE: [
    ['Berlin', 'Berlin', '10115'],
    ['Hamburg', 'Hamburg', '20095'],
    ['Leipzig', 'Sachsen', '04109'],
    ['Köln', 'Nordrhein-Westfalen', '50667'],
  ],
} as const;

/** Of each, 555-0100 to 555-0199 belong to nobody. */
export const AREA_CODES = [
  '202',
  '212',
  '213',
  '303',
  '305',
  '312',
  '323',
  '404',
  '415',
  '503',
  '512',
  '602',
  '617',
  '619',
  '646',
  '702',
  '713',
  '718',
  '773',
  '817',
] as const;

export const STREETS = [
  'Maple Avenue',
  'Station Road',
  'Mill Lane',
  'Harbor Street',
  'Oak Hill',
] as const;

export const TASK_TITLES = [
  'Send the quote',
  'Call back',
  'Order the material',
  'Check the roof',
  'Ask for a review',
] as const;

export const NOTE_BODIES = [
  'Called, wants the work done before the summer.',
  'Prefers e-mail. Has a dog; ring the bell twice.',
  '<p>Met on site, <b>two windows</b> need replacing.</p>',
  'Asked for financing. Follow up next week.',
] as const;

/** People whose data is odd in the ways that real data is. */
export const ODD_PEOPLE = [
  { firstName: '🏠 Renovation', lastName: 'Desk', email: 'desk@example.net' },
  { firstName: 'نور', lastName: 'الحسن', email: 'nour@example.org' },
  { firstName: '<b>Bold</b>', lastName: '{{contact.last_name}}' },
  { lastName: 'Long'.repeat(200) },
  { email: 'only.email@example.com' },
] as const;
