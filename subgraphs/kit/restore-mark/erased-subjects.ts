import { Directive, Field, ID, InputType } from 'type-graphql';
import type { HubOperation } from '../hub-client.js';

@InputType({ description: 'A page of those who are erased, asked by a subgraph.' })
@Directive('@inaccessible')
export class ErasedSubjectsInput {
  @Field(() => ID, { nullable: true, description: 'The last one of the page before.' })
  after?: string | null;
}

/** Of one page; a shorter one is the last. */
export const ERASED_SUBJECTS_PAGE = 500;

/** Implemented by `consent`: whom a subgraph that was restored to an older state erases again. */
export const ERASED_SUBJECTS: HubOperation<{ input: ErasedSubjectsInput }, string[]> = {
  subgraph: 'consent',
  operation: 'erasedSubjects',
  document: 'query ($input: ErasedSubjectsInput!) { erasedSubjects(input: $input) }',
};
