/** Where the statement that decides has what the limit needs, as SQL expressions. */
export interface Admission {
  readonly agency: string;
  readonly staff: string;
  /** How many different victims in an hour */
  readonly ofStaff: string;
  readonly ofAgency: string;
  /** Arrays of the (key, category) pairs that are asked for */
  readonly touched: readonly [keys: string, categories: string];
}

const HOUR_AGO = 'extract(epoch FROM clock_timestamp())::float8 - 3600';
/** The victims of a row that are younger than an hour; each with the second at which she was first opened. */
const victimsOf = (row: string) => `jsonb_each_text(${row}) AS v(key, at)`;
const lately = `v.at::float8 > ${HOUR_AGO}`;

/**
 * CTEs for the statement that decides, behind those of `open`: `touched`, then `admitted` (key), whom the requester may open by the number of
 * different victims whom he and his agency have opened in the last hour, and `throttled` (key), whom he may not. Whom he has opened in that hour stays
 * open. What an emergency opens is not counted: a threat to life does not wait, and emergencies have a rate of their own.
 *
 * A member of staff's hour is one row, and taking a place in it is one atomic step (`ON CONFLICT` sees what the other has just written): any number
 * of requests at the same time open no more than the limit. The agency's count is that of the moment: people of one agency
 * at the same instant may pass it by what they ask at that instant.
 *
 * When the hour is full, whoever he has not yet opened is refused alike, known to the hub or not, open to him or not.
 */
export const admission = ({ agency, staff, ofStaff, ofAgency, touched: [keys, categories] }: Admission): string => `
   touched AS MATERIALIZED (SELECT DISTINCT key, category FROM unnest(${keys}, ${categories}) AS t(key, category)),
   own_hour AS MATERIALIZED (
     SELECT v.key::uuid FROM opened_in_hour h CROSS JOIN LATERAL ${victimsOf('h.victims')} WHERE h.staff = ${staff} AND ${lately}),
   emergency AS MATERIALIZED (SELECT DISTINCT key FROM ground WHERE basis = 'EMERGENCY_ACCESS'),
   fresh AS MATERIALIZED (
     SELECT key FROM touched EXCEPT SELECT key FROM own_hour EXCEPT SELECT key FROM emergency),
   agency_hour AS MATERIALIZED (
     SELECT DISTINCT v.key::uuid FROM opened_in_hour h CROSS JOIN LATERAL ${victimsOf('h.victims')}
     WHERE EXISTS (SELECT FROM fresh) AND h.agency = ${agency} AND h.latest > clock_timestamp() - interval '1 hour' AND ${lately}),
   opening AS MATERIALIZED (SELECT DISTINCT key FROM fresh JOIN open USING (key) JOIN touched USING (key, category)),
   within_agency AS (
     SELECT key FROM (
       SELECT key, known, row_number() OVER (PARTITION BY known ORDER BY key) AS turn
       FROM (SELECT key, key IN (SELECT key FROM agency_hour) AS known FROM opening) o) o
     WHERE known OR turn <= ${ofAgency} - (SELECT count(*) FROM agency_hour)
     ORDER BY key LIMIT ${ofStaff}),
   counted AS (
     INSERT INTO opened_in_hour AS h (staff, agency, victims, latest)
     SELECT ${staff}, ${agency}, jsonb_object_agg(key, extract(epoch FROM clock_timestamp())), clock_timestamp() FROM within_agency HAVING count(*) > 0
     ON CONFLICT (staff) DO UPDATE SET agency = EXCLUDED.agency, latest = EXCLUDED.latest, victims = (
       SELECT jsonb_object_agg(key, at) FROM (
         SELECT v.key, v.at::float8, 0 AS turn FROM ${victimsOf('h.victims')} WHERE ${lately}
         UNION ALL
         SELECT n.key, n.at::float8, 1 FROM jsonb_each_text(EXCLUDED.victims) AS n(key, at)
         WHERE NOT EXISTS (SELECT FROM ${victimsOf('h.victims')} WHERE v.key = n.key AND ${lately})
         ORDER BY turn, key LIMIT ${ofStaff}) AS kept(key, at, turn))
     RETURNING victims),
   admitted AS MATERIALIZED (
     SELECT key FROM own_hour UNION SELECT key FROM emergency
     UNION SELECT opening.key FROM opening, counted WHERE counted.victims ? opening.key::text),
   hour_is_full AS MATERIALIZED (
     SELECT greatest((SELECT count(*) FROM own_hour), (SELECT count(*) FROM counted, jsonb_object_keys(victims))) >= ${ofStaff} AS of_staff,
       (SELECT count(*) FROM own_hour) >= ${ofStaff} OR (SELECT count(*) FROM agency_hour) >= ${ofAgency} AS before),
   throttled AS MATERIALIZED (
     SELECT fresh.key FROM fresh, hour_is_full
     WHERE fresh.key NOT IN (SELECT key FROM admitted) AND (before OR fresh.key IN (SELECT key FROM opening))),
   noted AS (
     INSERT INTO throttled_staff AS t (agency, staff, victims_of, hour)
     SELECT ${agency}, ${staff}, CASE WHEN of_staff THEN 'STAFF' ELSE 'AGENCY' END, date_trunc('hour', clock_timestamp())
     FROM hour_is_full WHERE EXISTS (SELECT FROM throttled)
     ON CONFLICT (staff, victims_of, hour) DO UPDATE SET refusals = t.refusals + 1, last_at = clock_timestamp()
     RETURNING victims_of, refusals)`;
