import { facts } from '../facts.ts';
import { FORM } from '../lab/records.ts';
import { aboutSubmissions } from '../submission-triggers.ts';

export default facts(
  aboutSubmissions({ kind: 'form', permission: 'forms.readonly', id: FORM, name: 'Window Quote' }),
);
