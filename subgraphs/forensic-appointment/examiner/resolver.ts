import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, type HubOperation, Refusal, rowsOf, type SubgraphContext, UserErrorCode } from '../../kit/index.js';
import { changeClinic, invalid, SCHEDULING } from '../clinic/administration.js';
import { ClinicPayload } from '../clinic/types.js';
import { ExaminerAddInput, ExaminerUpdateInput } from './inputs.js';

const STAFF_KNOWN: HubOperation<{ input: { agency: string; staff: string } }, boolean> = {
  subgraph: 'directory',
  operation: 'recipientKnown',
  document: 'query ($input: RecipientKnownInput!) { recipientKnown(input: $input) }',
};

@Resolver()
export class ExaminerResolver {
  @Mutation(() => ClinicPayload, {
    description: 'Adds an examiner to a clinic of the own agency. By its schedulers and administrator.',
  })
  @Access(SCHEDULING)
  async examinerAdd(
    @Arg('input', () => ExaminerAddInput, { description: 'The examiner.' }) input: ExaminerAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { clinicId, sex, skills, languages, staffId = null, ownHours } = input;
    const staff = staffId ? await staffOf(ctx, staffId) : null;
    const target = { table: 'clinic', id: clinicId, field: 'clinicId' } as const;
    return changeClinic(ctx, 'examinerAdd', input, target, async (manager) => {
      if (staff === 'UNKNOWN') throw unknownStaff();
      if (staff === 'NOT_ASKED') throw notAsked();
      const [there] = await rowsOf(manager, 'SELECT FROM examiner WHERE clinic_id = $1 AND staff = $2', [
        clinicId,
        staffId,
      ]);
      if (there) throw thereAlready();
      const [added] = await rowsOf<{ id: string }>(
        manager,
        'INSERT INTO examiner (clinic_id, sex, skills, languages, staff, own_hours) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
        [clinicId, sex, skills, languages, staffId, ownHours],
      );
      return added!.id;
    });
  }

  @Mutation(() => ClinicPayload, {
    description: 'Changes an examiner. One who no longer comes is not active; nobody is deleted.',
  })
  @Access(SCHEDULING)
  examinerUpdate(
    @Arg('input', () => ExaminerUpdateInput, { description: 'The change.' }) input: ExaminerUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { id, expectedVersion, skills, languages, ownHours, active } = input;
    const target = { table: 'examiner', id, field: 'id', expectedVersion } as const;
    return changeClinic(ctx, 'examinerUpdate', input, target, async (manager) => {
      await rowsOf(
        manager,
        `UPDATE examiner SET skills = coalesce($2::text[], skills), languages = coalesce($3::text[], languages),
           own_hours = coalesce($4::boolean, own_hours), active = coalesce($5::boolean, active), version = version + 1 WHERE id = $1::uuid`,
        [id, skills ?? null, languages ?? null, ownHours ?? null, active ?? null],
      );
      return id;
    });
  }
}

/** Asked before the transaction: none waits for another process. */
async function staffOf(ctx: SubgraphContext, staff: string): Promise<'KNOWN' | 'UNKNOWN' | 'NOT_ASKED'> {
  try {
    const input = { agency: ctx.requester.agency, staff };
    return (await ctx.hub.call(STAFF_KNOWN, { input }, ctx.caller)) ? 'KNOWN' : 'UNKNOWN';
  } catch {
    return 'NOT_ASKED';
  }
}

const unknownStaff = () =>
  invalid('staffId', {
    en: 'There is no such active account at your agency.',
    ru: 'В вашей организации нет такой действующей учётной записи.',
    kk: 'Ұйымыңызда мұндай белсенді тіркелгі жоқ.',
  });

const notAsked = () =>
  new Refusal(
    UserErrorCode.TEMPORARILY_UNAVAILABLE,
    {
      en: 'The directory could not be asked just now. Nothing was done. Send it again with the same key.',
      ru: 'Сейчас справочник недоступен. Ничего не сделано. Отправьте ещё раз с тем же ключом.',
      kk: 'Қазір анықтамалық қолжетімсіз. Ештеңе жасалмады. Сол кілтпен қайта жіберіңіз.',
    },
    ['staffId'],
  );

const thereAlready = () =>
  invalid('staffId', {
    en: 'This account is an examiner of the clinic already.',
    ru: 'Эта учётная запись уже является экспертом клиники.',
    kk: 'Бұл тіркелгі клиниканың сарапшысы болып тіркелген.',
  });
