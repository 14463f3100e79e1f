import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { SUBGRAPHS } from '../../standalone/subgraphs.js';
import { Access, Category, Classified, describeSubgraph, type SubgraphDefinition } from '../../subgraphs/kit/index.js';
import { hospitalSocialService } from '../../test/hospital-social-service/index.js';
import { type CheckedSubgraph, checkedDefinition, checkedSdl } from './checked-subgraph.js';
import { subgraphFaults } from './subgraph-faults.js';

let hub: CheckedSubgraph[];
let sdl: string;
beforeAll(async () => {
  hub = await Promise.all(SUBGRAPHS.map(checkedDefinition));
  sdl = (await describeSubgraph(hospitalSocialService)).sdl;
});

/** What is said of the worked example with one thing changed. */
function changed(from: string | RegExp, to: string): string[] {
  const text = sdl.replace(from, to);
  if (text === sdl) throw new Error(`The example has no ${from}.`);
  return subgraphFaults(checkedSdl('hospital', text), hub);
}
const FIELD = 'supportPlan: SupportPlan @requires(fields: "supportDisclosure") @classified(category: "SUPPORT")';
const field = (name: string, directives: string, type = 'SupportPlan') => `${name}: ${type} ${directives}`;
const OWN = '@requires(fields: "supportDisclosure")';
const CLASSIFIED = '@classified(category: "SUPPORT")';
const more = (definitions: string) => [/$/, `\n${definitions}\n`] as const;

test('the worked example may join, and so may every subgraph of the hub', async () => {
  expect(subgraphFaults(await checkedDefinition(hospitalSocialService), hub)).toEqual([]);
  expect(subgraphFaults(checkedSdl('hospital', sdl), hub)).toEqual([]);
  for (const subgraph of hub)
    expect(
      subgraphFaults(
        subgraph,
        hub.filter((other) => other !== subgraph),
      ),
    ).toEqual([]);
});

