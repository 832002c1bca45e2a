import { emptyField } from '../contact-mistakes.ts';
import { again, facts } from '../facts.ts';
import { OLD_OPPORTUNITY } from '../lab/fixtures.ts';
import { CONTACT, EMPTY_PIPELINE, PIPELINE, STAGES } from '../lab/records.ts';
import { REPEATED } from '../reasons.ts';

const USUAL = {
  contactId: CONTACT,
  name: 'Kitchen',
  pipelineId: EMPTY_PIPELINE,
  value: '$12,500.50',
};

const OLD = { contactId: CONTACT, pipelineId: PIPELINE, stageId: STAGES[0], ...OLD_OPPORTUNITY };

const REQUESTS = [['POST /opportunities/search'], ['POST /opportunities/']];

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['contactId'],
  ways: [
    { when: 'usually', input: USUAL, requests: REQUESTS, why: REPEATED, isFoundLate: true },
    again(USUAL, [['GET /opportunities/{id}']]),
    {
      when: 'as in an older record',
      input: OLD,
      requests: REQUESTS,
      why: REPEATED,
      isFoundLate: true,
    },
    {
      when: 'with names in place of IDs, and custom fields',
      input: ({ userName, inputFor }) => ({
        ...USUAL,
        pipelineId: 'renovations',
        stageId: 'Quoted',
        assignedTo: userName,
        [inputFor('Roof Size')]: '120',
        [inputFor('Extras')]: ['Gutters', 'Skylight'],
      }),
      requests: REQUESTS,
      why: REPEATED,
      isFoundLate: true,
    },
  ],
  besides: [
    'GET /opportunities/pipelines',
    'GET /opportunities/{id}',
    'GET /contacts/{contactId}/notes',
    'POST /contacts/{contactId}/notes',
    'POST /contacts/search',
    'GET /opportunities/lost-reason',
  ],
  mistakes: [
    {
      what: 'no name',
      input: { ...USUAL, name: ' ' },
      says: emptyField('Name'),
    },
    {
      what: 'a pipeline that is not there',
      input: { ...USUAL, pipelineId: 'Plumbing' },
      says: '“Pipeline” holds “Plumbing”, but there is no such pipeline in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
    {
      what: 'a stage of another pipeline, by its name',
      input: { ...USUAL, stageId: 'Quoted' },
      says: '“Stage” holds “Quoted”, but there is no such stage of this pipeline in the connected sub-account. Choose one from the list, or give the name or the ID of one.',
    },
    {
      what: 'a stage of another pipeline, by its ID',
      input: { ...USUAL, stageId: STAGES[1] },
      says: '“Stage” holds a stage of another pipeline than the one in “Pipeline”. Choose one of that pipeline’s stages, or leave “Pipeline” blank.',
    },
    {
      what: 'a value that is no number, where that is to stop',
      input: { ...USUAL, value: 'about 20k', ifUnusable: 'stop' },
      says: '“Value” takes a number such as 70 or 12.5, but got “about 20k”.',
    },
  ],
  live: {
    not: 'No check makes an opportunity: a pipeline of a real account may send messages for it.',
  },
});
