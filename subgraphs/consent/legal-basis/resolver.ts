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
import { giverOf } from '../guardian/giver.js';
import { refusalsOnChild } from '../guardian/minor-policy.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER } from '../victim/resolver.js';
import { shown } from './keeping.js';
import { LEGAL_BASIS_POLICY, type LegalBasisKind, reviewOutOfReach } from './policy.js';
import { LegalBasisRecordInput, LegalBasisRecordPayload } from './types.js';

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
        refusals.push(reviewOutOfReach(policy.reviewDays));
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
        const { majorityAt } = await giverOf(manager, key, { categories: input.categories, purposes: [] });
        const never = refusalsOnChild(majorityAt, input.categories);
        if (never.length > 0) throw new Refusals(never);
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
      return { legalBasis: await shown(ctx, id) };
    });
  }
}
