import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { changeClinic, invalid, labelTaken, SCHEDULING } from '../clinic/administration.js';
import { ClinicPayload } from '../clinic/types.js';
import { ExamPlaceAddInput, ExamPlaceUpdateInput } from './inputs.js';
import { ExamPlaceKind } from './types.js';

@Resolver()
export class ExamPlaceResolver {
  @Mutation(() => ClinicPayload, { description: 'Adds a room or a mobile team to a clinic of the own agency.' })
  @Access(SCHEDULING)
  examPlaceAdd(
    @Arg('input', () => ExamPlaceAddInput, { description: 'The place.' }) input: ExamPlaceAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { clinicId, kind, label, fitFor, regions, travelMinutes } = input;
    const target = { table: 'clinic', id: clinicId, field: 'clinicId' } as const;
    return changeClinic(ctx, 'examPlaceAdd', input, target, async (manager) => {
      assertFits(kind, regions, travelMinutes);
      const [added] = await rowsOf<{ id: string }>(
        manager,
        `INSERT INTO exam_place (clinic_id, kind, label, fit_for, regions, travel_minutes) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (clinic_id, label) DO NOTHING RETURNING id`,
        [clinicId, kind, label.trim(), fitFor, regions, travelMinutes],
      );
      if (!added) throw labelTaken();
      return added.id;
    });
  }

  @Mutation(() => ClinicPayload, { description: 'Changes a room or a mobile team of the own agency.' })
  @Access(SCHEDULING)
  examPlaceUpdate(
    @Arg('input', () => ExamPlaceUpdateInput, { description: 'The change.' }) input: ExamPlaceUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { id, expectedVersion, label, fitFor, regions, travelMinutes, active } = input;
    const target = { table: 'exam_place', id, field: 'id', expectedVersion } as const;
    return changeClinic(ctx, 'examPlaceUpdate', input, target, async (manager, clinic) => {
      const [place] = await rowsOf<{ kind: ExamPlaceKind; regions: string[]; travel: number; taken: boolean }>(
        manager,
        `SELECT kind, regions, travel_minutes AS travel,
           EXISTS (SELECT FROM exam_place o WHERE o.clinic_id = $2::uuid AND o.label = $3::text AND o.id <> p.id) AS taken
         FROM exam_place p WHERE id = $1::uuid`,
        [id, clinic, label?.trim() ?? null],
      );
      if (place!.taken) throw labelTaken();
      assertFits(place!.kind, regions ?? place!.regions, travelMinutes ?? place!.travel);
      await rowsOf(
        manager,
        `UPDATE exam_place SET label = coalesce($2::text, label), fit_for = coalesce($3::text[], fit_for), regions = coalesce($4::text[], regions),
           travel_minutes = coalesce($5::int, travel_minutes), active = coalesce($6::boolean, active), version = version + 1 WHERE id = $1::uuid`,
        [id, label?.trim() ?? null, fitFor ?? null, regions ?? null, travelMinutes ?? null, active ?? null],
      );
      return id;
    });
  }
}

/** @throws Refusal INVALID */
function assertFits(kind: ExamPlaceKind, regions: readonly string[], travelMinutes: number): void {
  const team = kind === ExamPlaceKind.MOBILE_TEAM;
  if (team !== regions.length > 0)
    throw invalid('regions', {
      en: 'A mobile team covers at least one region; a room covers none.',
      ru: 'Выездная бригада обслуживает хотя бы один регион, кабинет — ни одного.',
      kk: 'Көшпелі топ кемінде бір өңірді қамтиды, кабинет ешқайсысын қамтымайды.',
    });
  if (!team && travelMinutes > 0)
    throw invalid('travelMinutes', {
      en: 'A room does not travel.',
      ru: 'Кабинет никуда не выезжает.',
      kk: 'Кабинет көшпейді.',
    });
}
