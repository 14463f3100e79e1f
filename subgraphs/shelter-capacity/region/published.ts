import { CONFIRMED } from '../availability/sql.js';

/**
 * `WITH` clause parts: the districts that others may know, as `published (region_code, district_code)`. A district is one that at least three
 * shelters are in. What remains of the region must be three or none as well: of one or two shelters that are in no published district, what is
 * known of the others would say where they are, and then the smallest district that could be published is not. `regions` is an expression
 * of text[]. A house that only looks for beds is no part of this. One that is not confirmed is listed, and so is part of what remains; but it may not be there, and hides
 * nobody: neither a district nor what remains is three by it.
 */
export const published = (regions: string): string => `
  zone AS (
    SELECT region_code, district_code, count(*) AS listed, count(*) FILTER (WHERE ${CONFIRMED}) AS shelters,
      district_code IS NOT NULL AND count(*) FILTER (WHERE ${CONFIRMED}) >= 3 AS large
    FROM shelter s WHERE region_code = ANY(${regions}) AND s.participation <> 'VIEW_ONLY' GROUP BY region_code, district_code
  ), published AS MATERIALIZED (
    SELECT region_code, district_code FROM (
      SELECT *, coalesce(sum(shelters) FILTER (WHERE NOT large) OVER (PARTITION BY region_code), 0) AS rest,
        coalesce(sum(listed) FILTER (WHERE NOT large) OVER (PARTITION BY region_code), 0) AS rest_listed,
        row_number() OVER (PARTITION BY region_code, large ORDER BY shelters, district_code) AS nth FROM zone
    ) z WHERE large AND (rest_listed = 0 OR rest >= 3 OR nth > 1)
  )`;
