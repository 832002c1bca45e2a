/**
 * Reads the form of a consent page, as far as pressing one of its buttons needs it. A page of the
 * sandbox is plain HTML; this is no parser for the web at large.
 */

interface Option {
  value: string;
  label: string;
  chosen: boolean;
}

interface Button {
  label: string;
  name: string | undefined;
  value: string;
}

export interface ConsentForm {
  /** Absolute. */
  action: URL;
  method: string;
  /** Values that the page sends along unseen, by name. */
  hidden: Readonly<Record<string, string>>;
  /** Radio buttons and dropdowns, by name. */
  options: Readonly<Record<string, readonly Option[]>>;
  buttons: readonly Button[];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const decode = (text: string): string =>
  text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

const TAG = /<(form|input|select|option|button)\b((?:[^>"']|"[^"]*"|'[^']*')*)>([^<]*)/gi;
const ATTRIBUTE = /([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

const attributesOf = (source: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...source.matchAll(ATTRIBUTE)].map(([, name = '', ...values]) => [
      name.toLowerCase(),
      decode(values.find((value) => value !== undefined) ?? ''),
    ]),
  );

/**
 * @param page the page's own address, which a relative `action` starts from
 * @returns the page's form, `undefined` when it has none
 */
export const readForm = (html: string, page: URL): ConsentForm | undefined => {
  const [formHtml] = /<form\b[\s\S]*?<\/form>/i.exec(html) ?? [];
  if (formHtml === undefined) return undefined;
  let form: Readonly<Record<string, string>> = {};
  const hidden: Record<string, string> = {};
  const options: Record<string, Option[]> = {};
  const buttons: Button[] = [];
  let select = '';
  for (const [, tag = '', source = '', after = ''] of formHtml.matchAll(TAG)) {
    const attributes = attributesOf(source);
    const { name, value = '', type = '' } = attributes;
    const label = decode(after).trim();
    const option = { value, label, chosen: 'checked' in attributes || 'selected' in attributes };
    if (tag === 'form') form = attributes;
    else if (tag === 'select') select = name ?? '';
    else if (tag === 'option') (options[select] ??= []).push(option);
    else if (tag === 'button') buttons.push({ label, name, value });
    else if (type === 'submit') buttons.push({ label: value, name, value });
    else if (type === 'radio' && name) (options[name] ??= []).push(option);
    else if (name) hidden[name] = value;
  }
  const action = new URL(form['action'] || page, page);
  return { action, method: (form['method'] ?? 'get').toUpperCase(), hidden, options, buttons };
};
