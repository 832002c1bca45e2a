import { micromark } from 'micromark';
import { useMemo } from 'preact/hooks';

/** Help text as Zapier renders it; micromark escapes HTML and drops dangerous links by itself. */
export const Markdown = ({ text }: { text: string }) => {
  const html = useMemo(() => micromark(text), [text]);
  return <div class="markdown" dangerouslySetInnerHTML={{ __html: html }} />;
};
