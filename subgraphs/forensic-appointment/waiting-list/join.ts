import type { EntityManager } from 'typeorm';
import {
  AgencyKind,
  Refusal,
  type Requester,
  rowsOf,
  type SubgraphContext,
  type Text,
  UserErrorCode,
} from '../../kit/index.js';
import { anotherClinic } from '../appointment/hold.js';
import { codeOf } from '../appointment/rules.js';
import { lockClinics } from '../clinic/lock.js';
import { type EvidenceReading, evidenceClock } from '../evidence-window/rules.js';
import { isToldOfWindows } from '../evidence-window/told.js';
import { windowsInForce } from '../evidence-window/window-set/in-force.js';
import { yetToCome } from '../evidence-window/yet-to-come.js';
import { examKindTerms } from '../exam-kind/current.js';
import type { ExamWaitJoinInput } from './inputs.js';
import { offerFreeTimes } from './offer.js';
import { CLINICS_OF_OFFER, JOIN, LEAVE, LOCK_WAIT } from './sql.js';

/**
 * How urgent an entry is now. Who is not told of windows must not find them out from a place in the line that moves with the last contact: for them it counts as
 * unknown, which makes nothing less urgent.
 * @throws Refusal INVALID
 */
export async function urgencyOfEntry(ctx: SubgraphContext, input: ExamWaitJoinInput): Promise<EvidenceReading> {
  const { set, now } = await windowsInForce(ctx);
  if (input.lastContactAt && input.lastContactAt > now) throw yetToCome();
  const lastContactAt = (isToldOfWindows(ctx.requester.agencyKind) && input.lastContactAt) || null;
  const { violence } = examKindTerms(input.kind);
  return evidenceClock({ lastContactAt, violence, dangerSigns: input.dangerSigns }, set, now);
}

/**
 * Puts an entry on the list, inside the caller's transaction. Returns its id. How urgent it is follows from the evidence clock and the danger signs, not from
 * what its holder thinks of it.
 * @throws Refusal INVALID, NOT_PERMITTED
 */
export async function join(
  manager: EntityManager,
  requester: Requester,
  input: ExamWaitJoinInput,
  victim: string | null,
  urgency: Pick<EvidenceReading, 'emergencySigns' | 'priority'>,
): Promise<string> {
  const { clinic, regionCode } = input;
  if (!clinic && !regionCode) throw where();
  const [at] = clinic
    ? await rowsOf<{ agency: string }>(manager, 'SELECT agency FROM clinic WHERE id = $1', [clinic])
    : [];
  if (clinic && !at) throw where();
  if (requester.agencyKind === AgencyKind.FORENSIC_CLINIC && at?.agency !== requester.agency)
    throw anotherClinic('clinic');
  const [entry] = await rowsOf<{ id: string }>(manager, JOIN, [
    ...[input.kind, clinic ?? null, regionCode ?? null, input.examinerSex ?? null, input.language ?? null],
    ...[input.earliest ?? null, input.latest, urgency.emergencySigns.length > 0, urgency.priority, victim],
    ...[input.localReference ?? null, codeOf(input.referralCode)],
    ...[requester.agency, requester.unit, requester.staff, input.paediatric, input.mayBeMoved],
  ]);
  if (!entry) throw when();
  return entry.id;
}

/** Takes an entry off the list and its offer back, which goes to the next. @throws Refusal NOT_FOUND */
export async function leave(manager: EntityManager, { agency, unit, staff }: Requester, id: string): Promise<string> {
  const offers = await rowsOf<{ clinic: string }>(manager, CLINICS_OF_OFFER, [id]);
  const locked = await lockClinics(
    manager,
    offers.map(({ clinic }) => clinic),
  );
  const [entry] = await rowsOf<{ state: string }>(manager, LOCK_WAIT, [agency, unit, staff, id]);
  if (!entry) throw waitNotFound();
  const freed = await rowsOf<{ clinic: string; startsAt: Date; endsAt: Date }>(manager, LEAVE, [
    id,
    locked.map((clinic) => clinic.id),
  ]);
  for (const { clinic, startsAt, endsAt } of freed)
    await offerFreeTimes(manager, clinic, { from: startsAt, to: endsAt });
  return id;
}

const invalid = (text: Text, field: string) => new Refusal(UserErrorCode.INVALID, text, [field]);

const where = () =>
  invalid(
    {
      en: 'Name a clinic that there is, or her region.',
      ru: 'Укажите существующую клинику или её регион.',
      kk: 'Бар клиниканы немесе оның өңірін көрсетіңіз.',
    },
    'clinic',
  );

const when = () =>
  invalid(
    {
      en: 'The latest time must lie ahead, after the earliest, within sixty days.',
      ru: 'Крайний срок должен быть впереди, позже начального, не далее шестидесяти дней.',
      kk: 'Соңғы мерзім алда, бастапқыдан кейін, алпыс күн ішінде болуы керек.',
    },
    'latest',
  );

/** Unknown, of others and walled off are one answer. */
export const waitNotFound = () =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    {
      en: 'There is no such entry that you may use.',
      ru: 'Нет такой записи в очереди, которой вы можете пользоваться.',
      kk: 'Сіз пайдалана алатын мұндай кезек жазбасы жоқ.',
    },
    ['waitId'],
  );
