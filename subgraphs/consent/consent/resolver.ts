import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import {
  Access,
  assertRecipient,
  mutate,
  Refusal,
  Refusals,
  rowsOf,
  type SubgraphContext,
  UserErrorCode,
} from '../../kit/index.js';
import { giverOf } from '../guardian/giver.js';
import { refusalsOfGiver } from '../guardian/minor-policy.js';
import { sheAsks } from '../victim/hers.js';
import { lockVictim } from '../victim/lock.js';
import { MEETS_HER, resolveVictim } from '../victim/resolver.js';
import { recordEvent } from './history.js';
import { ConsentGrantInput } from './input.js';
import { refusalOfReturn, refusalsOfGrant } from './policy.js';
import { CONSENT_BY_ID } from './sql.js';
import { type Consent, ConsentGrantPayload } from './types.js';

const NO_SUCH_VICTIM = {
  en: 'There is no such record that you may use.',
  ru: 'Нет такой записи, которой вы можете пользоваться.',
  kk: 'Сіз пайдалана алатын мұндай жазба жоқ.',
};

export const victimNotFound = (field = 'victimId'): Refusal =>
  new Refusal(UserErrorCode.NOT_FOUND, NO_SUCH_VICTIM, [field]);

/** @throws Refusal NOT_FOUND: unknown, another agency's id, closed and walled are one answer */
export async function victimOrRefuse(ctx: SubgraphContext, victimId: string, field?: string): Promise<string> {
  const key = await resolveVictim(ctx, victimId);
  if (!key) throw victimNotFound(field);
  return key;
}

export async function databaseNow(ctx: SubgraphContext): Promise<Date> {
  const [{ now }] = await ctx.db.query('SELECT clock_timestamp() AS now');
  return now;
}

export const maximumDays = (ctx: SubgraphContext): number => ctx.settings.CONSENT_MAXIMUM_DAYS as number;

export async function consentById(ctx: SubgraphContext, id: string): Promise<Consent | null> {
  const r = ctx.purposeful;
  return (await CONSENT_BY_ID.rows(ctx.db, [r.agency, sheAsks(r), id]))[0] ?? null;
}

@Resolver()
export class ConsentResolver {
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
        maximumDays(ctx),
      );
      if (refusals.length > 0) throw new Refusals(refusals);
      await assertRecipient(ctx, input);
      const key = await victimOrRefuse(ctx, input.victimId);
      const id = await commit(async (manager) => {
        await lockVictim(manager, key);
        const unfit = refusalsOfGiver(await giverOf(manager, key, input));
        if (unfit.length > 0) throw new Refusals(unfit);
        if (input.recipient === ctx.requester.agency && (await hasWithdrawnFrom(manager, key, input.recipient))) {
          const refusal = refusalOfReturn(input, ctx.requester.role);
          if (refusal) throw refusal;
        }
        const [row] = await rowsOf<{ id: string }>(
          manager,
          `INSERT INTO consent (victim_key, recipient_agency, recipient_unit, purposes, categories, excluded, provisional, form, language,
             interpreter, witnessed, witness, consequences_explained, excluded_recipients, taken_by_agency, taken_by_staff, expires_at,
             given_by, minor_agreed)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) RETURNING id`,
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
            input.witness ?? null,
            input.consequencesExplained,
            input.excludedRecipients,
            ctx.requester.agency,
            ctx.requester.staff,
            input.expiresAt,
            input.givenBy ?? null,
            input.minorAgreed ?? null,
          ],
        );
        await recordEvent(manager, 'GRANTED', row!.id, ctx.requester, input);
        return row!.id;
      });
      return { consent: await consentById(ctx, id) };
    });
  }
}

async function hasWithdrawnFrom(manager: EntityManager, victim: string, agency: string): Promise<boolean> {
  const rows = await rowsOf(
    manager,
    'SELECT FROM consent WHERE victim_key = $1 AND recipient_agency = $2 AND withdrawn_at IS NOT NULL LIMIT 1',
    [victim, agency],
  );
  return rows.length > 0;
}
