// The pages on which a person signs in and consents. The ids of their fields and buttons are for browser drivers.

const escape = (text) => String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function page(title, body) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escape(title)}</title>
<style>
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
  main { max-width: 22rem; margin: 4rem auto; display: grid; gap: 1rem; }
  form { display: grid; gap: .75rem; }
  input, button { font: inherit; padding: .5rem; }
</style>
</head>
<body><main><h1>${escape(title)}</h1>${body}</main></body>
</html>`;
}

export function loginPage(action) {
  return page('Sign in', `
<form id="login" method="post" action="${escape(action)}">
  <input type="hidden" name="step" value="login">
  <label>User <input id="username" name="username" autocomplete="username" required></label>
  <label>Password <input id="password" name="password" type="password" autocomplete="current-password" required></label>
  <button id="sign-in" name="answer" value="approve">Sign in</button>
</form>`);
}

export function consentPage(action, { clientName, scopes, resource }) {
  return page('Allow access', `
<p><strong id="client">${escape(clientName)}</strong> asks for access to <strong id="resource">${escape(resource ?? 'your account')}</strong>.</p>
<ul id="scopes">${scopes.map((scope) => `<li>${escape(scope)}</li>`).join('')}</ul>
<form id="consent" method="post" action="${escape(action)}">
  <input type="hidden" name="step" value="consent">
  <button id="approve" name="answer" value="approve">Allow</button>
  <button id="deny" name="answer" value="deny">Deny</button>
</form>`);
}

export function errorPage(parameters) {
  const lines = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return page('The request failed', `<dl id="error">${lines.map(([name, value]) => `<dt>${name}</dt><dd>${escape(value)}</dd>`).join('')}</dl>`);
}
