import { HAS_BEDS } from '../availability/sql.js';

/**
 * `WITH` clause parts: the districts that others may know, as `published (region_code, district_code)`. A district is one that at least three
 * shelters are in. What remains of the region must be three or none as well: of one or two shelters that are in no published district, what is
 * known of the others would say where they are, and then the smallest district that could be published is not. `regions` is an expression
 * of text[]. A house that has no beds for others hides nobody.
 */
export const published = (regions: string): string => `
  zone AS (
    SELECT region_code, district_code, count(*) AS shelters, district_code IS NOT NULL AND count(*) >= 3 AS large
    FROM shelter s WHERE region_code = ANY(${regions}) AND ${HAS_BEDS} GROUP BY region_code, district_code
  ), published AS MATERIALIZED (
    SELECT region_code, district_code FROM (
      SELECT *, coalesce(sum(shelters) FILTER (WHERE NOT large) OVER (PARTITION BY region_code), 0) AS rest,
        row_number() OVER (PARTITION BY region_code, large ORDER BY shelters, district_code) AS nth FROM zone
    ) z WHERE large AND (rest = 0 OR rest >= 3 OR nth > 1)
  )`;
