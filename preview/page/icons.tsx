/** A drawing for each noun, on a grid of 24, as strokes of the text’s colour. */
const SHAPES: Readonly<Record<string, string>> = {
  Contact: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
  Task: 'M9 5.5H6.5a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-5M8.5 11.5l3.5 3.5 8-9.5',
  Note: 'M6 3.5h8l4.5 4.5v12.5H6ZM14 3.5V8h4.5M9 12.5h6.5M9 16h4.5',
  Tag: 'M3.5 4.5v7l9 9 8-8-9-9h-7a1 1 0 0 0-1 1ZM8 8.2v.1',
  Appointment: 'M4.5 6h15v14.5h-15ZM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8M9 15.5l2.2 2.2 4-4',
  Calendar: 'M4.5 6h15v14.5h-15ZM4.5 10.5h15M8.5 3.5V8M15.5 3.5V8',
  'Free Slot': 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3.2 2',
  Company:
    'M4.5 20.5V4.5h9v16M13.5 9.5h6v11M3 20.5h18M7.5 8.5h3M7.5 12h3M7.5 15.5h3M16.5 13.5v.1M16.5 16.5v.1',
  User: 'M4 6.5h16v12H4ZM9 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.5 18.2c.4-1.7 1.3-2.4 2.5-2.4s2.1.7 2.5 2.4M14 10.5h3.5M14 13.5h3.5',
  'Custom Field': 'M4 6.5h16M4 12h16M4 17.5h16M8 4.5v4M15.5 10v4M10.5 15.5v4',
  Campaign: 'M4 10v4h3.5L16 18.5v-13L7.5 10ZM8.5 14l1.3 5.5M19 9.5a4 4 0 0 1 0 5',
  Workflow:
    'M4.5 4.5h5v5h-5ZM14.5 14.5h5v5h-5ZM9.5 7h5a2.5 2.5 0 0 1 2.5 2.5v5M7 9.5v5A2.5 2.5 0 0 0 9.5 17h5',
  'Sub-Account': 'M4 20.5h16M6 20.5v-6M10 20.5V9.500M14 20.5v-8M18 20.5V4.5',
  Opportunity: 'M4 18.5 9.5 12l4 3.5L20 7M14.5 6.500H20.500V12.5',
  Stage: 'M4 5.500h16M6.5 10h11M9 14.500h6M11 19h2',
  Pipeline: 'M4 5.500h4v13H4ZM10 5.500h4v9h-4ZM16 5.500h4v5h-4Z',
  Message: 'M4 5.500h16v11H11l-4.5 4v-4H4Z',
  Conversation: 'M3.5 5h11v8h-6l-3 3v-3h-2ZM17.5 9h3v8h-2v3l-3-3h-5',
  Form: 'M5.5 3.500h13v17h-13ZM8.5 8h7M8.5 12h7M8.5 16h3',
  Survey: 'M5.5 3.500h13v17h-13ZM8.5 8.500l1 1 2-2M13.5 8.500h2M8.5 14.500l1 1 2-2M13.5 14.500h2',
  Invoice: 'M6 3.500h12v17l-2.5-1.5-2 1.5-1.5-1.5-1.5 1.5-2-1.500L6 20.500ZM9 8.500h6M9 12.500h6',
  Order: 'M3.5 4.500h3l2 10.500h9l2-7.500H7.500M10 19.500v.1M16.5 19.500v.1',
  Product: 'M4.5 8 12 4l7.5 4v8.500L12 20.500l-7.5-4ZM4.5 8 12 12l7.5-4M12 12v8.5',
  Record: 'M4.5 6.500c0-4 15-4 15 0v11c0 4-15 4-15 0ZM4.5 6.500c0 4 15 4 15 0M4.5 12c0 4 15 4 15 0',
  Filter: 'M4 5.5h16l-6.2 7.3v6.7l-3.6-2v-4.700Z',
  Zap: 'M13.5 3.5 5 13.500h6l-.5 7 8.5-10h-6Z',
  Dashboard: 'M4 4.500h7v8H4ZM13.5 4.500H20V9h-6.500ZM13.5 11.500H20v8h-6.500ZM4 15h7v4.500H4Z',
  Step: 'M4.5 5h15v5h-15ZM4.5 14h15v5h-15ZM12 10v4',
};

/** What is drawn like something else. */
const LIKE: Readonly<Record<string, string>> = {
  'Blocked Time': 'Free Slot',
  'Form Submission': 'Form',
  'Survey Submission': 'Survey',
  File: 'Note',
  Request: 'Workflow',
  Schedule: 'Free Slot',
};

/** What has no drawing of its own. */
const OTHER = 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 12v.1';

/** The drawing of a noun; the text beside it says the same, so screen readers leave it out. */
export const Icon = ({ of }: { of: string }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={SHAPES[LIKE[of] ?? of] ?? OTHER} />
  </svg>
);
