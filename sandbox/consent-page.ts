import { AGENCY_SCOPES, SCOPES } from './scopes.ts';

export interface ConsentRequest {
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  state: string | undefined;
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f2f5f9; color: #16202c; }
  main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 1px 4px #0002; }
  h1 { font-size: 1.4rem; margin-top: 0; }
  fieldset { border: 1px solid #ccd5e0; border-radius: 8px; margin: 1rem 0; }
  label { display: block; padding: .3rem 0; }
  li.write { font-weight: 600; }
  button { font: inherit; padding: .6rem 1.4rem; border-radius: 8px; border: 1px solid #1559c0; background: #fff; color: #1559c0; cursor: pointer; }
  button.primary { background: #1559c0; color: #fff; }
  button:focus-visible, input:focus-visible { outline: 3px solid #f5a623; outline-offset: 2px; }
  small { color: #55606e; }
</style>
</head>
<body><main>${body}</main></body>
</html>
`;

const hidden = (name: string, value: string | undefined): string =>
  value === undefined ? '' : `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

/** The page on which a user chooses a sub-account and allows or denies the permissions. */
export const consentPage = (
  request: ConsentRequest,
  locations: readonly { id: string; name: string }[],
): string =>
  page(
    'Connect an app · HighLevel sandbox',
    `<h1>Protiv wants to connect to HighLevel</h1>
<form method="post" action="/v2/oauth/chooselocation">
${hidden('client_id', request.clientId)}
${hidden('redirect_uri', request.redirectUri)}
${hidden('scope', request.scopes.join(' '))}
${hidden('state', request.state)}
<fieldset><legend>Choose a sub-account</legend>
${locations
  .map(
    ({ id, name }, index) =>
      `<label><input type="radio" name="location_id" value="${escapeHtml(id)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(name)}</label>`,
  )
  .join('\n')}
</fieldset>
<p>It will be able to:</p>
<ul>
${request.scopes
  .map(
    (scope) =>
      `<li data-scope="${escapeHtml(scope)}"${scope.endsWith('.write') ? ' class="write"' : ''}>${escapeHtml(SCOPES[scope] ?? AGENCY_SCOPES[scope] ?? scope)}</li>`,
  )
  .join('\n')}
</ul>
<button class="primary" type="submit" name="decision" value="allow">Allow</button>
<button type="submit" name="decision" value="deny">Deny</button>
<p><small>This is a sandbox on your own machine. Nothing here is real.</small></p>
</form>`,
  );

/** What a user sees when an app asks in a way that cannot be answered. */
export const consentError = (reason: string): string =>
  page(
    'Cannot connect · HighLevel sandbox',
    `<h1>This app cannot be connected</h1><p role="alert">${escapeHtml(reason)}</p>`,
  );
