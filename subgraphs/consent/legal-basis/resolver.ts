import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  Access,
  DataKey,
  mutate,
  Purpose,
  Refusal,
  Refusals,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { victimOrRefuse } from '../consent/resolver.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER } from '../victim/resolver.js';
import { LEGAL_BASIS_POLICY, type LegalBasisKind } from './policy.js';
import { type LegalBasis, LegalBasisRecordInput, LegalBasisRecordPayload } from './types.js';

@Resolver()
export class LegalBasisResolver {
  @Mutation(() => LegalBasisRecordPayload, {
    description:
      'Records a ground other than consent: a statutory duty, a court order or her vital interest, with author, reason and review. It opens to your unit only, for the purpose you state, and is shown to her as what it is.',
  })
  @Access({ purposes: 'any', roles: MEETS_HER })
  async legalBasisRecord(
    @Arg('input', () => LegalBasisRecordInput, { description: 'The ground.' }) input: LegalBasisRecordInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<LegalBasisRecordPayload> {
    return mutate(ctx, 'legalBasisRecord', input, LegalBasisRecordPayload, async (commit) => {
      const policy = LEGAL_BASIS_POLICY[input.kind as LegalBasisKind];
      const refusals: Refusal[] = [];
      if (!policy.agencies.includes(ctx.requester.agencyKind)) {
        refusals.push(
          new Refusal(
            UserErrorCode.NOT_PERMITTED,
            {
              en: 'Your kind of agency has no such ground.',
              ru: 'У вашего вида учреждения нет такого основания.',
              kk: 'Сіздің мекеме түріңізде мұндай негіз жоқ.',
            },
            ['kind'],
          ),
        );
      }
      if (input.categories.some((c) => !policy.categories.includes(c))) {
        refusals.push(
          new Refusal(
            UserErrorCode.NOT_PERMITTED,
            {
              en: `This ground opens only: ${policy.categories.join(', ')}.`,
              ru: `Это основание открывает только: ${policy.categories.join(', ')}.`,
              kk: `Бұл негіз тек мыналарды ашады: ${policy.categories.join(', ')}.`,
            },
            ['categories'],
          ),
        );
      }
      const [{ days }] = await ctx.db.query(
        'SELECT extract(epoch FROM $1::timestamptz - clock_timestamp())::float8 / 86400 AS days',
        [input.reviewAt],
      );
      if (days <= 0 || days > policy.reviewDays) {
        refusals.push(
          new Refusal(
            UserErrorCode.INVALID,
            {
              en: `The review must lie within the next ${policy.reviewDays} days.`,
              ru: `Пересмотр должен быть в ближайшие ${policy.reviewDays} дней.`,
              kk: `Қайта қарау алдағы ${policy.reviewDays} күн ішінде болуы керек.`,
            },
            ['reviewAt'],
          ),
        );
      }
      if (ctx.purposeful.purpose === Purpose.SUBJECT_REQUEST) {
        refusals.push(
          new Refusal(UserErrorCode.NOT_PERMITTED, {
            en: 'She asks for herself under this purpose: no ground other than hers is recorded under it.',
            ru: 'С этой целью обращается она сама: иное основание под ней не записывается.',
            kk: 'Бұл мақсатпен оның өзі жүгінеді: басқа негіз жазылмайды.',
          }),
        );
      }
      if (refusals.length > 0) throw new Refusals(refusals);
      const key = await victimOrRefuse(ctx, input.victimId);
      const r = ctx.purposeful;
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const basis = randomUUID();
        const dataKey = await DataKey.obtain(manager, ctx.secrets.agencyKeys, key, r.agency);
        await rowsOf(
          manager,
          `INSERT INTO legal_basis (id, victim_key, agency, unit, staff, kind, purpose, categories, reason, review_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
          [
            basis,
            key,
            r.agency,
            r.unit,
            r.staff,
            input.kind,
            r.purpose,
            input.categories,
            dataKey.seal(`legal_basis.reason:${basis}`, input.reason),
            input.reviewAt,
          ],
        );
        return basis;
      });
      const [row] = await ctx.db.query(
        'SELECT id, kind, categories, recorded_at AS "recordedAt", review_at AS "reviewAt" FROM legal_basis WHERE id = $1',
        [id],
      );
      return { legalBasis: row as LegalBasis };
    });
  }
}
