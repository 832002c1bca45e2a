import { facts } from '../facts.ts';
import { SURVEY } from '../lab/records.ts';
import { aboutSubmissions } from '../submission-triggers.ts';

export default facts(
  aboutSubmissions({
    kind: 'survey',
    permission: 'surveys.readonly',
    id: SURVEY,
    name: 'After the Visit',
  }),
);
