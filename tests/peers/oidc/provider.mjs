// An OpenID provider on loopback, and a front that lets only its tokens through to the mock.
//
// usage: node provider.mjs PEERS   with MOCK (service root), MOCK_TOKEN, TOKEN_LIFE (seconds), TOKEN_USES in the environment
// Prints one line of JSON with the URLs once both listen.

import http from 'node:http';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href);

const life = Number(process.env.TOKEN_LIFE ?? 3600);
const uses = Number(process.env.TOKEN_USES ?? Infinity);
const device = 'urn:ietf:params:oauth:grant-type:device_code';
const client = (client_id, grant_types, more) => ({ client_id, grant_types, redirect_uris: [], response_types: [], ...more });

function listen(handler) {
  const server = http.createServer(handler);
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve([server, `http://127.0.0.1:${server.address().port}`])));
}

let answer;
const [, issuer] = await listen((request, response) => answer(request, response));
const provider = new Provider(issuer, {
  clients: [
    client('nightly', ['client_credentials'], { client_secret: 's3cr3t-of-the-night' }),
    client('desk', [device, 'refresh_token'], { token_endpoint_auth_method: 'none' }),
  ],
  features: {
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true },
    revocation: { enabled: true },
    devInteractions: { enabled: false },
  },
  scopes: ['openid', 'offline_access'],
  ttl: { AccessToken: life, ClientCredentials: life, DeviceCode: Number(process.env.CODE_LIFE ?? 600), RefreshToken: 3600, Grant: 3600, IdToken: 3600 },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  cookies: { keys: ['only-for-tests'] },
  jwks: undefined,
});

// What a user does in a browser: enter the code and agree.
async function agree(userCode) {
  const code = await provider.DeviceCode.findByUserCode(userCode.replace(/-/g, ''));
  const grant = new provider.Grant({ accountId: 'megan', clientId: code.clientId });
  grant.addOIDCScope('openid offline_access');
  Object.assign(code, { accountId: 'megan', grantId: await grant.save(), scope: 'openid offline_access', authTime: Math.floor(Date.now() / 1000), sessionUid: 'desk' });
  await code.save();
}

const callback = provider.callback();
answer = async (request, response) => {
  const url = new URL(request.url, issuer);
  if (url.pathname !== '/agree') return callback(request, response);
  await agree(url.searchParams.get('code'));
  response.end();
};

// Lets through whom the provider knows; each token is worth TOKEN_USES requests.
const seen = new Map();
async function isKnown(token) {
  const found = token && ((await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token)));
  seen.set(token, (seen.get(token) ?? 0) + 1);
  return found?.isValid && seen.get(token) <= uses;
}

const [, front] = await listen(async (request, response) => {
  const { authorization = '', ...headers } = request.headers;
  if (!(await isKnown(/^Bearer (.+)$/i.exec(authorization)?.[1]))) {
    response.writeHead(401, { 'WWW-Authenticate': 'Bearer', 'Content-Type': 'application/json' });
    return response.end('{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}');
  }
  const mock = new URL(process.env.MOCK);
  headers.authorization = `Bearer ${process.env.MOCK_TOKEN}`;
  const options = { host: mock.hostname, port: mock.port, path: request.url, method: request.method, headers };
  const onward = http.request(options, (from) => {
    response.writeHead(from.statusCode, from.rawHeaders);
    from.pipe(response);
  });
  onward.on('error', () => response.destroy());
  request.pipe(onward);
});

console.log(JSON.stringify({ issuer, front }));
