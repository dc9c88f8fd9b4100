// A real OpenID Connect issuer on a port of its own. Whoever comes is signed in at once as the account that was named
// last. Beside it, below /test: who that is, new keys, and tokens as the tests want them.
import crypto from "node:crypto";
import http from "node:http";

import * as jose from "jose";
import Provider from "oidc-provider";

const callback = process.env.CALLBACK;
const accounts = {
  ada: { email: "ada@example.com", email_verified: true, name: "Ada", groups: ["sy-operators"] },
  eve: { email: "eve@example.com", email_verified: false, name: "Eve", groups: [] },
  new: { email: "new@example.com", email_verified: true, preferred_username: "newcomer", groups: ["sy-viewers"] },
};
let who = "ada";
let issuer;
let keys;
let handle;
let generation = 0;

async function makeKeys() {
  const made = [];
  for (const alg of ["RS256", "ES256", "EdDSA"]) {
    const { privateKey } = await jose.generateKeyPair(alg, { extractable: true, crv: alg === "EdDSA" ? "Ed25519" : undefined });
    made.push({ ...(await jose.exportJWK(privateKey)), alg, use: "sig", kid: `${alg}-${generation}` });
  }
  generation += 1;
  return made;
}

function makeProvider() {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "switchyard", client_secret: process.env.CLIENT_SECRET, redirect_uris: [callback],
        response_types: ["code"], grant_types: ["authorization_code"],
        id_token_signed_response_alg: process.env.ALGORITHM ?? "RS256",
      },
    ],
    jwks: { keys },
    conformIdTokenClaims: false,
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "preferred_username"], groups: ["groups"] },
    scopes: ["openid", "email", "profile", "groups"],
    cookies: { keys: ["test"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
  });
  const rest = provider.callback();
  return async (request, response) => {
    if (request.url.startsWith("/sign-in/")) {
      await provider.interactionDetails(request, response);
      const result = who === "nobody" ? { error: "access_denied" } : { login: { accountId: who } };
      return provider.interactionFinished(request, response, result);
    }
    return rest(request, response);
  };
}

async function mint({ alg, header, claims, foreign }) {
  const jwk = foreign ? (await makeKeys()).find((key) => key.alg === alg) : keys.find((key) => key.alg === alg);
  const now = Math.floor(Date.now() / 1000);
  const body = { iss: issuer, aud: "switchyard", sub: "ada", iat: now, exp: now + 300, ...claims };
  return new jose.SignJWT(body).setProtectedHeader({ alg, kid: jwk.kid, typ: "JWT", ...header }).sign(await jose.importJWK(jwk, alg));
}

async function test(path, body) {
  if (path === "/test/who") who = body.who;
  if (path === "/test/rotate") {
    keys = await makeKeys();
    handle = makeProvider();
  }
  if (path === "/test/mint") return { token: await mint(body) };
  if (path === "/test/public") {
    const { d, p, q, dp, dq, qi, ...open } = keys.find((key) => key.alg === "RS256");
    return { pem: crypto.createPublicKey({ key: open, format: "jwk" }).export({ type: "spki", format: "pem" }) };
  }
  return {};
}

const server = http.createServer(async (request, response) => {
  if (!request.url.startsWith("/test/")) return handle(request, response);
  let text = "";
  for await (const piece of request) text += piece;
  response.end(JSON.stringify(await test(request.url, text ? JSON.parse(text) : {})));
});
server.listen(0, "127.0.0.1", async () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  keys = await makeKeys();
  handle = makeProvider();
  console.log(`issuer at ${issuer}`);
});
