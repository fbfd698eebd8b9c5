// The provider that the tests log in through: npm oidc-provider, strict after the Swedish profile.
// argv[2]: JSON with the client's public keys, its addresses, and the people.
// Who logs in next is told by POST /next {"account": …, "acr": …}: there is nobody at a keyboard.
import http from 'node:http';
import { generateKeyPairSync } from 'node:crypto';
import { Provider } from 'oidc-provider';

const given = JSON.parse(process.argv[2]);
let next = {};

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signing = { ...privateKey.export({ format: 'jwk' }), kid: 'signing', use: 'sig', alg: 'RS256' };

const body = (request) => new Promise((done) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => done(Buffer.concat(parts).toString()));
});

const server = http.createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [signing] },
    cookies: { keys: ['only for tests'] },
    clients: [{
      client_id: given.client_id,
      jwks: given.jwks,
      redirect_uris: [given.redirect_uri],
      post_logout_redirect_uris: [given.home],
      backchannel_logout_uri: given.backchannel,
      backchannel_logout_session_required: true,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      request_object_signing_alg: 'ES256',
      require_signed_request_object: true,
      id_token_signed_response_alg: 'RS256',
      userinfo_signed_response_alg: 'RS256',
      require_auth_time: true,
    }],
    acrValues: given.levels,
    claims: { openid: ['sub'], acr: null, auth_time: null, sid: null, ...given.claims },
    scopes: ['openid'],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256'],
      requestObjectSigningAlgValues: ['ES256'],
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      requestObjects: { enabled: true },
      jwtUserinfo: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => { ctx.body = form; },
      },
    },
    // The dispatcher refuses addresses of this machine, which is all that the tests have.
    fetch: (url, { dispatcher: _refuses, ...options }) => globalThis.fetch(url, options),
    pkce: { required: () => true },
    ttl: { IdToken: 300, AccessToken: 120, AuthorizationCode: 60, Session: 3600, Interaction: 300, Grant: 300 },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...given.people[id] }) }),
  });
  const callback = provider.callback();

  server.on('request', async (request, response) => {
    if (request.url === '/next') {
      next = JSON.parse(await body(request));
      response.end();
      return;
    }
    if (!request.url.startsWith('/interaction/')) {
      callback(request, response);
      return;
    }
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, next.account
        ? { login: { accountId: next.account, acr: next.acr } }
        : { error: 'access_denied' }, { mergeWithLastSubmission: false });
      return;
    }
    const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
    grant.addOIDCScope(params.scope);
    grant.addOIDCClaims(Object.keys(given.claims));
    await provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    }, { mergeWithLastSubmission: true });
  });
  console.log(issuer);
});
