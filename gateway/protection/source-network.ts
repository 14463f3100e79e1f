import { isIPv6 } from 'node:net';

/** Where a request comes from, for counting: of an IPv6 address the network, because a single host has 2^64 of them. */
export function sourceNetwork(address: string | undefined): string {
  if (!address || !isIPv6(address) || address.startsWith('::ffff:')) return address ?? '';
  const [head = '', tail] = address.split('::');
  const groups = head ? head.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - (tail ? tail.split(':').length : 0);
  return [...groups, ...Array(Math.max(0, zeros)).fill('0'), ...(tail ?? '').split(':')].slice(0, 4).join(':');
}
