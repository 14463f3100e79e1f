import { isUUID } from 'class-validator';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { SubgraphContext } from '../../kit/index.js';
import { isOnDuty, localTime } from './rules.js';
import { PHONES_OF_DESKS } from './sql.js';

@ObjectType({ description: 'The desk of an agency or unit, without its name: how whoever is on duty there is called.' })
@Directive('@key(fields: "key")')
export class DutyDesk {
  @Field(() => ID, { description: 'Internal key. Never part of the public schema.' })
  @Directive('@inaccessible')
  key!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The phone that is answered there now, the unit's before the agency's. Null when nobody is on duty, or when it would be somebody's own or that of a house whose place must not be known.",
  })
  phone!: string | null;
}

/** Agency and unit as other subgraphs write them into the key: `agency/unit`, or `agency/`. */
const DESK = /^([^/]+)\/([^/]*)$/;

/** One statement for any number of desks in a call. */
export function deskOf(ctx: SubgraphContext, key: string): Promise<DutyDesk> {
  return ctx.load('duty-desk', key, async (keys) => {
    const desks = keys.flatMap((each) => {
      const [, agency = '', unit = ''] = DESK.exec(each) ?? [];
      return isUUID(agency) && (!unit || isUUID(unit)) ? [{ key: each, agency, unit: unit || null }] : [];
    });
    const rows = await PHONES_OF_DESKS.rows(ctx.db, [
      desks.map((desk) => desk.key),
      desks.map(({ agency }) => agency),
      desks.map(({ unit }) => unit),
    ]);
    const answered = rows.filter((row) => isOnDuty(row, localTime(row.now, row.zone)));
    return keys.map((each) => ({ key: each, phone: answered.find((row) => row.key === each)?.phone ?? null }));
  });
}
