import { isUUID } from 'class-validator';
import { Arg, Args, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import {
  Access,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  examineOperation,
  GATEWAY,
  mutate,
  OperationFault,
  Role,
  rowsOf,
  type SubgraphContext,
} from '../../kit/index.js';
import { apiSchema } from './api-schema.js';
import { recordWithdrawn } from './replay.js';
import { MAXIMUM_OPERATIONS, noSuchOperation, notRunnable, tooMany } from './rules.js';
import { DOCUMENT, REGISTER, REGISTERED_OPERATION, REGISTERED_OPERATIONS } from './sql.js';
import {
  OperationRegisterInput,
  OperationWithdrawInput,
  RegisteredOperation,
  RegisteredOperationConnection,
  RegisteredOperationPayload,
} from './types.js';

@Resolver()
export class RegisteredOperationResolver {
  @Query(() => RegisteredOperationConnection, {
    description: 'The registered operations of your agency, newest first. For its administrators and integrators.',
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR, Role.INTEGRATOR] })
  async registeredOperations(
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Arg('inForceOnly', () => Boolean, { defaultValue: true, description: 'False to list withdrawn ones, too.' })
    inForceOnly: boolean,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<RegisteredOperation>> {
    const { limit, before } = page.newestFirst();
    const rows = await REGISTERED_OPERATIONS.rows(ctx.db, [ctx.requester.agency, inForceOnly, ...before, limit]);
    return connectionFrom(
      rows,
      page.first,
      (row) => [row.registeredAt, row.id],
      (row) => row,
    );
  }

  @Query(() => String, {
    nullable: true,
    description:
      'The document that an agency has registered under a hash; null when it has none. For the gateway only.',
  })
  @Directive('@inaccessible')
  @Access({ subgraphs: [GATEWAY] })
  async registeredOperation(
    @Arg('agency', () => ID, { description: 'Id of the agency.' }) agency: string,
    @Arg('sha256', () => String, { description: 'SHA-256 of the document, in hexadecimal.' }) sha256: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<string | null> {
    if (!isUUID(agency)) return null;
    const [row] = await DOCUMENT.rows(ctx.db, [agency, sha256]);
    return row?.document ?? null;
  }

  @Mutation(() => RegisteredOperationPayload, {
    description:
      'Lets the systems of your agency run a document, from the next trust list on: it is validated, its cost reckoned, and the parts of a record that it touches are told. For your administrators and integrators.',
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR, Role.INTEGRATOR] })
  operationRegister(
    @Arg('input', () => OperationRegisterInput, { description: 'The document.' }) input: OperationRegisterInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RegisteredOperationPayload> {
    return mutate(ctx, 'operationRegister', input, RegisteredOperationPayload, async (commit) => {
      const examined = await examine(input.document);
      const { agency, staff } = ctx.requester;
      const id = await commit(async (manager) => {
        // one registration of an agency at a time, so that the number holds
        await rowsOf(manager, 'SELECT FROM agency WHERE id = $1 FOR NO KEY UPDATE', [agency]);
        const [row] = await rowsOf<{ others: number }>(
          manager,
          `SELECT count(*)::int AS others FROM registered_operation WHERE agency_id = $1 AND withdrawn_at IS NULL AND sha256 <> $2`,
          [agency, examined.sha256],
        );
        if (row!.others >= MAXIMUM_OPERATIONS) throw tooMany();
        const { sha256, kind, categories, cost } = examined;
        const values = [agency, input.name.trim(), input.document, sha256, kind, categories, cost, staff];
        const [made] = await rowsOf<{ id: string }>(manager, REGISTER, values);
        return made!.id;
      });
      return { operation: await operationOf(ctx, id) };
    });
  }

  @Mutation(() => RegisteredOperationPayload, {
    description:
      'Lets a document run no longer, from the next trust list on. For the administrators and integrators of the agency that registered it.',
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR, Role.INTEGRATOR] })
  operationWithdraw(
    @Arg('input', () => OperationWithdrawInput, { description: 'The registration.' }) input: OperationWithdrawInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<RegisteredOperationPayload> {
    return mutate(ctx, 'operationWithdraw', input, RegisteredOperationPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const [operation] = await rowsOf<{ id: string; inForce: boolean }>(
          manager,
          `SELECT id, withdrawn_at IS NULL AS "inForce" FROM registered_operation WHERE id = $1 AND agency_id = $2 FOR NO KEY UPDATE`,
          [input.id, ctx.requester.agency],
        );
        if (!operation) throw noSuchOperation();
        if (operation.inForce) {
          await rowsOf(manager, 'UPDATE registered_operation SET withdrawn_at = clock_timestamp() WHERE id = $1', [
            operation.id,
          ]);
          await recordWithdrawn(ctx, manager, operation.id);
        }
        return operation.id;
      });
      await ctx.closures.kept(id);
      return { operation: await operationOf(ctx, id) };
    });
  }
}

async function examine(document: string) {
  const schema = await apiSchema();
  try {
    return examineOperation(schema, document);
  } catch (error) {
    throw error instanceof OperationFault ? notRunnable(error) : error;
  }
}

async function operationOf(ctx: SubgraphContext, id: string): Promise<RegisteredOperation | null> {
  const [operation] = await REGISTERED_OPERATION.rows(ctx.db, [ctx.requester.agency, id]);
  return operation ?? null;
}
