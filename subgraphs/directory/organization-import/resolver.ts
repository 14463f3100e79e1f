import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, type Commit, mutate, Refusal, Role, type SubgraphContext } from '../../kit/index.js';
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
      await commit(async (manager) => {
        (await Administration.of(manager, ctx.requester)).assertOperator();
        return ctx.requester.agency;
      });
      const results: OrganizationImportResult[] = [];
      for (const organization of input.organizations) {
        results.push(await resultOf(ctx, commit, input.source, organization));
      }
      return { results };
    });
  }
}

/** Each organisation in a transaction of its own. */
async function resultOf(
  ctx: SubgraphContext,
  commit: Commit,
  source: string,
  input: ImportedOrganizationInput,
): Promise<OrganizationImportResult> {
  const { externalId } = input;
  try {
    const organization = imported(input);
    assertValid(organization);
    let outcome: ImportOutcome = ImportOutcome.UNCHANGED;
    await commit(async (manager) => {
      outcome = await store(manager, ctx, source.trim(), organization);
      return organization.externalId;
    });
    return { externalId, outcome, field: null, message: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = error.text[ctx.requester.language];
    return { externalId, outcome: ImportOutcome.REJECTED, field: error.field?.join('.') ?? null, message };
  }
}
