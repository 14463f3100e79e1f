/**
 * The decision and its log in one statement, for one victim: the rules of `consent` with nothing left out.
 * $1 key, $2 categories of the record, $3 agency, $4 unit, $5 staff, $6 role, $7 purpose, $8 request id
 */
export const DECIDE = {
  name: 'decide',
  text: `WITH open AS MATERIALIZED (
      SELECT DISTINCT ON (category) category, basis, until FROM (
        SELECT opened AS category, 'CONSENT' AS basis, c.expires_at AS until
        FROM consent c CROSS JOIN unnest(c.categories) AS opened
        WHERE c.victim_key = $1::uuid AND c.withdrawn_at IS NULL AND c.recipient_agency = $3::text
          AND (c.recipient_unit IS NULL OR c.recipient_unit = $4::text) AND $7::text = ANY(c.purposes)
          AND c.expires_at > clock_timestamp() AND opened <> ALL(c.excluded)
        UNION ALL
        SELECT opened, l.kind, l.review_at FROM legal_basis l CROSS JOIN unnest(l.categories) AS opened
        WHERE l.victim_key = $1::uuid AND l.ended_at IS NULL AND l.agency = $3::text
          AND (l.unit IS NULL OR l.unit = $4::text) AND l.purpose = $7::text AND l.review_at > clock_timestamp()
      ) basis
      WHERE NOT EXISTS (SELECT FROM conflict_wall w WHERE w.victim_key = $1::uuid AND w.lifted_at IS NULL
        AND ((w.subject_kind = 'STAFF' AND w.subject = $5::text) OR (w.subject_kind = 'UNIT' AND w.subject = $4::text)
          OR (w.subject_kind = 'AGENCY' AND w.subject = $3::text)))
      ORDER BY category, until DESC
    ), logged AS (
      INSERT INTO access_log (victim_key, kind, category, basis, agency, unit, staff, role, purpose, subgraph, request_id, once)
      SELECT $1::uuid, 'DISCLOSURE', category, basis, $3::text, $4::text, $5::text, $6::text, $7::text, 'consent', $8::text, true
      FROM open WHERE category = ANY($2::text[])
      ON CONFLICT (request_id, victim_key, category, staff, purpose) WHERE once DO NOTHING
    ) SELECT category, basis, until FROM open`,
};

/** $1 victim, $2 agency */
export const IDENTITY = {
  name: 'identity',
  text: `SELECT d.id, d.identity, k.wrapped FROM person_details d
    JOIN data_key k ON k.subject = d.victim_key::text AND k.agency = d.agency::text
    WHERE d.victim_key = $1::uuid AND d.agency = $2::uuid AND d.superseded_at IS NULL`,
};

/** $1 victim, $2 agency */
export const REFERRALS = {
  name: 'referrals',
  text: `SELECT id, state, service, recipient FROM referral
    WHERE victim_key = $1::uuid AND (from_agency = $2::uuid OR recipient = $2::uuid) ORDER BY sent_at DESC, id DESC LIMIT 5`,
};

/** $1 victim */
export const APPOINTMENTS = {
  name: 'appointments',
  text: `SELECT id, state, starts_at AS "startsAt" FROM appointment
    WHERE victim_key = $1::uuid AND state <> 'LAPSED' AND (state <> 'HELD' OR held_until > clock_timestamp())
    ORDER BY starts_at DESC, id DESC LIMIT 5`,
};

/** $1 victim */
export const STAYS = {
  name: 'stays',
  text: `SELECT p.id, CASE WHEN p.state = 'HELD' AND p.held_until <= clock_timestamp() THEN 'LAPSED' ELSE p.state END AS state,
      s.name_en AS "shelterName"
    FROM placement p JOIN unit u ON u.id = p.unit_id JOIN shelter s ON s.id = u.shelter_id
    WHERE p.victim_key = $1::uuid ORDER BY p.created_at DESC, p.id DESC LIMIT 5`,
};
