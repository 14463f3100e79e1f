import { createHmac } from 'node:crypto';
import {
  Category,
  type Disclosure,
  issueDisclosure,
  KeySet,
  makeSharedKey,
  Purpose,
  Role,
} from '../../subgraphs/kit/index.js';

type UsableKey = Parameters<typeof issueDisclosure>[0];

/** Tokens for the part of a record that `right` names, none of which was made for it by `consent` under `key`; `right` itself is good. */
export function badDisclosures(
  right: Disclosure,
  key: UsableKey,
  ofOthers: readonly UsableKey[],
): Record<string, unknown> {
  const made = (change: Partial<Disclosure> = {}, by = key) => issueDisclosure(by, { ...right, ...change });
  const asked = (change: Partial<Disclosure['requester']>) => made({ requester: { ...right.requester, ...change } });
  const good = made();
  const [kid, until, mac] = good.split('.') as [string, string, string];
  const later = (right.expires + 60_000).toString(36);
  const unlabelled = createHmac('sha256', key.key)
    .update(JSON.stringify([right.victim, right.category]))
    .digest('base64url');
  const flipped = (byte: number, bit: number) => {
    const bytes = Buffer.from(mac, 'base64url');
    bytes[byte]! ^= 1 << bit;
    return `${kid}.${until}.${bytes.toString('base64url')}`;
  };
  return {
    'another victim': made({ victim: '0b0f0f3e-6a50-4a0f-8f68-0a5d7a4f8f11' }),
    'another category': made({ category: Category.CONTACT }),
    'a category of another subgraph': made({ category: Category.FORENSIC }),
    'another request': made({ requestId: 'another' }),
    'another agency': asked({ agency: 'another' }),
    'another unit': asked({ unit: 'another' }),
    'the whole agency in the place of a unit': asked({ unit: right.requester.unit === null ? 'unit' : null }),
    'another person': asked({ staff: 'another' }),
    'another role': asked({ role: Role.ADVOCATE }),
    'another purpose': asked({ purpose: Purpose.EMERGENCY }),
    'no purpose': asked({ purpose: null }),
    'one that has expired': made({ expires: Date.now() - 1 }),
    'one that expired at the beginning of time': made({ expires: 0 }),
    'a longer life': `${kid}.${later}.${mac}`,
    'an endless life': `${kid}.${'z'.repeat(40)}.${mac}`,
    'a negative life': `${kid}.-1.${mac}`,
    'no life': `${kid}..${mac}`,
    'a life that is no number': `${kid}.NaN.${mac}`,
    'a strange key under the same name': made({}, { kid: key.kid, key: new KeySet([makeSharedKey()]).newest().key }),
    'a strange key': made({}, new KeySet([makeSharedKey()]).newest()),
    ...Object.fromEntries(ofOthers.map((other, i) => [`the key of another subgraph (${i})`, made({}, other)])),
    ...Object.fromEntries(
      ofOthers.map((other, i) => [`that key under our key’s name (${i})`, made({}, { kid: key.kid, key: other.key })]),
    ),
    'another MAC under the same key': `${kid}.${until}.${unlabelled}`,
    'no MAC': `${kid}.${until}.`,
    'no key': `.${until}.${mac}`,
    'half a MAC': `${kid}.${until}.${mac.slice(0, 20)}`,
    'a MAC cut by one': good.slice(0, -1),
    'a longer MAC': `${good}AAAA`,
    'a part more': `${good}.x`,
    'a part less': `${kid}.${mac}`,
    'the parts in another order': `${mac}.${until}.${kid}`,
    ...Object.fromEntries(
      [0, 7, 15, 31].flatMap((byte) => [0, 7].map((bit) => [`bit ${bit} of byte ${byte}`, flipped(byte, bit)])),
    ),
    nothing: '',
    'a dot': '..',
    'a word': 'true',
    'a yes': true,
    'a number': 1,
    'a list': [good],
    'an object': { token: good },
    'a good one twice': `${good}${good}`,
  };
}
