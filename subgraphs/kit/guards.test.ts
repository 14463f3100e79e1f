import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { execute, parse } from 'graphql';
import { Directive, Field, FieldResolver, ID, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  AgencyKind,
  buildSubgraph,
  type Caller,
  Category,
  Classified,
  issueDisclosure,
  KeySet,
  makeSharedKey,
  OWNERS,
  Purpose,
  Role,
  SubgraphContext,
} from './index.js';

/** A class of its own for each schema: type-graphql gives a type the fields that any resolver of the process adds to its class. */
function victimType(): new () => { key: string } {
  @ObjectType('Victim', { description: 'Her.' })
  @Directive('@key(fields: "key")')
  class Victim {
    @Field(() => ID, { description: 'Key.' })
    @Directive('@inaccessible')
    key!: string;

    @Field(() => String, { nullable: true, description: 'Token.' })
    @Directive('@external')
    identityDisclosure!: string | null;
  }
  return Victim;
}

@Resolver()
class Directions {
  @Query(() => String, { description: 'Open to everybody who is signed in.' })
  @Access({ purposes: 'none' })
  roads() {
    return 'open';
  }

  @Query(() => String, { description: 'Officers of the police, for two purposes.' })
  @Access({
    purposes: [Purpose.POLICE_RESPONSE, Purpose.EMERGENCY],
    kinds: [AgencyKind.POLICE],
    roles: [Role.OFFICER],
  })
  patrol() {
    return 'sent';
  }

  @Mutation(() => String, { description: 'Subgraphs only.' })
  @Access({ subgraphs: ['consent'] })
  relay() {
    return 'kept';
  }

  @Mutation(() => String, { description: 'Every owner of a category.' })
  @Access({ subgraphs: ['directory', OWNERS] })
  look() {
    return 'logged';
  }

  @Mutation(() => String, { description: 'Whatever purpose.' })
  @Access({ purposes: 'any' })
  note() {
    return 'noted';
  }
}

const Victim = victimType();
@Resolver(() => Victim)
class Names {
  @FieldResolver(() => String, { nullable: true, description: 'Name.' })
  @Classified('IDENTITY')
  @Directive('@requires(fields: "identityDisclosure")')
  name(@Root() { key }: { key: string }) {
    return `name of ${key}`;
  }
}

@ObjectType({ description: "A record of the subgraph's own." })
class Case {
  @Field(() => Victim, { nullable: true, description: 'Whom it is about.' })
  victim!: { key: string } | null;
}

@Resolver()
class Cases {
  @Query(() => Case, { description: 'A case.' })
  @Access({ purposes: 'any' })
  case(): Case {
    return { victim: { key: 'victim-1' } };
  }
}

const VictimWithNickname = victimType();
@Resolver(() => VictimWithNickname)
class Nicknames {
  @FieldResolver(() => String, { nullable: true, description: 'Nickname.' })
  nickname() {
    return 'x';
  }
}

const VictimWithHair = victimType();
@Resolver(() => VictimWithHair)
class Hair {
  @FieldResolver(() => String, { nullable: true, description: 'Hair.' })
  @Classified('OPAQUE')
  hair() {
    return 'x';
  }
}

const VictimWithBed = victimType();
@Resolver(() => VictimWithBed)
class Beds {
  @FieldResolver(() => String, { nullable: true, description: 'Bed.' })
  @Classified('SHELTER')
  bed() {
    return 'x';
  }
}

@Resolver()
class Unguarded {
  @Query(() => String, { description: 'Forgotten.' })
  everything() {
    return 'x';
  }
}

@Resolver()
class UnguardedMutation {
  @Mutation(() => String, { description: 'Forgotten.' })
  erase() {
    return 'x';
  }
}

const build = (resolvers: (new () => object)[], victim = Victim) =>
  buildSubgraph({
    name: 'tiny',
    owns: [Category.IDENTITY],
    resolvers: resolvers as never,
    orphanedTypes: [victim],
    entities: [],
    migrations: [],
    calls: [],
  });

