import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Access, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { changeClinic, labelTaken, noSuch, SCHEDULING } from '../clinic/administration.js';
import { ClinicPayload } from '../clinic/types.js';
import { ExamEquipmentAddInput, ExamEquipmentUpdateInput } from './inputs.js';

@Resolver()
export class ExamEquipmentResolver {
  @Mutation(() => ClinicPayload, { description: 'Adds a unit of equipment to a clinic of the own agency.' })
  @Access(SCHEDULING)
  examEquipmentAdd(
    @Arg('input', () => ExamEquipmentAddInput, { description: 'The unit.' }) input: ExamEquipmentAddInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { clinicId, kind, label, mobileTeamId = null } = input;
    const target = { table: 'clinic', id: clinicId, field: 'clinicId' } as const;
    return changeClinic(ctx, 'examEquipmentAdd', input, target, async (manager) => {
      const team = "SELECT FROM exam_place WHERE id = $1::uuid AND clinic_id = $2::uuid AND kind = 'MOBILE_TEAM'";
      if (mobileTeamId && (await rowsOf(manager, team, [mobileTeamId, clinicId])).length === 0)
        throw noSuch('mobileTeamId');
      const [added] = await rowsOf<{ id: string }>(
        manager,
        `INSERT INTO exam_equipment (clinic_id, kind, label, team_id) VALUES ($1, $2, $3, $4) ON CONFLICT (clinic_id, label) DO NOTHING RETURNING id`,
        [clinicId, kind, label.trim(), mobileTeamId],
      );
      if (!added) throw labelTaken();
      return added.id;
    });
  }

  @Mutation(() => ClinicPayload, { description: 'Renames a unit of equipment, or takes it out of use and back.' })
  @Access(SCHEDULING)
  examEquipmentUpdate(
    @Arg('input', () => ExamEquipmentUpdateInput, { description: 'The change.' }) input: ExamEquipmentUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const { id, expectedVersion, label, active } = input;
    const target = { table: 'exam_equipment', id, field: 'id', expectedVersion } as const;
    return changeClinic(ctx, 'examEquipmentUpdate', input, target, async (manager, clinic) => {
      const taken = 'SELECT FROM exam_equipment WHERE clinic_id = $1::uuid AND label = $2::text AND id <> $3::uuid';
      if (label && (await rowsOf(manager, taken, [clinic, label.trim(), id])).length > 0) throw labelTaken();
      await rowsOf(
        manager,
        `UPDATE exam_equipment SET label = coalesce($2::text, label), active = coalesce($3::boolean, active), version = version + 1 WHERE id = $1::uuid`,
        [id, label?.trim() ?? null, active ?? null],
      );
      return id;
    });
  }
}
