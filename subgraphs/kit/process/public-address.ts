import { z } from 'zod';
import { isLoopback } from '../http/tls.js';

/** Where others reach something of the gateway's: https, or http on this machine; without a slash at its end. */
export const publicAddress = z
  .string()
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  }, 'must be an https address; http only on this machine (127.0.0.1)')
  .transform((text) => text.replace(/\/+$/, ''));
