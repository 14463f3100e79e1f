import express, { type ErrorRequestHandler, type Request, type Response, type Router } from 'express';
import { HUB_ISSUER } from '../../subgraphs/kit/index.js';
import { ALGORITHMS } from '../identity/authenticate.js';
import type { TrustList } from '../identity/trust-list.js';
import type { RateLimits } from '../protection/rate-limits.js';
import { ClientAssertions } from './client-assertion.js';
import { ACCESS_TOKEN_SECONDS, accessToken, type TokenOptions } from './hub-tokens.js';

export const TOKEN_PATH = '/oauth/token';
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Errors of RFC 6749, section 5.2, and the one of section 4.1.2.1 for a hub that cannot answer now; with what to do. */
const ERRORS = {
  invalid_request: [400, 'Send a form with grant_type, client_assertion_type and client_assertion, each once.'],
  invalid_client: [
    401,
    'The client assertion is not valid here and now, or was used before, or its client is not registered.',
  ],
  unsupported_grant_type: [400, 'Only client_credentials is supported.'],
  invalid_scope: [400, 'There are no scopes: what a client may do follows from its role.'],
  temporarily_unavailable: [503, 'The hub cannot tell now who its clients are.'],
  /** RFC 6585 has the status; RFC 6749 has no error for it */
  too_many_requests: [429, 'Too many requests. Send it again after the seconds in the header Retry-After.'],
} as const;

/** Where machine clients get their tokens: client credentials (RFC 6749, section 4.4) by private_key_jwt, and where that is said (RFC 8414). */
export function tokenEndpoint(
  options: TokenOptions,
  trust: () => TrustList | null,
  publicUrl: () => string,
  limits: RateLimits,
): Router {
  const assertions = new ClientAssertions();
  const router = express.Router();
  router.get('/.well-known/oauth-authorization-server', (_, res) => {
    res.json({
      issuer: publicUrl(),
      token_endpoint: `${publicUrl()}${TOKEN_PATH}`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ALGORITHMS,
    });
  });
  /** What is refused counts against the address that it comes from. */
  const refused = async (req: Request, res: Response, error: keyof typeof ERRORS) => {
    await limits.source(req.ip, res);
    refuse(res, error);
  };
  router.post(
    TOKEN_PATH,
    express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }),
    async (req, res) => {
      const fault = faultOf(req);
      if (fault) return refused(req, res, fault);
      const list = trust();
      if (!list) return refuse(res, 'temporarily_unavailable');
      const { client_assertion: assertion, client_id: named } = req.body as Record<string, string>;
      const audiences = [publicUrl(), `${publicUrl()}${TOKEN_PATH}`, HUB_ISSUER];
      const client = await assertions.clientOf(assertion as string, list, audiences);
      const staff = client === null ? undefined : list.staff(HUB_ISSUER, client);
      if (client === null || !staff || (named !== undefined && named !== client))
        return refused(req, res, 'invalid_client');
      await limits.requester({ staff: staff.id, agency: staff.agency, agencyKind: staff.kind }, res);
      unstored(res).json({
        access_token: await accessToken(options, client),
        token_type: 'Bearer',
        expires_in: ACCESS_TOKEN_SECONDS,
      });
    },
  );
  router.use(TOKEN_PATH, (async (error, req, res, _next) => {
    if (error?.extensions?.code === 'RATE_LIMITED') return refuse(res, 'too_many_requests');
    await refused(req, res, 'invalid_request').catch(() => refuse(res, 'too_many_requests'));
  }) as ErrorRequestHandler);
  return router;
}

/** What is wrong with the form of a request. */
function faultOf({ body }: Request): keyof typeof ERRORS | null {
  const form = (body ?? {}) as Record<string, unknown>;
  if (Object.values(form).some((value) => typeof value !== 'string')) return 'invalid_request';
  if (!form.grant_type) return 'invalid_request';
  if (form.grant_type !== 'client_credentials') return 'unsupported_grant_type';
  if (form.client_assertion_type !== JWT_BEARER || !form.client_assertion) return 'invalid_request';
  return form.scope ? 'invalid_scope' : null;
}

function refuse(res: Response, error: keyof typeof ERRORS): void {
  const [status, description] = ERRORS[error];
  unstored(res).status(status).json({ error, error_description: description });
}

function unstored(res: Response): Response {
  return res.set({ 'cache-control': 'no-store', pragma: 'no-cache' });
}
