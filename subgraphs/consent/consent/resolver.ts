import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import {
  Access,
  assertRecipient,
  Classified,
  ConnectionArgs,
  type ConnectionOf,
  connectionFrom,
  mutate,
  Purpose,
  Refusal,
  Refusals,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER, resolveVictim } from '../victim/resolver.js';
import { Victim } from '../victim/types.js';
import type { OpenVictim } from '../victim/victim.js';
import { CONSENT_POLICY, refusalsOfGrant } from './policy.js';
import { CONSENT_BY_ID, CONSENTS_OF_VICTIM } from './sql.js';
import {
  type Consent,
  ConsentConfirmInput,
  ConsentConfirmPayload,
  ConsentConnection,
  ConsentGrantInput,
  ConsentGrantPayload,
  ConsentWithdrawInput,
  ConsentWithdrawPayload,
} from './types.js';
import { withdraw } from './withdrawal.js';

const NO_SUCH_VICTIM = {
  en: 'There is no such record that you may use.',
  ru: 'Нет такой записи, которой вы можете пользоваться.',
  kk: 'Сіз пайдалана алатын мұндай жазба жоқ.',
};

export const victimNotFound = (): Refusal => new Refusal(UserErrorCode.NOT_FOUND, NO_SUCH_VICTIM, ['victimId']);

/** @throws Refusal NOT_FOUND: unknown, another agency's id, closed and walled are one answer */
export async function victimOrRefuse(ctx: SubgraphContext, victimId: string): Promise<string> {
  const key = await resolveVictim(ctx, victimId);
  if (!key) throw victimNotFound();
  return key;
}

async function databaseNow(ctx: SubgraphContext): Promise<Date> {
  const [{ now }] = await ctx.db.query('SELECT clock_timestamp() AS now');
  return now;
}

@Resolver(() => Victim)
export class ConsentResolver {
  @FieldResolver(() => ConsentConnection, {
    description:
      'Her consents, newest first: those given to your agency or taken by it; all of them when she herself asks (SUBJECT_REQUEST).',
  })
  @Classified('OPAQUE')
  async consents(
    @Root() victim: OpenVictim,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConnectionOf<Consent>> {
    const { limit, before } = args.newestFirst();
    const r = ctx.purposeful;
    const hers = r.purpose === Purpose.SUBJECT_REQUEST && r.role === Role.ADVOCATE;
    const rows = await CONSENTS_OF_VICTIM.rows(ctx.db, [victim.key, r.agency, hers, ...before, limit]);
    return connectionFrom(
      rows,
      args.first,
      (c) => [c.grantedAt, c.id],
      (c) => c,
    );
  }

  @Mutation(() => ConsentGrantPayload, {
    description: 'Records her agreement to one recipient. It opens what it names at once.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async consentGrant(
    @Arg('input', () => ConsentGrantInput, { description: 'The agreement.' }) input: ConsentGrantInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentGrantPayload> {
    return mutate(ctx, 'consentGrant', input, ConsentGrantPayload, async (commit) => {
      const refusals = refusalsOfGrant(
        { ...input, toTaker: input.recipient === ctx.requester.agency },
        ctx.requester.agencyKind,
        await databaseNow(ctx),
      );
      if (refusals.length > 0) throw new Refusals(refusals);
      await assertRecipient(ctx, input);
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO consent (victim_key, recipient_agency, recipient_unit, purposes, categories, excluded, provisional, form, language,
             interpreter, witnessed, consequences_explained, taken_by_agency, taken_by_staff, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
          [
            key,
            input.recipient,
            input.recipientUnit ?? null,
            input.purposes,
            input.categories,
            input.excluded,
            input.provisional,
            input.form,
            input.language,
            input.interpreter,
            input.witnessed,
            input.consequencesExplained,
            ctx.requester.agency,
            ctx.requester.staff,
            input.expiresAt,
          ],
        );
        return row!.id;
      });
      return { consent: (await CONSENT_BY_ID.rows(ctx.db, [id]))[0] ?? null };
    });
  }

  @Mutation(() => ConsentConfirmPayload, {
    description: 'Makes a provisional consent a full one. By an advocate, without the police.',
  })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async consentConfirm(
    @Arg('input', () => ConsentConfirmInput, { description: 'The consent.' }) input: ConsentConfirmInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentConfirmPayload> {
    return mutate(ctx, 'consentConfirm', input, ConsentConfirmPayload, async (commit) => {
      const days = (input.expiresAt.getTime() - (await databaseNow(ctx)).getTime()) / 86_400_000;
      if (days <= 0 || days > CONSENT_POLICY.maximumDays) {
        throw new Refusal(
          UserErrorCode.INVALID,
          {
            en: `The end must lie within the next ${CONSENT_POLICY.maximumDays} days.`,
            ru: `Срок окончания должен наступить в ближайшие ${CONSENT_POLICY.maximumDays} дней.`,
            kk: `Аяқталу мерзімі алдағы ${CONSENT_POLICY.maximumDays} күн ішінде болуы керек.`,
          },
          ['expiresAt'],
        );
      }
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE consent SET provisional = false, form = 'WRITTEN', confirmed_at = clock_timestamp(), confirmed_by_agency = $3,
             confirmed_by_staff = $4, expires_at = $5
           WHERE id::text = $1 AND victim_key = $2 AND provisional AND withdrawn_at IS NULL AND expires_at > clock_timestamp() RETURNING id`,
          [input.consentId, key, ctx.requester.agency, ctx.requester.staff, input.expiresAt],
        );
        if (!row) {
          throw new Refusal(
            UserErrorCode.WRONG_STATE,
            {
              en: 'There is no provisional consent in force with this id. Take a new one.',
              ru: 'Нет действующего временного согласия с таким номером. Получите новое.',
              kk: 'Мұндай нөмірлі қолданыстағы уақытша келісім жоқ. Жаңасын алыңыз.',
            },
            ['consentId'],
          );
        }
        return row.id;
      });
      return { consent: (await CONSENT_BY_ID.rows(ctx.db, [id]))[0] ?? null };
    });
  }

  @Mutation(() => ConsentWithdrawPayload, {
    description:
      'Closes at once what her consent had opened. Cancels no hold, appointment or stay. The answer is the same whether there was a consent or not.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async consentWithdraw(
    @Arg('input', () => ConsentWithdrawInput, { description: 'What she takes back.' }) input: ConsentWithdrawInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentWithdrawPayload> {
    return mutate(ctx, 'consentWithdraw', input, ConsentWithdrawPayload, async (commit) => {
      const key = await victimOrRefuse(ctx, input.victimId);
      const at = await commit((manager) => withdraw(ctx, manager, key, ctx.requester, { recipient: input.recipient }));
      await ctx.closures.kept(key);
      return { withdrawnAt: new Date(at) };
    });
  }
}
