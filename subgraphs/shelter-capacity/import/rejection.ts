import type { Text } from '../../kit/index.js';

/** Why a shelter of an import is not taken over. Thrown inside its transaction, which takes everything of it back. */
export class Rejection extends Error {
  override readonly name = 'Rejection';

  constructor(
    readonly text: Text,
    /** e.g. `units.2.beds` */
    readonly field: string,
  ) {
    super('Rejection');
  }
}