const KEYS = new KeySet([makeSharedKey()]);
const OFFICER: NonNullable<Caller['requester']> = {
  agency: 'agency-1',
  agencyKind: AgencyKind.POLICE,
  unit: null,
  staff: 'staff-1',
  role: Role.OFFICER,
  purpose: Purpose.POLICE_RESPONSE,
  language: 'en',
};

/** What the tiny subgraph answers: data, or the code of the error. It has neither a database nor other subgraphs. */
async function ask(document: string, caller: Partial<Caller> = {}, variableValues: Record<string, unknown> = {}) {
  const { schema } = await build([Directions, Names, Cases]);
  const whole: Caller = { requester: OFFICER, actor: null, requestId: 'request-1', deadline: 0, ...caller };
  const nothing = null as never;
  const secrets = {
    idempotency: randomBytes(32),
    agencyKeys: nothing,
    disclosure: { tiny: KEYS },
    signing: KEYS,
    trusted: new Map(),
  };
  const contextValue = new SubgraphContext('tiny', whole, nothing, nothing, nothing, secrets, {
    IDENTITY: 'tiny',
    SHELTER: 'shelter',
  });
  const { data, errors } = await execute({ schema, document: parse(document), contextValue, variableValues });
  return errors ? errors.map((error) => error.extensions.code) : data;
}

describe('a schema is not built', () => {
  test('when a root field does not say who may call it', async () => {
    await expect(build([Directions, Unguarded])).rejects.toThrow(
      'tiny: Query.everything does not say who may call it (@Access).',
    );
    await expect(build([Directions, UnguardedMutation])).rejects.toThrow('Mutation.erase does not say who may call it');
  });

  test('when a field of Victim has no category', async () => {
    await expect(build([Directions, Nicknames], VictimWithNickname)).rejects.toThrow(
      'tiny: Victim.nickname is not classified',
    );
    await expect(build([Directions, Hair], VictimWithHair)).rejects.toThrow('tiny: Victim.hair is not classified');
  });

  test('when a field of Victim is of a category that another subgraph owns', async () => {
    await expect(build([Directions, Beds], VictimWithBed)).rejects.toThrow(
      'tiny: Victim.bed is SHELTER, which tiny does not own',
    );
  });
});

const ENTITIES = '{ _entities(representations: [{ __typename: "Victim", key: "1" }]) { __typename } }';

describe('a root field', () => {
  const requester = (change: Partial<typeof OFFICER>) => ({ requester: { ...OFFICER, ...change } });

  test.each<[string, Partial<Caller>, unknown]>([
    ['{ roads }', requester({ purpose: null }), { roads: 'open' }],
    ['{ roads }', { requester: null }, ['UNAUTHENTICATED']],
    ['{ roads }', { requester: null, actor: 'consent' }, ['FORBIDDEN']],
    // a part of the hub acts for a person only in what is offered to it
    ['{ roads }', { actor: 'consent' }, ['FORBIDDEN']],
    ['{ patrol }', { actor: 'gateway' }, ['FORBIDDEN']],
    ['{ _service { sdl } }', { actor: 'consent' }, ['FORBIDDEN']],
    [ENTITIES, { actor: 'consent' }, ['FORBIDDEN']],
    ['{ patrol }', {}, { patrol: 'sent' }],
    ['{ patrol }', requester({ purpose: Purpose.EMERGENCY }), { patrol: 'sent' }],
    ['{ patrol }', requester({ purpose: Purpose.COURT }), ['FORBIDDEN']],
    ['{ patrol }', requester({ purpose: null }), ['PURPOSE_REQUIRED']],
    ['{ patrol }', requester({ role: Role.DUTY_OFFICER }), ['FORBIDDEN']],
    ['{ patrol }', requester({ agencyKind: AgencyKind.COURT }), ['FORBIDDEN']],
    ['mutation { note }', requester({ purpose: null }), ['PURPOSE_REQUIRED']],
    ['mutation { note }', requester({ purpose: Purpose.COURT }), { note: 'noted' }],
    ['mutation { relay }', {}, ['FORBIDDEN']],
    ['mutation { relay }', { actor: 'referral' }, ['FORBIDDEN']],
    ['mutation { relay }', { actor: 'consent', requester: null }, { relay: 'kept' }],
    ['mutation { look }', { actor: 'shelter' }, { look: 'logged' }],
    ['mutation { look }', { actor: 'directory' }, { look: 'logged' }],
    ['mutation { look }', { actor: 'consent' }, ['FORBIDDEN']],
    ['mutation { look }', { actor: OWNERS }, ['FORBIDDEN']],
    ['mutation { look }', {}, ['FORBIDDEN']],
  ])('%s by %j', async (document, caller, expected) => {
    const answer = await ask(document, caller);
    expect(answer).toEqual(expected);
  });
});

