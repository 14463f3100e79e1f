import { oneLine } from './clean-text.js';
import { type Inventory, judgeInventory, supersedes } from './hmis-inventory.js';
import { notAShelter, shelters } from './hmis-project-type.js';
import { DELETED, HmisFiles, type HmisRow, identityFault, isDeleted, problemOf } from './hmis-rows.js';
import type { Fault } from './problem.js';
import type { Report } from './report.js';

export interface HmisOrganization extends HmisRow {
  readonly id: string;
  readonly name: string;
  /** A victim service provider, or people live at one of its projects, whether or not it has a bed now. */
  confidential: boolean;
}

export interface HmisProject extends HmisRow {
  readonly id: string;
  readonly name: string;
  readonly organizationId: string;
  readonly inventory: { readonly beds: Inventory; readonly row: HmisRow }[];
}

const INVENTORY_COLUMNS = [
  ...['InventoryID', 'ProjectID', 'HouseholdType', 'Availability', 'UnitInventory', 'BedInventory', 'ESBedType'],
  ...['InventoryStartDate', 'InventoryEndDate', 'DateDeleted'],
];
const CLOSED: Fault = { field: 'OperatingEndDate', reason: 'The project has closed.' };

/**
 * The sound and current part of an HMIS CSV export (Organization.csv, Project.csv, Inventory.csv); every other row is reported. Held in
 * memory are organisations, projects and current inventory; the history, by far the most, streams by.
 */
export class HmisExport {
  readonly organizations = new Map<string, HmisOrganization>();
  readonly projects = new Map<string, HmisProject>();
  /** Projects that do not become shelters, and why: their inventory is not orphaned. */
  private readonly left = new Map<string, Fault>();
  private readonly inventoryIds = new Set<string>();
  private readonly files: HmisFiles;

  constructor(
    folder: string,
    /** Wall date of the shelters, YYYY-MM-DD. */
    private readonly today: string,
    private readonly report: Report,
  ) {
    this.files = new HmisFiles(folder, report);
  }

  /** False when a file cannot be read to its end: shelters with half of their beds are not imported. */
  async read(): Promise<boolean> {
    const { files } = this;
    const organizationColumns = ['OrganizationID', 'OrganizationName', 'VictimServiceProvider', 'DateDeleted'];
    const projectColumns = ['ProjectID', 'OrganizationID', 'ProjectName', 'ProjectType', 'DateDeleted'];
    for await (const row of files.rows('Organization.csv', organizationColumns)) await this.takeOrganization(row);
    for await (const row of files.rows('Project.csv', projectColumns)) await this.takeProject(row);
    for await (const row of files.rows('Inventory.csv', INVENTORY_COLUMNS)) await this.takeInventory(row);
    return files.whole;
  }

  private async takeOrganization(row: HmisRow): Promise<void> {
    const { OrganizationID: id = '', OrganizationName: name, VictimServiceProvider: provider } = row.values;
    const fault = identityFault(row, 'OrganizationID', 'OrganizationName', (known) => this.organizations.has(known));
    if (isDeleted(row)) return this.report.problem(problemOf('SKIPPED', row, DELETED));
    if (fault) return this.report.problem(problemOf('REJECTED', row, fault));
    // 0 alone says that it is none: 1 is a provider, 8, 9, 99 and nothing do not say
    this.organizations.set(id, { ...row, id, name: oneLine(name)!, confidential: provider !== '0' });
  }

  private async takeProject(row: HmisRow): Promise<void> {
    const {
      ProjectID: id = '',
      OrganizationID: organizationId = '',
      ProjectName: name,
      ProjectType: type = '',
    } = row.values;
    const fault = identityFault(
      row,
      'ProjectID',
      'ProjectName',
      (known) => this.projects.has(known) || this.left.has(known),
    );
    const organization = this.organizations.get(organizationId);
    if (organization && shelters(type)) organization.confidential = true;
    const reason = notAShelter(type);
    const none = isDeleted(row)
      ? DELETED
      : this.hasClosed(row)
        ? CLOSED
        : reason === null
          ? null
          : { field: 'ProjectType', reason };
    if (fault && !isDeleted(row)) {
      await this.report.problem(problemOf('REJECTED', row, fault));
      if (id !== '' && !this.projects.has(id))
        this.left.set(id, { field: 'ProjectID', reason: 'Its project was rejected.' });
    } else if (none) {
      if (!this.projects.has(id))
        this.left.set(id, { field: 'ProjectID', reason: `Its project is no shelter here. ${none.reason}` });
      await this.report.problem(problemOf('SKIPPED', row, none));
    } else {
      this.projects.set(id, { ...row, id, name: oneLine(name)!, organizationId, inventory: [] });
    }
  }

  private async takeInventory(row: HmisRow): Promise<void> {
    const { report } = this;
    const verdict = judgeInventory(row.values, this.today);
    const id = row.values.InventoryID ?? '';
    const projectId = row.values.ProjectID ?? '';
    const project = this.projects.get(projectId);
    const left = this.left.get(projectId);
    if (verdict.kind !== 'CURRENT') return report.problem(problemOf(verdict.kind, row, verdict.fault));
    if (this.inventoryIds.has(id)) {
      const fault = {
        field: 'InventoryID',
        reason: 'A current row with this identifier stood before in the same file.',
      };
      return report.problem(problemOf('REJECTED', row, fault));
    }
    this.inventoryIds.add(id);
    if (left) return report.problem(problemOf('SKIPPED', row, left));
    if (!project) {
      return report.problem(
        problemOf('REJECTED', row, { field: 'ProjectID', reason: 'Project.csv has no such project.' }),
      );
    }
    await this.addOnce(project, { beds: verdict.inventory, row });
  }

  /** Of two current rows about the same beds one holds. */
  private async addOnce({ inventory }: HmisProject, fresh: HmisProject['inventory'][number]): Promise<void> {
    const at = inventory.findIndex(({ beds }) => beds.sameBeds === fresh.beds.sameBeds);
    const known = inventory[at];
    if (!known) {
      inventory.push(fresh);
      return;
    }
    const [holds, falls] = supersedes(fresh.beds, known.beds) ? [fresh, known] : [known, fresh];
    inventory[at] = holds;
    const reason = `Its period overlaps that of InventoryID ${holds.beds.id} for the same kind of beds, which began later or was written later.`;
    await this.report.problem(problemOf('REJECTED', falls.row, { field: 'InventoryStartDate', reason }));
  }

  private hasClosed({ values }: HmisRow): boolean {
    const end = values.OperatingEndDate ?? '';
    return end !== '' && end < this.today;
  }
}
