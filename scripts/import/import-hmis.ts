import { Batches } from './batches.js';
import { isConfidential } from './confidential.js';
import { ConfidentialPlaces } from './confidential-places.js';
import { HmisExport, type HmisOrganization, type HmisProject } from './hmis-export.js';
import { type HmisRow, problemOf } from './hmis-rows.js';
import { unitsOf } from './hmis-units.js';
import type { Hub } from './hub.js';
import type { ImportedOrganization, ImportedShelter, ImportResult } from './hub-input.js';
import type { Report } from './report.js';

export interface HmisOptions {
  readonly source: string;
  /** ISO 3166-2 code of the region in which these shelters are: an HMIS CoC code names none. */
  readonly region: string;
  /** IANA zone of these shelters. */
  readonly zone: string;
  /** Wall date there, YYYY-MM-DD: what is current on this day is imported. */
  readonly today: string;
}

const NONE = new ConfidentialPlaces();

/**
 * Imports an HMIS CSV export: its organisations into the directory, and every project that shelters people and has a bed now as a
 * shelter with its units. A row of Inventory.csv shares the fate of its shelter, which is taken over whole or not at all.
 */
export async function importHmis(folder: string, options: HmisOptions, hub: Hub, report: Report): Promise<void> {
  const found = new HmisExport(folder, options.today, report);
  if (!(await found.read())) return;

  const organizations = new Batches<ImportedOrganization, HmisRow>(
    (batch) => hub.organizations(options.source, batch),
    async (row, result) => {
      if (result.outcome !== 'REJECTED') return report.rowEnded(row.position.file, result.outcome);
      await report.problem(problemOf('REJECTED', row, refusal(result, ORGANIZATION_COLUMNS)));
    },
  );
  for (const organization of found.organizations.values()) {
    await organizations.add(await importedOrganization(organization, report), organization);
  }
  await organizations.flush();

  const shelters = new Batches<ImportedShelter, HmisProject>(
    (batch) => hub.shelters(options.source, batch),
    (project, result) => settle(project, result, report),
  );
  for (const project of found.projects.values()) {
    if (project.inventory.length === 0) {
      const fault = { field: 'ProjectID', reason: 'Inventory.csv has no current bed of this project.' };
      await report.problem(problemOf('SKIPPED', project, fault));
      continue;
    }
    const isKnown = found.organizations.has(project.organizationId);
    if (!isKnown) {
      const reason =
        'Organization.csv has no such organisation (or it was deleted): the shelter is imported without it.';
      await report.problem(problemOf('FIELD', project, { field: 'OrganizationID', reason }));
    }
    await shelters.add(await importedShelter(project, isKnown, options, report), project);
  }
  await shelters.flush();
}

async function importedOrganization(row: HmisOrganization, report: Report): Promise<ImportedOrganization> {
  const alternate = row.values.OrganizationCommonName || null;
  const confidential = row.confidential || isConfidential({ name: row.name, alternate_name: alternate });
  const alternateName =
    alternate && (confidential ? await withoutAddress(alternate, 'OrganizationCommonName', row, report) : alternate);
  const name = confidential ? await withoutAddress(row.name, 'OrganizationName', row, report) : row.name;
  const nothing = { description: null, website: null, email: null, location: null, services: [] };
  return { ...nothing, externalId: row.id, name, alternateName, confidential };
}

async function importedShelter(
  project: HmisProject,
  isKnown: boolean,
  options: HmisOptions,
  report: Report,
): Promise<ImportedShelter> {
  return {
    externalId: project.id,
    name: await withoutAddress(project.name, 'ProjectName', project, report),
    organizationExternalId: isKnown ? project.organizationId : null,
    regionCode: options.region,
    zone: options.zone,
    units: project.inventory.flatMap(({ beds }) => unitsOf(beds)),
  };
}

async function withoutAddress(name: string, field: string, row: HmisRow, report: Report): Promise<string> {
  const kept = NONE.withoutAny(name);
  const reason = 'An address or telephone number of a confidential place was taken out of the name.';
  if (kept !== name) await report.problem(problemOf('FIELD', row, { field, reason }));
  return kept;
}

/** The project's row and those of its inventory end together. */
async function settle(project: HmisProject, result: ImportResult, report: Report): Promise<void> {
  const { outcome } = result;
  if (outcome !== 'REJECTED') {
    for (const row of [project, ...project.inventory.map((one) => one.row)])
      report.rowEnded(row.position.file, outcome);
    return;
  }
  const blamed = blamedInventory(project, result.field);
  await report.problem(problemOf('REJECTED', project, refusal(result, PROJECT_COLUMNS)));
  for (const { row } of project.inventory) {
    const shared = `Its shelter was refused as a whole: ${refusal(result, PROJECT_COLUMNS).reason}`;
    const fault = row === blamed ? refusal(result, UNIT_COLUMNS) : { field: 'ProjectID', reason: shared };
    await report.problem(problemOf('REJECTED', row, fault));
  }
}

/** The hub names a unit by its place among the shelter's units: `units.2.beds` or units/2/beds. */
function blamedInventory(project: HmisProject, field: string | null): HmisRow | undefined {
  const at = /^units[./](\d+)/.exec(field ?? '')?.[1];
  if (at === undefined) return undefined;
  const rows = project.inventory.flatMap(({ beds, row }) => unitsOf(beds).map(() => row));
  return rows[Number(at)];
}

/** The columns of the export from which the hub's fields were made, by the last part of the field's path. */
const ORGANIZATION_COLUMNS: Readonly<Record<string, string>> = {
  externalId: 'OrganizationID',
  name: 'OrganizationName',
  alternateName: 'OrganizationCommonName',
};
const PROJECT_COLUMNS: Readonly<Record<string, string>> = {
  externalId: 'ProjectID',
  name: 'ProjectName',
  organizationExternalId: 'OrganizationID',
};
const UNIT_COLUMNS: Readonly<Record<string, string>> = {
  externalId: 'InventoryID',
  beds: 'BedInventory',
  householdType: 'HouseholdType',
  availability: 'Availability',
  startsOn: 'InventoryStartDate',
  endsOn: 'InventoryEndDate',
};

function refusal({ field, message }: ImportResult, columns: Readonly<Record<string, string>>) {
  const last = field?.split(/[./]/).at(-1) ?? '';
  return { field: columns[last] ?? field ?? '', reason: message ?? 'The hub refused the row.' };
}
