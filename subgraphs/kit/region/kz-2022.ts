/**
 * Which regions of Kazakhstan border, since 8 June 2022 (decree on the regions Abai, Jetisu and Ulytau): each pair once, codes of ISO 3166-2:KZ. A city of
 * republican significance borders on the region around it.
 * Source: articles on the regions by QazaqGeography, the national geographic society (qazaqgeography.kz, read 2026-11-25), and the map of the administrative
 * division of 2022. To be reviewed by somebody who works there.
 */
export const KZ_2022_BORDERS: Readonly<Record<string, readonly string[]>> = {
  'KZ-10': ['KZ-33', 'KZ-35', 'KZ-55', 'KZ-63'],
  'KZ-11': ['KZ-35', 'KZ-39', 'KZ-55', 'KZ-59', 'KZ-71'],
  'KZ-15': ['KZ-23', 'KZ-27', 'KZ-39', 'KZ-43', 'KZ-47', 'KZ-62'],
  'KZ-19': ['KZ-31', 'KZ-33', 'KZ-35', 'KZ-75'],
  'KZ-23': ['KZ-27', 'KZ-47'],
  'KZ-31': ['KZ-35', 'KZ-61', 'KZ-62'],
  'KZ-33': ['KZ-35'],
  'KZ-35': ['KZ-55', 'KZ-62'],
  'KZ-39': ['KZ-59', 'KZ-62'],
  'KZ-43': ['KZ-61', 'KZ-62'],
  'KZ-55': ['KZ-59'],
  'KZ-61': ['KZ-62', 'KZ-79'],
};
