import { again, facts } from '../facts.ts';
import { fixtureContact } from '../lab/fixtures.ts';
import { CONTACT, EMPTY_PIPELINE, PIPELINE } from '../lab/records.ts';
import { CURRENT, REPEATED } from '../reasons.ts';

const USUAL = {
  contactId: CONTACT,
  pipelineId: EMPTY_PIPELINE,
  name: 'Kitchen',
  value: '12500',
};

const STANDING = 'What the contact has in the pipeline is looked up first.';

export default facts({
  permission: 'opportunities.readonly',
  recordIds: ['contactId'],
  ways: [
    {
      when: 'usually',
      input: USUAL,
      requests: [['POST /opportunities/search'], ['POST /opportunities/upsert']],
      why: STANDING,
      isFoundLate: true,
    },
    again(
      USUAL,
      [['POST /opportunities/search'], ['GET /opportunities/{id}']],
      `${STANDING} Search does not show yet what was just made.`,
    ),
    {
      when: 'one that is there',
      input: { contactId: CONTACT, pipelineId: PIPELINE, value: '9000' },
      requests: [
        ['POST /opportunities/search'],
        ['GET /opportunities/{id}'],
        ['PUT /opportunities/{id}'],
      ],
      why: `${STANDING} ${CURRENT}`,
    },
    {
      when: 'with a custom field, which HighLevel’s upsert does not take',
      input: ({ inputFor }) => ({ ...USUAL, [inputFor('Roof Size')]: '120' }),
      requests: [
        ['POST /opportunities/search'],
        ['POST /opportunities/upsert'],
        ['PUT /opportunities/{id}'],
      ],
      why: STANDING,
      isFoundLate: true,
    },
    {
      when: 'where the contact has closed ones only',
      input: { contactId: fixtureContact(0).id, pipelineId: PIPELINE, name: 'One more' },
      requests: [['POST /opportunities/search'], ['POST /opportunities/']],
      why: `${STANDING} ${REPEATED}`,
      isFoundLate: true,
    },
  ],
  besides: [
    'GET /opportunities/pipelines',
    'GET /opportunities/lost-reason',
    'GET /opportunities/{id}',
    'GET /contacts/{contactId}/notes',
    'POST /contacts/{contactId}/notes',
    'POST /contacts/search',
  ],
  mistakes: [
    {
      what: 'a new one without a name',
      input: { contactId: CONTACT, pipelineId: EMPTY_PIPELINE },
      says: 'The contact has no opportunity in this pipeline to update, and a new one needs a “Name”. Fill it in; if it is mapped from an earlier step, check that the step found something.',
    },
  ],
  live: {
    not: 'No check makes an opportunity: a pipeline of a real account may send messages for it.',
  },
});
