import { randomUUID } from 'node:crypto';
import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  Access,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  HUB_ISSUER,
  hubError,
  LANGUAGES,
  mutate,
  Refusal,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { Administration } from '../administration.js';
import { publicKeysOf } from '../public-keys.js';
import { assertPlace } from '../staff/place.js';
import { STAFF_MEMBER } from '../staff/sql.js';
import { StaffMember } from '../staff/types.js';
import { recordKeys } from './replay.js';
import { CLIENT, CLIENTS } from './sql.js';
import { Client, ClientConnection, ClientKeysReplaceInput, ClientPayload, ClientRegisterInput } from './types.js';

@Resolver(() => Client)
export class ClientResolver {
  @Query(() => ClientConnection, {
    description:
      "The clients of an agency, oldest first. For the hub's own administrator and the agency's; empty for others.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  async clients(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Client>> {
    const { limit, after } = page.page(['instant', 'uuid']);
    if (!isUUID(agency)) throw hubError('BAD_USER_INPUT');
    const rows = await CLIENTS.rows(ctx.db, [ctx.requester.agency, agency, ...after, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.created, row.id],
      (row) => row,
    );
  }

  @FieldResolver(() => StaffMember, {
    nullable: true,
    description:
      'The member of staff that it is: agency, unit, role, and whether it is active. `staffDeactivate` shuts it out.',
  })
  @Classified('OPAQUE')
  async staff(@Root() client: Client, @Ctx() ctx: SubgraphContext): Promise<StaffMember | null> {
    const [staff] = await STAFF_MEMBER.rows(ctx.db, [ctx.requester.agency, client.staffId]);
    return staff ?? null;
  }

  @Mutation(() => ClientPayload, {
    description:
      "Lets a system of an agency sign in by private_key_jwt. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  clientRegister(
    @Arg('input', () => ClientRegisterInput, { description: 'The client.' }) input: ClientRegisterInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClientPayload> {
    return mutate(ctx, 'clientRegister', input, ClientPayload, async (commit) => {
      const keys = publicKeysOf(input.jwks);
      const id = await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertCovers(input.agency, 'agency');
        const agency = await assertPlace(manager, input);
        const client = randomUUID();
        const [staff] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO staff_member (issuer, subject, agency_id, unit_id, role, languages) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
          [HUB_ISSUER, client, agency, input.unit ?? null, input.role, LANGUAGES],
        );
        await rowsOf(manager, 'INSERT INTO client (id, staff_id, agency_id, name, jwks) VALUES ($1, $2, $3, $4, $5)', [
          client,
          staff!.id,
          agency,
          input.name.trim(),
          JSON.stringify({ keys }),
        ]);
        return client;
      });
      return { client: await clientOf(ctx, id) };
    });
  }

  @Mutation(() => ClientPayload, {
    description: "Replaces the public keys of a client. For the hub's own administrator and the agency's.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  clientKeysReplace(
    @Arg('input', () => ClientKeysReplaceInput, { description: 'The keys.' }) input: ClientKeysReplaceInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClientPayload> {
    return mutate(ctx, 'clientKeysReplace', input, ClientPayload, async (commit) => {
      const keys = publicKeysOf(input.jwks);
      const id = await commit(async (manager) => {
        const administration = await Administration.of(manager, ctx.requester);
        const [client] = await rowsOf<{ id: string; agency: string }>(
          manager,
          'SELECT id, agency_id AS agency FROM client WHERE id = $1 FOR UPDATE',
          [input.id],
        );
        if (!client || !administration.covers(client.agency)) throw noSuchClient();
        await rowsOf(manager, 'UPDATE client SET jwks = $2 WHERE id = $1', [client.id, JSON.stringify({ keys })]);
        await recordKeys(ctx, manager, client.id, { keys });
        return client.id;
      });
      await ctx.closures.kept(id);
      return { client: await clientOf(ctx, id) };
    });
  }
}

async function clientOf(ctx: SubgraphContext, id: string): Promise<Client | null> {
  const [client] = await CLIENT.rows(ctx.db, [ctx.requester.agency, id]);
  return client ?? null;
}

/** The same answer for another agency's client as for an id that does not exist. */
const noSuchClient = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'You have no such client.', ru: 'У вас такого клиента нет.', kk: 'Сізде мұндай клиент жоқ.' },
    ['id'],
  );
