// How oidc-provider is configured to be the authorization server of an MCP server.

import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import Provider, { errors } from 'oidc-provider';
import { errorPage } from './pages.mjs';

const GRANT_TYPES = new Set(['authorization_code', 'refresh_token', 'client_credentials']);

export const DEFAULTS = {
  // Where it listens; 0: the system chooses.
  port: 0,
  // The path of the issuer, such as /tenant.
  path: '',
  accessTokenSeconds: 5,
  refreshTokenSeconds: 3600,
  // always: to every client with the grant type; offline_access: when that scope was granted; never.
  refreshTokens: 'always',
  scopes: ['openid', 'offline_access', 'mcp:read', 'mcp:write'],
  // The resources that tokens are issued for; empty: any.
  resources: [],
  registration: true,
  clientIdDocuments: true,
  // From a client id to the http address where its document really is, or to the document itself.
  documents: {},
  dpop: true,
  dpopNonce: false,
  // What happens instead of the pages: approve, deny, or none to show them.
  answer: 'none',
  // Who signs in when the pages are not shown.
  user: 'ann',
  // Clients known from the start, as their metadata.
  clients: [],
  // Before each answer of the token endpoint.
  delayMillis: 0,
  // { "status": 503, "times": 1 }: answers of the token endpoint.
  failures: undefined,
};

async function signingKey() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...await exportJWK(privateKey), alg: 'ES256', use: 'sig', kid: randomBytes(6).toString('hex') };
}

/** Makes the provider of one issuer. What can change at run time is read from the options each time. */
export async function makeProvider(issuer, path, options, store) {
  const provider = new Provider(issuer, {
    adapter: (kind) => store.adapter(kind),
    clients: options.clients,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [await signingKey()] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: options.scopes,
    responseTypes: ['code'],
    clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client, code) => client.grantTypeAllowed('refresh_token')
      && (options.refreshTokens === 'always' || (options.refreshTokens === 'offline_access' && code.scopes.has('offline_access'))),
    expiresWithSession: async () => false,
    findAccount: async (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    // Its own page loads a font from the internet.
    renderError: async (ctx, parameters) => {
      ctx.type = 'html';
      ctx.body = errorPage(parameters);
    },
    interactions: { url: (_ctx, interaction) => `${path}/interaction/${interaction.uid}` },
    fetch: (url, init) => fetchDocument(options, String(url), init),
    ttl: {
      AccessToken: () => options.accessTokenSeconds,
      ClientCredentials: () => options.accessTokenSeconds,
      RefreshToken: () => options.refreshTokenSeconds,
      AuthorizationCode: 60,
      Grant: 86400,
      IdToken: 300,
      Interaction: 600,
      Session: 86400,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      registration: { enabled: options.registration, initialAccessToken: false },
      registrationManagement: { enabled: options.registration, rotateRegistrationAccessToken: false },
      revocation: { enabled: true },
      clientCredentials: { enabled: true },
      clientIdMetadataDocument: { enabled: options.clientIdDocuments, ack: 'draft-02', cacheDuration: { min: 0, max: 0 } },
      dPoP: { enabled: options.dpop, nonceSecret: randomBytes(32), requireNonce: () => options.dpopNonce },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: async () => true,
        getResourceServerInfo: async (_ctx, resource) => {
          if (options.resources.length > 0 && !options.resources.includes(resource)) throw new errors.InvalidTarget();
          return {
            scope: options.scopes.filter((scope) => !['openid', 'offline_access'].includes(scope)).join(' '),
            audience: resource,
            accessTokenFormat: 'jwt',
            accessTokenTTL: options.accessTokenSeconds,
            jwt: { sign: { alg: 'ES256' } },
          };
        },
      },
    },
  });
  provider.on('server_error', (_ctx, error) => console.error(error));
  return provider;
}

// oidc-provider asks for https documents only and refuses loopback addresses, so tests name the place of a document.
function fetchDocument({ documents }, url, { dispatcher, ...init }) {
  const place = documents[url];
  if (place === undefined) return fetch(url, { ...init, dispatcher });
  return typeof place === 'string' ? fetch(place, init) : Response.json(place);
}

/** Says yes to all that the prompt of an interaction asks for, and answers what to finish the interaction with. */
export async function approve(provider, { prompt, params, session, grantId }, user) {
  if (prompt.name === 'login') return { login: { accountId: user } };
  const { Grant } = provider;
  const grant = grantId === undefined
    ? new Grant({ accountId: session.accountId, clientId: params.client_id })
    : await Grant.find(grantId);
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = prompt.details;
  if (missingOIDCScope.length > 0) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims.length > 0) grant.addOIDCClaims(missingOIDCClaims);
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) grant.addResourceScope(resource, scopes.join(' '));
  return { consent: { grantId: await grant.save() } };
}

export const DENIED = { error: 'access_denied', error_description: 'The user said no' };

/** How often what was asked for, and whether it was given. */
export class Counts {
  requests = [];

  note({ path, ctx }) {
    const { params = {}, client } = ctx.oidc ?? {};
    this.requests.push({
      endpoint: path,
      status: ctx.status,
      error: ctx.body?.error,
      grantType: GRANT_TYPES.has(params.grant_type) ? params.grant_type : undefined,
      clientId: client?.clientId,
      scope: params.scope,
      resource: params.resource,
      dpop: ctx.get('dpop') !== '',
    });
  }

  noteFailure(endpoint, status) {
    this.requests.push({ endpoint, status });
  }

  get summary() {
    const count = (matches) => this.requests.filter(matches).length;
    const tokens = (grantType) => count((each) => each.endpoint === '/token' && each.grantType === grantType);
    return {
      registrations: count(({ endpoint, status }) => endpoint === '/reg' && status === 201),
      authorizations: count(({ endpoint }) => endpoint === '/auth'),
      tokenRequests: count(({ endpoint }) => endpoint === '/token'),
      codes: tokens('authorization_code'),
      refreshes: tokens('refresh_token'),
      clientCredentials: tokens('client_credentials'),
      tokenErrors: count(({ endpoint, status }) => endpoint === '/token' && status >= 400),
      revocations: count(({ endpoint }) => endpoint === '/token/revocation'),
    };
  }
}
