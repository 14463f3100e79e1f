import { expect, test } from '@jest/globals';
import { LegalBasisKindEnum } from '../legal-basis/types.js';
import { DisclosureBasis } from '../victim/types.js';
import { SHARING } from './page-sql.js';

test('her page shows every ground on which something can be open', () => {
  const kinds: readonly string[] = Object.values(LegalBasisKindEnum);
  const shown = (basis: string) => kinds.includes(basis) || SHARING.text.includes(`'${basis}'`);
  expect(Object.values(DisclosureBasis).filter((basis) => !shown(basis))).toEqual([]);
});
