import type { ImportedOrganization } from './hub-input.js';
import type { Fault } from './problem.js';

/** One row of a directory file in the hub's terms, before confidential places are taken out of it. */
export interface Draft {
  readonly organization: Omit<ImportedOrganization, 'confidential'>;
  /** Fields that had to be left out. */
  readonly faults: readonly Fault[];
  /** Properties that say something for which the hub has no place, e.g. `service.schedules`. */
  readonly notCarried: readonly string[];
  /** Whether the row is one service: the same organisation then comes with other services in other rows. */
  readonly ofService: boolean;
  /** Turns the path of a field in the HSDS organisation (`name`, `services/0/url`) into the path in this row. */
  readonly inRow: (field: string) => string;
}

/** A row that cannot be taken over at all. */
export interface Unusable {
  readonly unusable: Fault;
}
