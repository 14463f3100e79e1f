import { createHash } from 'node:crypto';

/** The same name gives the same id (a version 5 uuid) in every subgraph and at every start, so that seeds meet and can be repeated. */
export function seedId(name: string): string {
  const hash = createHash('sha1').update(`dereu seed ${name}`).digest('hex');
  const variant = ((Number.parseInt(hash.charAt(16), 16) & 3) | 8).toString(16);
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
