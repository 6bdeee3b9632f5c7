// Where the authorization server keeps clients, grants and tokens: memory that tests can look into and take from.

const OF_A_GRANT = ['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode', 'BackchannelAuthenticationRequest'];

export class Store {
  #entries = new Map();

  /** What oidc-provider calls an adapter, for one kind of thing. */
  adapter(kind) {
    const key = (id) => `${kind}:${id}`;
    const first = (matches) => this.#of(kind).find(({ payload }) => matches(payload))?.payload;
    return {
      upsert: async (id, payload, seconds) => {
        const end = seconds === undefined ? Infinity : Date.now() + seconds * 1000;
        this.#entries.set(key(id), { kind, id, payload, end });
      },
      find: async (id) => this.#live(key(id))?.payload,
      findByUid: async (uid) => first((payload) => payload.uid === uid),
      findByUserCode: async (code) => first((payload) => payload.userCode === code),
      destroy: async (id) => void this.#entries.delete(key(id)),
      consume: async (id) => {
        const entry = this.#live(key(id));
        if (entry !== undefined) entry.payload.consumed = Math.floor(Date.now() / 1000);
      },
      revokeByGrantId: async (grantId) => this.#deleteTokensOf(grantId),
    };
  }

  /** The ids of the clients that have registered themselves. */
  clients() {
    return this.#of('Client').map(({ id }) => id);
  }

  deleteClient(id) {
    return this.#entries.delete(`Client:${id}`);
  }

  /** Revokes the grants of one client, or all, and answers how many there were. */
  revokeGrants(clientId) {
    const grants = this.#of('Grant').filter(({ payload }) => clientId === undefined || payload.clientId === clientId);
    for (const { id } of grants) {
      this.#entries.delete(`Grant:${id}`);
      this.#deleteTokensOf(id);
    }
    return grants.length;
  }

  clear() {
    this.#entries.clear();
  }

  #live(key) {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.end > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #of(kind) {
    return [...this.#entries.keys()].filter((key) => key.startsWith(`${kind}:`)).map((key) => this.#live(key))
      .filter((entry) => entry !== undefined);
  }

  #deleteTokensOf(grantId) {
    for (const [key, { kind, payload }] of this.#entries) {
      if (payload.grantId === grantId && OF_A_GRANT.includes(kind)) this.#entries.delete(key);
    }
  }
}
