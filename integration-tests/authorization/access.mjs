// Who may do what at the protected server: validates access tokens, and DPoP proofs where a token is bound to a key.

import { EmbeddedJWK, calculateJwkThumbprint, createRemoteJWKSet, jwtVerify } from 'jose';
import { createHash, randomBytes } from 'node:crypto';

const PROOF_SECONDS = 60;
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];

/** Why a request is refused: the answer's status, the parameters of its challenge, and its scheme. */
export class Refusal extends Error {
  constructor(status, parameters, scheme = 'Bearer') {
    super(parameters.error_description ?? parameters.error ?? 'no access token');
    Object.assign(this, { status, parameters, scheme });
  }
}

const invalidToken = (description) => new Refusal(401, { error: 'invalid_token', error_description: description });
const invalidProof = (description) => new Refusal(401, { error: 'invalid_dpop_proof', error_description: description }, 'DPoP');

export class Access {
  #keys = new Map();
  #seen = new Set();
  #rejected = new Set();
  #proofs = new Set();
  #nonce = randomBytes(12).toString('base64url');
  #options;

  constructor(options) {
    this.#options = options;
  }

  get nonce() {
    return this.#nonce;
  }

  /** The claims of the token of a request to an address. */
  async check(request, resource) {
    const [, scheme, token] = /^(Bearer|DPoP) +([^ ]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new Refusal(401, {}, this.#options.requireDpop ? 'DPoP' : 'Bearer');
    const claims = await this.#verify(token, resource);
    const bound = claims.cnf?.jkt;
    if (bound === undefined && (this.#options.requireDpop || scheme.toLowerCase() === 'dpop')) {
      throw new Refusal(401, { error: 'invalid_token', error_description: 'The token is not bound to a key' }, 'DPoP');
    }
    if (bound !== undefined) {
      if (scheme.toLowerCase() !== 'dpop') throw invalidToken('A bound token needs the scheme DPoP');
      await this.#checkProof(request, resource, token, bound);
    }
    if (claims.jti !== undefined) this.#seen.add(claims.jti);
    return claims;
  }

  /** From now on every token that was seen until now is refused. */
  rejectSeen() {
    for (const id of this.#seen) this.#rejected.add(id);
    this.#seen.clear();
  }

  changeNonce() {
    this.#nonce = randomBytes(12).toString('base64url');
  }

  async #verify(token, audience) {
    const { issuer } = this.#options;
    let claims;
    try {
      const options = { issuer, audience, typ: 'at+jwt', algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'] };
      ({ payload: claims } = await jwtVerify(token, await this.#keysOf(issuer), options));
    } catch (error) {
      throw invalidToken(error.message.replaceAll('"', "'"));
    }
    if (this.#rejected.has(claims.jti)) throw invalidToken('The token was revoked');
    return claims;
  }

  async #keysOf(issuer) {
    if (!this.#keys.has(issuer)) {
      const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
      this.#keys.set(issuer, createRemoteJWKSet(new URL(metadata.jwks_uri), { cooldownDuration: 0 }));
    }
    return this.#keys.get(issuer);
  }

  async #checkProof(request, resource, token, bound) {
    const proof = request.headers.dpop;
    if (proof === undefined) throw invalidProof('The proof is missing');
    let verified;
    try {
      verified = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ALGORITHMS });
    } catch (error) {
      throw invalidProof(error.message.replaceAll('"', "'"));
    }
    const { payload, protectedHeader } = verified;
    if (await calculateJwkThumbprint(protectedHeader.jwk) !== bound) throw invalidProof('Not the key of the token');
    if (payload.htm !== request.method) throw invalidProof('htm is not the method');
    if (payload.htu !== resource) throw invalidProof('htu is not the address');
    if (payload.ath !== createHash('sha256').update(token).digest('base64url')) throw invalidProof('ath is not the hash of the token');
    if (!(Math.abs(Date.now() / 1000 - payload.iat) <= PROOF_SECONDS)) throw invalidProof('iat is not now');
    if (this.#options.dpopNonce && payload.nonce !== this.#nonce) {
      throw new Refusal(401, { error: 'use_dpop_nonce', error_description: 'The proof needs the nonce' }, 'DPoP');
    }
    if (typeof payload.jti !== 'string' || this.#proofs.has(payload.jti)) throw invalidProof('jti is missing or was used before');
    this.#proofs.add(payload.jti);
  }
}
