import { decodeJwt, jwtVerify } from 'jose';
import { HUB_ISSUER, UsedOnce } from '../../subgraphs/kit/index.js';
import { ALGORITHMS, CLOCK_TOLERANCE } from '../identity/authenticate.js';
import type { TrustList } from '../identity/trust-list.js';

/** How far ahead of now a client assertion may end, in seconds. */
const LONGEST = 300;

/** Takes the assertions by which machine clients prove who they are (RFC 7523, section 3), each one once. */
export class ClientAssertions {
  readonly #used = new UsedOnce((LONGEST + 2 * CLOCK_TOLERANCE) * 1000);

  /**
   * The id of the client that signed it; null for whatever is not right with it, without saying what.
   * `audiences`: the names under which the client may mean this hub.
   */
  async clientOf(assertion: string, trust: TrustList, audiences: readonly string[]): Promise<string | null> {
    try {
      const id = decodeJwt(assertion).iss ?? '';
      const keys = trust.client(id);
      if (!keys || !trust.staff(HUB_ISSUER, id)) return null;
      const { payload } = await jwtVerify(assertion, keys, {
        issuer: id,
        subject: id,
        audience: [...audiences],
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'jti'],
        clockTolerance: CLOCK_TOLERANCE,
      });
      const { exp, jti } = payload as Required<typeof payload>;
      if (exp - Date.now() / 1000 > LONGEST + CLOCK_TOLERANCE) return null;
      if (typeof jti !== 'string' || jti.length === 0 || jti.length > 255) return null;
      return this.#used.use(JSON.stringify([id, jti])) ? id : null;
    } catch {
      return null;
    }
  }
}
