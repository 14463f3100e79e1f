import dns from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { before } from '../../kit/index.js';

/** Within which a name is looked up for a delivery */
const LOOKUP_MS = 5_000;

/** Networks that are nobody's public address (IANA special-purpose registry for IPv4, RFC 6890, with multicast and what is reserved). */
const NOT_PUBLIC_4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];

/** Of IPv6 only global unicast is public, and of that not what stands for something else: IPv4 in 6to4, Teredo, documentation. */
const PUBLIC_6 = ['2000::/3'];
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}

const notPublic4 = listOf(NOT_PUBLIC_4);
const public6 = listOf(PUBLIC_6);
const notPublic6 = listOf(NOT_PUBLIC_6);

export type Found = readonly { readonly address: string; readonly family: number }[];

/** Which addresses the hub connects to: public ones over https, and those of networks that the operator allows. */
export class Networks {
  readonly #allowed: BlockList;

  /** @param allowed `10.1.0.0/16, fd00::/8`; empty for none. @throws for what is no network */
  constructor(allowed: string) {
    this.#allowed = listOf(
      allowed
        .split(',')
        .map((network) => network.trim())
        .filter(Boolean),
    );
  }

  /** Whether it lies in a network that the operator allows: also without encryption. An IPv4 address in the form of IPv6 is that of neither. */
  isAllowed(address: string): boolean {
    return !address.toLowerCase().startsWith('::ffff:') && this.#allowed.check(address, familyOf(address));
  }

  accepts(address: string, encrypted: boolean): boolean {
    if (this.isAllowed(address)) return true;
    if (!encrypted) return false;
    if (isIP(address) === 4) return !notPublic4.check(address, 'ipv4');
    return public6.check(address, 'ipv6') && !notPublic6.check(address, 'ipv6');
  }

  /**
   * The addresses of a host, each of which is accepted: null when one is not. Name servers are asked, not the system's resolver: that one has four threads for
   * the whole process, and a name server that never answers would hold them. @throws when there are none in time
   */
  async resolve(url: URL, withinMs = LOOKUP_MS): Promise<Found | null> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const family = isIP(host);
    const found = family ? [{ address: host, family }] : await before(Date.now() + withinMs, addressesOf(host));
    return found.every(({ address }) => this.accepts(address, url.protocol === 'https:')) ? found : null;
  }
}

async function addressesOf(host: string): Promise<Found> {
  const asked = [dns.resolve4(host), dns.resolve6(host)];
  const [four, six] = (await Promise.allSettled(asked)).map((each) => (each.status === 'fulfilled' ? each.value : []));
  const found = [
    ...four!.map((address) => ({ address, family: 4 })),
    ...six!.map((address) => ({ address, family: 6 })),
  ];
  if (found.length === 0) throw new Error('No such host.');
  return found;
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

export const WEBHOOK_SETTINGS = {
  /** Networks of its own, separated by commas, in which webhooks may be received; none when empty */
  WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .refine((networks) => {
      try {
        return Boolean(new Networks(networks));
      } catch {
        return false;
      }
    }, 'Networks such as 10.1.0.0/16, separated by commas.'),
};

export const networksOf = (settings: Readonly<Record<string, unknown>> = {}): Networks =>
  new Networks(String(settings.WEBHOOK_NETWORKS ?? ''));
