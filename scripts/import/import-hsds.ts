import { Batches } from './batches.js';
import { blanked } from './blanked.js';
import { isConfidential } from './confidential.js';
import { WITHHELD } from './confidential-places.js';
import type { Draft } from './draft.js';
import { draftOf } from './hsds-form.js';
import type { Hub } from './hub.js';
import type { ImportedOrganization, ImportResult } from './hub-input.js';
import { isPresent } from './json-object.js';
import { type JsonRecord, readJsonRecords } from './json-records.js';
import type { Fault, Position } from './problem.js';
import { protect } from './protect.js';
import type { Report } from './report.js';
import { type Survey, survey } from './survey.js';

/**
 * Imports a directory file: one HSDS 3 organisation or service, a list page, an array, or the older Open Referral array. The file is
 * first surveyed for confidential places, then read again row by row; no reading holds more than a batch of rows.
 */
export async function importHsds(path: string, file: string, source: string, hub: Hub, report: Report): Promise<void> {
  const rows = new HsdsRows(file, await survey(path), source, hub, report);
  for await (const found of readJsonRecords(path)) {
    report.rowRead(file);
    if (found.kind === 'RECORD') {
      await rows.take(found);
      continue;
    }
    const position = { file, line: found.line, pointer: found.pointer };
    await report.problem({ kind: 'REJECTED', position, field: '', reason: found.reason, record: null });
    report.stop(`${file} could not be read to its end (line ${found.line}).`);
  }
  await rows.flush();
}

/** What a row leaves behind while its organisation is on its way to the hub. */
interface Origin {
  readonly found: JsonRecord;
  readonly draft: Draft;
  readonly confidential: boolean;
}

class HsdsRows {
  private readonly seen = new Set<string>();
  /** Rows of services repeat their organisation, not always alike: its first description holds, so that a second run changes nothing. */
  private readonly described = new Map<string, Draft['organization']>();
  private readonly batches: Batches<ImportedOrganization, Origin>;

  constructor(
    private readonly file: string,
    private readonly known: Survey,
    source: string,
    hub: Hub,
    private readonly report: Report,
  ) {
    this.batches = new Batches(
      (organizations) => hub.organizations(source, organizations),
      (origin, result) => this.settle(origin, result),
    );
  }

  async take(found: JsonRecord): Promise<void> {
    const draft = draftOf(found.value);
    if ('unusable' in draft) return this.reject(found, draft.unusable, isConfidential(found.value));
    const { externalId, services } = draft.organization;
    const confidential = this.known.confidential.has(externalId);
    if (this.cameBefore(draft)) {
      const field = draft.ofService ? 'id' : draft.inRow('externalId');
      return this.reject(
        found,
        { field, reason: 'A row with this identity stood before in the same file.' },
        confidential,
      );
    }
    const { organization, faults } = protect({ ...this.description(draft), services, confidential }, this.known.places);
    const named = faults.map((fault) => ({ ...fault, field: draft.inRow(fault.field) }));
    for (const fault of [...draft.faults, ...named]) await this.leaveOut(found, fault, confidential);
    this.report.notCarried(draft.notCarried);
    await this.batches.add(organization, { found, draft, confidential });
  }

  flush(): Promise<void> {
    return this.batches.flush();
  }

  private async settle(
    { found, draft, confidential }: Origin,
    { outcome, field, message }: ImportResult,
  ): Promise<void> {
    if (outcome !== 'REJECTED') return this.report.rowEnded(this.file, outcome);
    const path = draft.inRow((field ?? '').replaceAll('.', '/'));
    await this.reject(found, { field: path, reason: message ?? 'The hub refused the row.' }, confidential);
  }

  private cameBefore({ ofService, organization }: Draft): boolean {
    const identity = ofService
      ? `service ${organization.services[0]?.externalId}`
      : `organization ${organization.externalId}`;
    if (this.seen.has(identity)) return true;
    this.seen.add(identity);
    return false;
  }

  private description({ ofService, organization }: Draft): Draft['organization'] {
    if (!ofService) return organization;
    const first = this.described.get(organization.externalId) ?? { ...organization, services: [] };
    this.described.set(organization.externalId, first);
    return first;
  }

  private reject(found: JsonRecord, { field, reason }: Fault, confidential: boolean): Promise<void> {
    const record = blanked(found.value, confidential, this.known.places);
    return this.report.problem({ kind: 'REJECTED', position: this.position(found), field, reason, record });
  }

  private leaveOut(found: JsonRecord, { field, reason, value }: Fault, confidential: boolean): Promise<void> {
    const kept = confidential && isPresent(value) ? WITHHELD : blanked(value ?? null, false, this.known.places);
    return this.report.problem({
      kind: 'FIELD',
      position: this.position(found),
      field,
      reason,
      record: { [field]: kept },
    });
  }

  private position({ line, pointer }: JsonRecord): Position {
    return { file: this.file, line, pointer };
  }
}
