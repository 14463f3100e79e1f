import { hubError } from '../errors.js';

/** @throws DEADLINE_EXCEEDED at the instant `deadline` (ms since the epoch) */
export async function before<T>(deadline: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(hubError('DEADLINE_EXCEEDED')), Math.max(0, deadline - Date.now()));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
