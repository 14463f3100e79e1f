import type { EntityManager } from 'typeorm';
import { type AgencyKeys, rowsOf } from '../../kit/index.js';
import type { PartContents } from './parts.js';

type Identity = Pick<PartContents['identity'], 'familyName' | 'givenName' | 'birthDate' | 'iin'>;

/** Letters of Kazakh that the same name is written without in a Russian document. */
const FOLDED: Readonly<Record<string, string>> = {
  Ә: 'А',
  Ғ: 'Г',
  Қ: 'К',
  Ң: 'Н',
  Ө: 'О',
  Ұ: 'У',
  Ү: 'У',
  Һ: 'Х',
  І: 'И',
  Ё: 'Е',
};

const letters = (name: string): string =>
  [...name.normalize('NFKC').toUpperCase()]
    .map((letter) => FOLDED[letter] ?? letter)
    .filter((letter) => /\p{L}/u.test(letter))
    .join('');

/** What of an identity is compared, by kind: however it was typed, and with the two names in either field. */
export function comparedOf(identity: Identity | null): ReadonlyMap<string, string> {
  const compared = new Map<string, string>();
  if (identity?.iin) compared.set('IIN', identity.iin);
  if (identity?.birthDate) {
    const names = [identity.familyName, identity.givenName].map(letters).sort();
    compared.set('NAME_AND_BIRTH_DATE', [...names, identity.birthDate].join(' '));
  }
  return compared;
}

/**
 * Keeps the tokens of what an agency holds now, in the transaction of the version that says so: HMACs under a key of that agency, so that no agency's
 * can be compared with another's. One statement, whatever is known and whoever else is like her.
 */
export async function keepTokens(
  manager: EntityManager,
  keys: AgencyKeys,
  agency: string,
  victim: string,
  identity: Identity | null,
): Promise<void> {
  const compared = [...comparedOf(identity)];
  const tokens = await Promise.all(compared.map(([kind, value]) => keys.mac(agency, `${kind} ${value}`)));
  await rowsOf(
    manager,
    `WITH gone AS (DELETE FROM identity_token WHERE agency = $1 AND victim_key = $2 AND kind <> ALL($3::text[]))
     INSERT INTO identity_token (agency, victim_key, kind, token) SELECT $1, $2, kind, token FROM unnest($3::text[], $4::bytea[]) AS t(kind, token)
     ON CONFLICT (agency, victim_key, kind) DO UPDATE SET token = excluded.token`,
    [agency, victim, compared.map(([kind]) => kind), tokens],
  );
}
