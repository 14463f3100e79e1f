import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { STATE } from './state-sql.js';
import { WALLED_BY } from './walls.js';

@ObjectType('DutyDesk', {
  description: 'The desk of an agency or unit, without its name: how whoever is on duty there is called.',
})
@Directive('@key(fields: "key", resolvable: false)')
export class DutyDesk {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  key!: string;
}

/**
 * The desk that has asked for the placement `p`, while its shelter may want to ask back. None where a wall of hers names a person or a unit, whoever
 * that is: a desk's phone may be in anybody's hand. None of an agency that has a house, whatever kind it is: its number would say where she is now.
 */
export const CALL_BACK = `CASE WHEN ${STATE} IN ('HELD', 'ACCEPTED_BY_PHONE', 'ACCEPTED') AND p.sender_agency <> p.agency
  AND NOT EXISTS (SELECT FROM shelter cs WHERE cs.agency = p.sender_agency)
  AND NOT EXISTS (SELECT FROM conflict_wall cb WHERE cb.victim_key = ${WALLED_BY}
    AND (cb.subject_kind <> 'AGENCY' OR cb.subject = p.sender_agency)) THEN p.sender_agency || '/' || coalesce(p.sender_unit, '') END`;
