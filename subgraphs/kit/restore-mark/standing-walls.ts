import { Directive, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { HubOperation } from '../hub-client.js';
import type { Category } from '../vocabulary.js';

@InputType({ description: 'A page of the standing walls, asked by a subgraph.' })
@Directive('@inaccessible')
export class StandingWallsInput {
  @Field(() => ID, { nullable: true, description: 'Id of the last wall of the page before.' })
  after?: string | null;
}

@ObjectType({ description: 'A conflict wall as a subgraph keeps its copy. For subgraphs only.' })
@Directive('@inaccessible')
export class StandingWall {
  @Field(() => ID, { description: 'Id of the wall.' })
  id!: string;

  @Field(() => ID, { description: "The victim's internal key." })
  victim!: string;

  @Field(() => String, { description: 'STAFF, UNIT or AGENCY.' })
  subjectKind!: string;

  @Field(() => ID, { description: 'Id of the staff member, unit or agency that is walled off.' })
  subject!: string;
}

/** Walls of one page; a shorter one is the last. */
export const STANDING_WALLS_PAGE = 500;

/** Implemented by `consent`: what a subgraph asks for that was restored to an older state. */
export const STANDING_WALLS: HubOperation<{ input: StandingWallsInput }, StandingWall[]> = {
  subgraph: 'consent',
  operation: 'standingWalls',
  document: 'query ($input: StandingWallsInput!) { standingWalls(input: $input) { id victim subjectKind subject } }',
};

/** True for a subgraph that keeps a copy of the walls: restored to an older state, it must ask for them before it serves. */
export const keepsWalls = ({ owns = [] }: { readonly owns?: readonly Category[] }): boolean => owns.length > 0;