describe('a field of Victim', () => {
  const victim = 'victim-1';
  const disclosure = { victim, category: Category.IDENTITY, requester: OFFICER, requestId: 'request-1' };
  const later = Date.now() + 60_000;
  const names = async (identityDisclosure: unknown, caller: Partial<Caller> = {}, key = victim) => {
    const answer = await ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Victim { name } } }',
      caller,
      { of: [{ __typename: 'Victim', key, ...(identityDisclosure === undefined ? {} : { identityDisclosure }) }] },
    );
    return Array.isArray(answer) ? answer : (answer as { _entities: { name: string | null }[] })._entities[0]?.name;
  };

  test('answers against a disclosure of its category for this victim and request', async () => {
    expect(await names(issueDisclosure(KEYS.newest(), { ...disclosure, expires: later }))).toBe('name of victim-1');
  });

  test('is null when consent withholds it', async () => {
    expect(await names(null)).toBeNull();
  });

  test('is an error, never an empty answer, without a valid disclosure', async () => {
    const issued = (change: object, keys = KEYS) =>
      issueDisclosure(keys.newest(), { ...disclosure, expires: later, ...change } as never);
    for (const token of [
      undefined,
      '',
      'forged',
      issued({ expires: Date.now() - 1 }),
      issued({ category: Category.CONTACT }),
      issued({ requestId: 'request-2' }),
      issued({ requester: { ...OFFICER, staff: 'staff-2' } }),
      issued({}, new KeySet([makeSharedKey()])),
    ]) {
      expect(await names(token)).toEqual(['DISCLOSURE_INVALID']);
    }
    expect(await names(issued({}), {}, 'victim-2')).toEqual(['DISCLOSURE_INVALID']);
  });

  test('is refused to nobody in particular and without a purpose, whatever the disclosure', async () => {
    const token = issueDisclosure(KEYS.newest(), { ...disclosure, expires: later });
    expect(await names(token, { requester: null })).toEqual(['UNAUTHENTICATED']);
    expect(await names(token, { requester: { ...OFFICER, purpose: null } })).toEqual(['PURPOSE_REQUIRED']);
    expect(await names(null, { requester: { ...OFFICER, purpose: null } })).toEqual(['PURPOSE_REQUIRED']);
  });
});

describe('a record that names a victim', () => {
  test.each([
    '{ case { victim { __typename key } } }',
    '{ case { ...A } } fragment A on Case { victim { ... on Victim @include(if: true) { key } } }',
  ])('names her to whoever will have it decided: %s', async (document) => {
    expect(await ask(document)).toMatchObject({ case: { victim: { key: 'victim-1' } } });
  });

  test.each([
    '{ case { victim { __typename } } }',
    '{ case { victim { __typename key @include(if: false) } } }',
    '{ case { victim { __typename ... on Victim @skip(if: true) { key } } } }',
  ])('does not say that there is somebody when nothing is to be decided: %s', async (document) => {
    expect(await ask(document)).toEqual({ case: { victim: null } });
  });
});
