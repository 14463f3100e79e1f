import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  Access,
  AgencyKind,
  mutate,
  Refusal,
  Refusals,
  Role,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { giverStands } from '../disclosure/open.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER } from '../victim/resolver.js';
import { recordEvent } from './history.js';
import { ConsentConfirmInput, ConsentRenewInput } from './input.js';
import { refusalsOfRenewal } from './policy.js';
import { consentById, databaseNow, maximumDays, victimOrRefuse } from './resolver.js';
import { ConsentConfirmPayload, ConsentRenewPayload } from './types.js';

/** Whoever may take a full consent may ask again. */
const NOT_POLICE = Object.values(AgencyKind).filter((kind) => kind !== AgencyKind.POLICE);

/** What she agreed to, when she is asked again. */
@Resolver()
export class ConsentAgainResolver {
  @Mutation(() => ConsentConfirmPayload, {
    description: 'Makes a provisional consent a full one. By an advocate, without the police.',
  })
  @Access({ purposes: 'any', roles: [Role.ADVOCATE] })
  async consentConfirm(
    @Arg('input', () => ConsentConfirmInput, { description: 'The consent.' }) input: ConsentConfirmInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentConfirmPayload> {
    return mutate(ctx, 'consentConfirm', input, ConsentConfirmPayload, async (commit) => {
      const longest = maximumDays(ctx);
      const days = (input.expiresAt.getTime() - (await databaseNow(ctx)).getTime()) / 86_400_000;
      if (days <= 0 || days > longest) {
        throw new Refusal(
          UserErrorCode.INVALID,
          {
            en: `The end must lie within the next ${longest} days.`,
            ru: `Срок окончания должен наступить в ближайшие ${longest} дней.`,
            kk: `Аяқталу мерзімі алдағы ${longest} күн ішінде болуы керек.`,
          },
          ['expiresAt'],
        );
      }
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE consent c SET provisional = false, form = 'WRITTEN', confirmed_at = clock_timestamp(), confirmed_by_agency = $3,
             confirmed_by_staff = $4, expires_at = $5
           WHERE id::text = $1 AND victim_key = $2 AND provisional AND withdrawn_at IS NULL AND expires_at > clock_timestamp()
             AND ${giverStands} RETURNING id`,
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
        await recordEvent(manager, 'CONFIRMED', row.id, ctx.requester);
        return row.id;
      });
      return { consent: await consentById(ctx, id) };
    });
  }

  @Mutation(() => ConsentRenewPayload, {
    description: 'She was asked again, in writing, and goes on agreeing: the consent lasts longer. Not by the police.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER, kinds: NOT_POLICE })
  async consentRenew(
    @Arg('input', () => ConsentRenewInput, { description: 'The consent.' }) input: ConsentRenewInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ConsentRenewPayload> {
    return mutate(ctx, 'consentRenew', input, ConsentRenewPayload, async (commit) => {
      const refusals = refusalsOfRenewal(input, await databaseNow(ctx), maximumDays(ctx));
      if (refusals.length > 0) throw new Refusals(refusals);
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `UPDATE consent c SET expires_at = $3 WHERE c.id::text = $1 AND c.victim_key = $2 AND NOT c.provisional AND c.withdrawn_at IS NULL
             AND c.expires_at > clock_timestamp() AND c.expires_at < $3 AND ${giverStands} RETURNING id`,
          [input.consentId, key, input.expiresAt],
        );
        if (!row) throw nothingToRenew();
        await recordEvent(manager, 'RENEWED', row.id, ctx.requester, input);
        return row.id;
      });
      return { consent: await consentById(ctx, id) };
    });
  }
}

/** Unknown, provisional, withdrawn, over, and one that would not last longer are one answer. */
const nothingToRenew = () =>
  new Refusal(
    UserErrorCode.WRONG_STATE,
    {
      en: 'There is no full consent in force with this id that would then last longer. Take a new one.',
      ru: 'Нет действующего полного согласия с таким номером, срок которого стал бы дольше. Получите новое.',
      kk: 'Мерзімі ұзаратын мұндай нөмірлі қолданыстағы толық келісім жоқ. Жаңасын алыңыз.',
    },
    ['consentId'],
  );
