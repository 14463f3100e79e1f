/** HMIS project types (HUD CSV format FY2024, list 2.02.6) in words. */
const NAMES: Readonly<Record<string, string>> = {
  '0': 'emergency shelter',
  '1': 'emergency shelter, night by night',
  '2': 'transitional housing',
  '3': 'permanent supportive housing',
  '4': 'street outreach',
  '6': 'services only',
  '7': 'other',
  '8': 'safe haven',
  '9': 'permanent housing, housing only',
  '10': 'permanent housing with services',
  '11': 'day shelter',
  '12': 'homelessness prevention',
  '13': 'rapid re-housing',
  '14': 'coordinated entry',
};

/** People live at these: their whereabouts are not to be known. */
const SHELTERING = new Set(['0', '1', '2', '3', '8', '9', '10', '13']);

/**
 * Rapid re-housing has no beds to offer: its inventory is the number of people already housed, in homes that they rent themselves
 * (HUD notice CPD-18-08, HIC data collection).
 */
const WITHOUT_OWN_BEDS = new Set(['13']);

export function shelters(projectType: string): boolean {
  return SHELTERING.has(projectType);
}

/** Why a project of this type is no shelter of the hub; null when it is one. */
export function notAShelter(projectType: string): string | null {
  const name = NAMES[projectType];
  if (name === undefined) return 'HMIS knows no such project type.';
  if (WITHOUT_OWN_BEDS.has(projectType))
    return 'Rapid re-housing counts people already housed in homes of their own: there is no bed to offer.';
  return SHELTERING.has(projectType) ? null : `A project of type ${projectType} (${name}) has no beds for the night.`;
}
