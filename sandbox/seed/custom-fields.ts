import type { CustomFieldDefinition } from '../world.ts';
import type { Chance } from './random.ts';

type Template = Omit<CustomFieldDefinition, 'id' | 'position' | 'model'>;

/** One of every type that GHL has. */
const TEMPLATES: readonly Template[] = [
  { name: 'Lead Score', fieldKey: 'contact.lead_score', dataType: 'NUMERICAL' },
  { name: 'Budget', fieldKey: 'contact.budget', dataType: 'MONETORY' },
  { name: 'Project', fieldKey: 'contact.project', dataType: 'TEXT' },
  { name: 'Site Notes', fieldKey: 'contact.site_notes', dataType: 'LARGE_TEXT' },
  { name: 'Second Phone', fieldKey: 'contact.second_phone', dataType: 'PHONE' },
  {
    name: 'Interested In',
    fieldKey: 'contact.interested_in',
    dataType: 'CHECKBOX',
    picklistOptions: ['Roof', 'Windows', 'Solar'],
  },
  {
    name: 'Stage',
    fieldKey: 'contact.stage',
    dataType: 'SINGLE_OPTIONS',
    picklistOptions: ['New', 'Quoted', 'Won', 'Lost'],
  },
  {
    name: 'Materials',
    fieldKey: 'contact.materials',
    dataType: 'MULTIPLE_OPTIONS',
    picklistOptions: ['Wood', 'Metal, galvanised', 'Brick'],
  },
  {
    name: 'Owns the House?',
    fieldKey: 'contact.owns_the_house',
    dataType: 'RADIO',
    picklistOptions: ['Yes', 'No'],
  },
  { name: 'Wanted By', fieldKey: 'contact.wanted_by', dataType: 'DATE' },
  {
    name: 'Dimensions',
    fieldKey: 'contact.dimensions',
    dataType: 'TEXTBOX_LIST',
    picklistOptions: [
      { id: 'width', label: 'Width' },
      { id: 'height', label: 'Height' },
    ],
  },
  { name: 'Photos', fieldKey: 'contact.photos', dataType: 'FILE_UPLOAD' },
];

export const seedCustomFields = (chance: Chance): CustomFieldDefinition[] =>
  TEMPLATES.map((template, index) => ({
    id: chance.id(),
    position: (index + 1) * 50,
    model: 'contact',
    ...template,
  }));

/** Values for some of the fields, in the form in which contacts carry them. */
export const seedValues = (
  chance: Chance,
  definitions: readonly CustomFieldDefinition[],
): { id: string; value: unknown }[] =>
  definitions.flatMap(({ id, dataType, picklistOptions = [] }) => {
    if (dataType !== 'NUMERICAL' && chance.happens(0.6)) return [];
    const value = valueOf(chance, dataType, picklistOptions);
    return value === undefined ? [] : [{ id, value }];
  });

const valueOf = (
  chance: Chance,
  dataType: string,
  options: NonNullable<CustomFieldDefinition['picklistOptions']>,
): unknown => {
  const labels = options.filter((option) => typeof option === 'string');
  const [first, ...others] = labels;
  switch (dataType) {
    case 'NUMERICAL':
      return chance.below(101);
    case 'MONETORY':
      return (chance.below(400) + 10) * 50;
    case 'PHONE':
      return `+1202555${String(100 + chance.below(100)).padStart(4, '0')}`;
    case 'DATE':
      return `2027-0${chance.below(9) + 1}-1${chance.below(10)}`;
    case 'CHECKBOX':
    case 'MULTIPLE_OPTIONS':
      return labels.filter(() => chance.happens(0.5));
    case 'SINGLE_OPTIONS':
    case 'RADIO':
      return first === undefined ? undefined : chance.one([first, ...others]);
    case 'TEXTBOX_LIST':
      return { width: `${chance.below(300) + 60} cm`, height: `${chance.below(200) + 40} cm` };
    case 'FILE_UPLOAD':
      return uploaded(chance);
    default:
      return chance.one(['Kitchen', 'Bathroom', 'Whole house']);
  }
};

/** One uploaded file, as contacts carry it: by a name that GHL made up. */
const uploaded = (chance: Chance): Record<string, unknown> => {
  const documentId = chance.id();
  return {
    [documentId.toLowerCase()]: {
      meta: {
        fieldname: 'photos',
        originalname: 'front-door.jpg',
        encoding: '7bit',
        mimetype: 'image/jpeg',
        size: 48_213,
      },
      documentId,
      url: `https://files.example.com/documents/${documentId}`,
    },
  };
};
