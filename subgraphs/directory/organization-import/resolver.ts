import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access, mutate, Refusal, Role, type SubgraphContext } from '../../kit/index.js';
import { Administration } from '../administration.js';
import { imported } from './imported.js';
import { assertValid } from './rules.js';
import { store } from './store.js';
import {
  type ImportedOrganizationInput,
  ImportOutcome,
  OrganizationImportInput,
  OrganizationImportPayload,
  type OrganizationImportResult,
} from './types.js';

@Resolver()
export class OrganizationImportResolver {
  @Mutation(() => OrganizationImportPayload, {
    description:
      "Stores organisations with their services; sent again, it changes nothing. One that is rejected does not hold up the others. For the hub's own administrator.",
  })
  @Access({ purposes: 'none', roles: [Role.ADMINISTRATOR] })
  organizationImport(
    @Arg('input', () => OrganizationImportInput, { description: 'The batch.' }) input: OrganizationImportInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<OrganizationImportPayload> {
    return mutate(ctx, 'organizationImport', input, OrganizationImportPayload, async (commit) => {
      let results: OrganizationImportResult[] = [];
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        results = []; // a transaction that is repeated begins anew
        for (const organization of input.organizations) {
          results.push(await resultOf(manager, ctx, input.source.trim(), organization));
        }
        return ctx.requester.agency;
      });
      await ctx.closures.kept(ctx.requester.agency);
      return { results };
    });
  }
}

/** Each organisation behind a savepoint of its own: a refused one is undone, and the transaction goes on. */
async function resultOf(
  manager: EntityManager,
  ctx: SubgraphContext,
  source: string,
  input: ImportedOrganizationInput,
): Promise<OrganizationImportResult> {
  const { externalId } = input;
  try {
    const organization = imported(input);
    assertValid(organization);
    const outcome = await manager.transaction((savepoint) => store(savepoint, ctx, source, organization));
    return { externalId, outcome, field: null, message: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = error.text[ctx.requester.language];
    return { externalId, outcome: ImportOutcome.REJECTED, field: error.field?.join('.') ?? null, message };
  }
}
