import { Batches } from './batches.js';
import { blanked } from './blanked.js';
import { isConfidential } from './confidential.js';
import { ConfidentialPlaces, WITHHELD } from './confidential-places.js';
import type { Draft } from './draft.js';
import { draftOf } from './hsds-form.js';
import type { Hub } from './hub.js';
import type { ImportedOrganization } from './hub-input.js';
import { isPresent } from './json-object.js';
import { readJsonRecords } from './json-records.js';
import type { Fault, Position, Problem, ProblemKind } from './problem.js';
import { protect } from './protect.js';
import type { Report } from './report.js';
import { whereaboutsOf } from './whereabouts.js';

/** What a row leaves behind while its organisation is on its way to the hub. */
interface Origin {
  readonly position: Position;
  readonly draft: Draft;
  readonly record: unknown;
}

/**
 * Imports a directory file: one HSDS 3 organisation or service, a list page, an array, or the older Open Referral array. The file is
 * first surveyed for confidential places, then read again row by row; no reading holds more than a batch of rows.
 */
export async function importHsds(path: string, file: string, source: string, hub: Hub, report: Report): Promise<void> {
  const { places, confidential } = await survey(path);
  const seen = new Set<string>();
  /** Rows of services repeat their organisation, not always alike: its first description holds, so that a second run changes nothing. */
  const described = new Map<string, ImportedOrganization>();

  const problemOf = (kind: ProblemKind, position: Position, fault: Fault, record: unknown): Problem => ({
    kind,
    position,
    field: fault.field,
    reason: fault.reason,
    record,
  });
  const batches = new Batches<ImportedOrganization, Origin>(
    (organizations) => hub.organizations(source, organizations),
    async ({ position, draft, record }, { outcome, field, message }) => {
      if (outcome !== 'REJECTED') return report.rowEnded(file, outcome);
      const fault = {
        field: draft.inRow((field ?? '').replaceAll('.', '/')),
        reason: message ?? 'The hub refused the row.',
      };
      await report.problem(problemOf('REJECTED', position, fault, record));
    },
  );

  for await (const found of readJsonRecords(path)) {
    const position: Position = { file, line: found.line, pointer: found.pointer };
    report.rowRead(file);
    if (found.kind === 'BREAK') {
      await report.problem(problemOf('REJECTED', position, { field: '', reason: found.reason }, null));
      report.stop(`${file} could not be read to its end (line ${found.line}).`);
      break;
    }
    const draft = draftOf(found.value);
    if ('unusable' in draft) {
      const record = blanked(found.value, isConfidential(found.value), places);
      await report.problem(problemOf('REJECTED', position, draft.unusable, record));
      continue;
    }
    const { externalId, services } = draft.organization;
    const hidden = confidential.has(externalId);
    const record = blanked(found.value, hidden, places);
    const identity = draft.ofService ? `service ${services[0]?.externalId}` : `organization ${externalId}`;
    if (seen.has(identity)) {
      const fault = {
        field: draft.ofService ? 'id' : draft.inRow('id'),
        reason: 'A row with this identity stood before in the same file.',
      };
      await report.problem(problemOf('REJECTED', position, fault, record));
      continue;
    }
    seen.add(identity);
    if (draft.ofService && !described.has(externalId)) described.set(externalId, draft.organization);
    const first = (draft.ofService && described.get(externalId)) || draft.organization;
    const { organization, faults } = protect({ ...first, services, confidential: hidden }, places);
    for (const fault of [...draft.faults, ...faults.map((one) => ({ ...one, field: draft.inRow(one.field) }))]) {
      const value = hidden && isPresent(fault.value) ? WITHHELD : blanked(fault.value ?? null, false, places);
      await report.problem(problemOf('FIELD', position, fault, { [fault.field]: value }));
    }
    report.notCarried(draft.notCarried);
    await batches.add(organization, { position, draft, record });
  }
  await batches.flush();
}

/** The first reading: which organisations are confidential, by any of their rows, and what locates them. */
async function survey(path: string): Promise<{ places: ConfidentialPlaces; confidential: ReadonlySet<string> }> {
  const confidential = new Set<string>();
  for await (const found of readJsonRecords(path)) {
    if (found.kind === 'BREAK') break;
    const draft = draftOf(found.value);
    if (!('unusable' in draft) && draft.organization.confidential) confidential.add(draft.organization.externalId);
  }
  const places = new ConfidentialPlaces();
  for await (const found of readJsonRecords(path)) {
    if (found.kind === 'BREAK') break;
    const draft = draftOf(found.value);
    const hidden = 'unusable' in draft ? isConfidential(found.value) : confidential.has(draft.organization.externalId);
    if (hidden) places.add(whereaboutsOf(found.value));
  }
  return { places, confidential };
}
