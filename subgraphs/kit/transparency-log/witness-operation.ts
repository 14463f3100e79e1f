import { ArrayMaxSize, Matches, MaxLength } from 'class-validator';
import { Directive, Field, InputType } from 'type-graphql';
import type { HubOperation } from '../hub-client.js';

const HASH = /^[A-Za-z0-9+/]{43}=$/;
/** More than a tree of 2^53 leaves needs */
const HASHES = 63;

@InputType({ description: 'A checkpoint to countersign, as the log signed it. For subgraphs only.' })
@Directive('@inaccessible')
export class LogWitnessInput {
  @Field(() => String, { description: 'The signed checkpoint (c2sp.org/tlog-checkpoint).' })
  @MaxLength(16_384)
  checkpoint!: string;

  @Field(() => String, { description: 'Size of the tree that the witness has signed last, as far as the log knows.' })
  @Matches(/^\d{1,16}$/)
  oldSize!: string;

  @Field(() => [String], { description: 'RFC 6962 consistency proof from that size.' })
  @ArrayMaxSize(HASHES)
  @Matches(HASH, { each: true })
  proof!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'First leaf of a log that follows another one: it names the last checkpoint of that one.',
  })
  @MaxLength(16_384)
  firstLeaf?: string | null;

  @Field(() => [String], { description: 'RFC 6962 inclusion proof of that leaf.' })
  @ArrayMaxSize(HASHES)
  @Matches(HASH, { each: true })
  firstLeafPath!: string[];
}

const prefixOf = (subgraph: string) => subgraph.replace(/-(.)/g, (_, c: string) => c.toUpperCase());
/** Root fields of every subgraph that owns a category: `shelterCapacityLogWitness`, `shelterCapacityLogHeld`. */
export const logWitnessField = (subgraph: string): string => `${prefixOf(subgraph)}LogWitness`;
export const logHeldField = (subgraph: string): string => `${prefixOf(subgraph)}LogHeld`;

/**
 * By which `consent` has a subgraph countersign its access log. It answers its signature line (c2sp.org/tlog-cosignature), which begins with a dash; or it
 * refuses, and answers the checkpoint that it has countersigned last, or nothing.
 */
export const logWitness = (subgraph: string): HubOperation<{ input: LogWitnessInput }, string | null> => ({
  subgraph,
  operation: logWitnessField(subgraph),
  document: `mutation ($input: LogWitnessInput!) { ${logWitnessField(subgraph)}(input: $input) }`,
});

/** By which `consent` asks, after a restore, which checkpoint a subgraph has countersigned last. */
export const logHeld = (subgraph: string): HubOperation<Record<string, never>, string | null> => ({
  subgraph,
  operation: logHeldField(subgraph),
  document: `query { ${logHeldField(subgraph)} }`,
});
