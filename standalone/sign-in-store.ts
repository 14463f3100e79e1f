import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Most sign-ins and tokens kept; the oldest go first. Nothing of a demonstration outlives the process. */
const MOST_ENTRIES = 10_000;

type Entry = { payload: AdapterPayload; expiresAt: number };

/** Sessions, codes and grants of one provider, in memory: two providers in a process share nothing. */
export function signInStore(): (kind: string) => Adapter {
  const entries = new Map<string, Entry>();

  const read = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    if (entry && entry.expiresAt > Date.now()) return entry.payload;
    entries.delete(key);
    return undefined;
  };
  const where = (kind: string, fits: (payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
    for (const key of entries.keys()) {
      const payload = key.startsWith(`${kind}:`) ? read(key) : undefined;
      if (payload && fits(payload)) return payload;
    }
    return undefined;
  };

  return (kind) => ({
    async upsert(id, payload, expiresIn) {
      const key = `${kind}:${id}`;
      entries.delete(key);
      entries.set(key, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY });
      for (const oldest of entries.keys()) {
        if (entries.size <= MOST_ENTRIES) break;
        entries.delete(oldest);
      }
    },
    find: async (id) => read(`${kind}:${id}`),
    findByUid: async (uid) => where(kind, (payload) => payload.uid === uid),
    findByUserCode: async (userCode) => where(kind, (payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = read(`${kind}:${id}`);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      entries.delete(`${kind}:${id}`);
    },
    async revokeByGrantId(grantId) {
      for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
    },
  });
}
