import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { Access, mutate, rowsOf, type SubgraphContext } from '../../kit/index.js';
import { changeClinic, clinicPayload, invalid, SCHEDULING } from './administration.js';
import { ClinicCreateInput, type ClinicSettingsInput, ClinicUpdateInput } from './inputs.js';
import { ClinicPayload } from './types.js';

/** $1 id, $2 agency, $3–$13 settings or null for the usual */
const CREATE = `
  INSERT INTO clinic (id, agency, name_kk, name_ru, name_en, region_code, zone, slot_minutes, hold_minutes, horizon_days, buffer_before_minutes,
    buffer_after_minutes, exam_minutes)
  VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::int, 30), coalesce($9::int, 5), coalesce($10::int, 60), coalesce($11::int, 0), coalesce($12::int, 0),
    coalesce($13::jsonb, '{}'))`;

/** $1 id, $2–$12 settings or null for what is */
const UPDATE = `
  UPDATE clinic SET name_kk = coalesce($2, name_kk), name_ru = coalesce($3, name_ru), name_en = coalesce($4, name_en),
    region_code = coalesce($5, region_code), zone = coalesce($6, zone), slot_minutes = coalesce($7::int, slot_minutes),
    hold_minutes = coalesce($8::int, hold_minutes), horizon_days = coalesce($9::int, horizon_days),
    buffer_before_minutes = coalesce($10::int, buffer_before_minutes), buffer_after_minutes = coalesce($11::int, buffer_after_minutes),
    exam_minutes = coalesce($12::jsonb, exam_minutes), version = version + 1
  WHERE id = $1::uuid`;

@Resolver()
export class ClinicAdministrationResolver {
  @Mutation(() => ClinicPayload, {
    description: 'Adds a clinic to the own agency; it is bookable when it has hours, a place and an examiner.',
  })
  @Access(SCHEDULING)
  clinicCreate(
    @Arg('input', () => ClinicCreateInput, { description: 'The clinic.' }) input: ClinicCreateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    return mutate(ctx, 'clinicCreate', input, ClinicPayload, async (commit) => {
      const id = await commit(async (manager) => {
        const made = randomUUID();
        for (const field of ['nameKk', 'nameRu', 'nameEn', 'regionCode', 'zone'] as const)
          if (!input.settings[field]) throw needed(field);
        await assertZone(manager, input.settings);
        await rowsOf(manager, CREATE, [made, ctx.requester.agency, ...valuesOf(input.settings)]);
        return made;
      });
      return clinicPayload(ctx, id, id);
    });
  }

  @Mutation(() => ClinicPayload, {
    description: 'Changes a clinic of the own agency. By its schedulers and administrator.',
  })
  @Access(SCHEDULING)
  clinicUpdate(
    @Arg('input', () => ClinicUpdateInput, { description: 'The change.' }) input: ClinicUpdateInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<ClinicPayload> {
    const target = { table: 'clinic', field: 'id', id: input.id, expectedVersion: input.expectedVersion } as const;
    return changeClinic(ctx, 'clinicUpdate', input, target, async (manager) => {
      await assertZone(manager, input.settings);
      await rowsOf(manager, UPDATE, [input.id, ...valuesOf(input.settings)]);
      return input.id;
    });
  }
}

const valuesOf = (s: ClinicSettingsInput) => [
  ...[s.nameKk?.trim(), s.nameRu?.trim(), s.nameEn?.trim(), s.regionCode, s.zone, s.slotMinutes, s.holdMinutes],
  ...[s.horizonDays, s.bufferBeforeMinutes, s.bufferAfterMinutes],
  s.examMinutes ? JSON.stringify(Object.fromEntries(s.examMinutes.map((e) => [e.kind, e.minutes]))) : null,
];

/** A zone that this server's own table knows, by its proper name. @throws Refusal INVALID */
async function assertZone(manager: EntityManager, { zone }: ClinicSettingsInput): Promise<void> {
  if (!zone) return;
  const [known] = /^[A-Z]\w+(\/[\w+-]+)+$/.test(zone)
    ? await rowsOf(manager, 'SELECT FROM pg_timezone_names WHERE name = $1', [zone])
    : [];
  if (known) return;
  throw invalid('settings.zone', {
    en: 'There is no such time zone. Write its IANA name, e.g. Asia/Almaty.',
    ru: 'Такого часового пояса нет. Укажите имя IANA, например Asia/Almaty.',
    kk: 'Мұндай уақыт белдеуі жоқ. IANA атауын жазыңыз, мысалы Asia/Almaty.',
  });
}

const needed = (field: string) =>
  invalid(`settings.${field}`, {
    en: 'A new clinic needs this.',
    ru: 'Для новой клиники это обязательно.',
    kk: 'Жаңа клиникаға бұл міндетті.',
  });