describe('a mistake is named by its field, with what to do', () => {
  test.each<[string, readonly [from: string | RegExp, to: string], string[]]>([
    [
      'an unclassified field',
      [FIELD, field('supportPlan', OWN)],
      [
        'hospital: Victim.supportPlan does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
      ],
    ],
    [
      'an unclassified field below Victim',
      [`nextContactOn: String! ${CLASSIFIED}`, 'nextContactOn: String!'],
      [
        'hospital: SupportPlan.nextContactOn does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
      ],
    ],
    [
      'an unclassified field of a type that only names her',
      more('"A visit." type Visit { "Whom." victim: Victim @classified(category: "OPAQUE") "Where." place: String }'),
      [
        'hospital: Visit.place does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
      ],
    ],
    [
      'a category that is none',
      [FIELD, field('supportPlan', `@classified(category: "HEALTH") ${OWN}`)],
      [
        'hospital: Victim.supportPlan declares the unknown category HEALTH. There are: IDENTITY, CONTACT, HOUSEHOLD, INCIDENT, RISK, REFERRAL, FORENSIC, SHELTER, PROTECTION, SUPPORT, OPAQUE.',
      ],
    ],
    [
      'a field of Victim that gives away nothing',
      [FIELD, field('supportPlan', `@classified(category: "OPAQUE") ${OWN}`)],
      ['hospital: Victim.supportPlan extends Victim and must declare a category.'],
    ],
    [
      'a missing @requires',
      [FIELD, field('supportPlan', CLASSIFIED)],
      [
        'hospital: Victim.supportPlan must have @requires(fields: "supportDisclosure"), not "".',
        expect.stringMatching(
          /^hospital: Victim\.supportDisclosure: .* @external but is not used .*Require it .* \(EXTERNAL_UNUSED\)$/,
        ) as never,
      ],
    ],
    [
      'a foreign @requires',
      [
        FIELD,
        `shelterDisclosure: String @external\n ${field('supportPlan', `${CLASSIFIED} @requires(fields: "supportDisclosure shelterDisclosure")`)}`,
      ],
      expect.arrayContaining([
        'hospital: Victim.supportPlan must have @requires(fields: "supportDisclosure"), not "supportDisclosure shelterDisclosure".',
      ]) as never,
    ],
    [
      'a @requires below Victim',
      [`nextContactOn: String! ${CLASSIFIED}`, `nextContactOn: String! ${CLASSIFIED} @requires(fields: "id")`],
      [
        'hospital: SupportPlan.nextContactOn has a foreign @requires(fields: "id"). Only fields of Victim require, and only their own disclosure.',
      ],
    ],
    [
      'a category that another subgraph owns',
      [
        FIELD,
        `shelterDisclosure: String @external\n ${field('supportPlan', '@classified(category: "SHELTER") @requires(fields: "shelterDisclosure")')}`,
      ],
      expect.arrayContaining([
        'hospital: Victim.supportPlan is SHELTER, which shelter-capacity owns: a category has one owner, whose key its tokens are made under. Take a category that nobody owns.',
      ]) as never,
    ],
    [
      'a disclosure token that it makes itself',
      ['supportDisclosure: String @external', 'supportDisclosure: String @inaccessible'],
      expect.arrayContaining(['hospital: Victim.supportDisclosure must be @external.']) as never,
    ],
    [
      'her key in the open',
      ['key: ID! @inaccessible', 'key: ID!'],
      ['hospital: Victim.key must be @inaccessible or @external.'],
    ],
    [
      'a second resolvable key',
      ['type Victim @key(fields: "key")', 'type Victim @key(fields: "key") @key(fields: "id")'],
      expect.arrayContaining([
        'hospital: Victim has a resolvable @key(fields: "id"); of the personal types only Victim may, by "key". Reach it through Victim or a query of its own.',
      ]) as never,
    ],
    [
      'a personal type that other subgraphs could reach past the disclosure',
      ['type SupportPlan {', 'type SupportPlan @key(fields: "id") {'],
      [
        'hospital: SupportPlan has a resolvable @key(fields: "id"); of the personal types only Victim may, by "key". Reach it through Victim or a query of its own.',
      ],
    ],
    [
      'a field of the record that another subgraph answers',
      [FIELD, `${field('identity', `${CLASSIFIED} ${OWN}`, 'String')}`],
      expect.arrayContaining([
        'hospital: Victim.identity is a field of referral. Take another name, e.g. one that says whose it is.',
      ]) as never,
    ],
    [
      'a root field that another subgraph has',
      [/supportPlans\(/, 'referralInbox('],
      ['hospital: Query.referralInbox is a field of referral. Take another name, e.g. one that says whose it is.'],
    ],
    [
      'a personal type of another subgraph, made reachable by a query',
      more(
        'extend type Query { "All." incidents2: [Incident!]! }\n "An incident." type Incident { "What she told." account: String }',
      ),
      expect.arrayContaining([
        'hospital: Incident is a personal type of referral, which alone may answer it. Name her instead (Victim), or take a type of your own.',
      ]) as never,
    ],
    [
      'an input that would be cut down for everybody',
      more('"Less." input ReferralSendInput { "Key." idempotencyKey: String! }'),
      [
        'hospital: ReferralSendInput is defined otherwise by referral, and composition would change both. Take another name.',
      ],
    ],
    [
      'an unclassified field that is added from outside the type',
      more('extend type SupportPlan { "Who comes along." companions: String }'),
      [
        'hospital: SupportPlan.companions does not declare @classified(category:): the category it gives away, or OPAQUE for none.',
      ],
    ],
    [
      'a type that hides behind another',
      [
        /$/,
        `\n"Any." union Any = Hidden\n"A note." type Hidden { "What it says." text: String }
        extend type SupportPlan { "Notes." notes: Any ${CLASSIFIED} }`,
      ],
      ['hospital: SupportPlan.notes answers Any, behind which a type could hide. Answer an object type.'],
    ],
    [
      'an undescribed field',
      ['"""Day of the next contact, YYYY-MM-DD."""', ''],
      ['hospital: SupportPlan.nextContactOn has no description.'],
    ],
    [
      'a type that is nowhere',
      [FIELD, field('supportPlan', `${CLASSIFIED} ${OWN}`, 'SupportPlann')],
      ['hospital: Victim.supportPlan: Unknown type SupportPlann. Define it, or correct the name. (INVALID_GRAPHQL)'],
    ],
    [
      'a directive under another name',
      ['"@key", "@external"', '{ name: "@key", as: "@id" }, "@key", "@external"'],
      expect.arrayContaining([
        'hospital: schema may not import a directive of "https://specs.apollo.dev/federation/v2.3" under another name (as:).',
      ]) as never,
    ],
    [
      'another Federation',
      ['federation/v2.3', 'federation/v2.9'],
      expect.arrayContaining([
        'hospital: schema must @link(url: "https://specs.apollo.dev/federation/v2.3"), as schema/referral.graphql does.',
      ]) as never,
    ],
  ])('%s', (_, [from, to], expected) => {
    expect(changed(from, to)).toEqual(expected);
  });

  test.each([
    'override(from: "referral")',
    'federation__override(from: "referral")',
    'provides(fields: "id")',
    'shareable',
  ])('@%s', (directive) => {
    const faults = changed(FIELD, `${field('supportPlan', `${CLASSIFIED} ${OWN}`)} @${directive}`);
    const name = /(override|provides|shareable)/.exec(directive)![0];
    expect(faults).toContain(
      `hospital: Victim.supportPlan is personal and may not be @${name}: that would move it past her disclosure. Take it away.`,
    );
  });
});

@ObjectType({ description: 'A note.' })
class Note {
  @Field(() => ID, { description: 'Id.' })
  @Classified('OPAQUE')
  id!: string;

  @Field(() => String, { description: 'What is in it.' })
  @Classified('SUPPORT')
  text!: string;
}

@Resolver()
class Careless {
  @Query(() => Note, { nullable: true, description: 'Forgot to say who may ask.' })
  hospitalNote(@Ctx() _: unknown): Note | null {
    return null;
  }

  @Mutation(() => Boolean, { description: 'Forgot it here too.' })
  hospitalNoteErase(): boolean {
    return true;
  }

  @Query(() => Note, { nullable: true, description: 'Asks nobody why.' })
  @Access({ purposes: 'none' })
  hospitalNoteOpen(): Note | null {
    return null;
  }
}

describe('of a module the check sees more', () => {
  const careless = (change: Partial<SubgraphDefinition> = {}): SubgraphDefinition => ({
    ...hospitalSocialService,
    ...change,
  });
  const faults = async (definition: SubgraphDefinition) => subgraphFaults(await checkedDefinition(definition), hub);

  test('root fields without @Access, and those that ask for no purpose', async () => {
    const resolvers = [...hospitalSocialService.resolvers, Careless] as never;
    expect(await faults(careless({ resolvers }))).toEqual([
      'hospital-social-service: Query.hospitalNote does not say who may call it (@Access). Say for which purposes, kinds of agency and roles.',
      'hospital-social-service: Mutation.hospitalNoteErase does not say who may call it (@Access). Say for which purposes, kinds of agency and roles.',
      'hospital-social-service: Query.hospitalNoteOpen answers Note, which is personal, without a purpose. List the purposes in @Access.',
    ]);
  });

  test('a category that it does not claim, and one that it claims of another', async () => {
    expect(await faults(careless({ owns: [Category.PROTECTION] }))).toEqual([
      'hospital-social-service: Victim.supportPlan is SUPPORT, which is not among its own. Add it to `owns`, if nobody else owns it.',
    ]);
    expect(await faults(careless({ owns: [Category.SUPPORT, Category.FORENSIC] }))).toEqual([
      'hospital-social-service: `owns` is FORENSIC, which forensic-appointment owns: a category has one owner, whose key its tokens are made under. Take a category that nobody owns.',
    ]);
  });
});
