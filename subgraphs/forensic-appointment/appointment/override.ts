import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, type Text, UserErrorCode } from '../../kit/index.js';
import { lockClinics } from '../clinic/lock.js';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { examKindTerms } from '../exam-kind/current.js';
import { notAvailable } from './hold.js';
import { RELEASE_LAPSED } from './hold-sql.js';
import type { ExamOverrideInput } from './inputs.js';
import { AppointmentState } from './life-cycle.js';
import { mayDisplace } from './override-rules.js';
import { IN_THE_WAY, OVERRIDE, WANTED_TIME } from './override-sql.js';
import { type Displaced, rebook } from './rebook.js';
import { codeOf } from './rules.js';
import { appointmentNotFound } from './step.js';
import { CHANGE_STATE } from './step-sql.js';
import { tryTakeSlot } from './take-slot.js';
import { ExamCancelReason } from './types.js';
import { urgencyRank } from './urgency.js';

/**
 * Gives an urgent examination the time of a less urgent one at the requester's clinic, confirmed at once, and moves whoever is displaced to the next time that
 * fits it: all of it, or nothing. Returns the id of the urgent appointment.
 * @throws Refusal NOT_FOUND, INVALID, NOT_PERMITTED (what stands there may not be displaced), NOT_AVAILABLE (no time fits what is displaced)
 */
export async function override(
  manager: EntityManager,
  { agency, unit, staff }: Requester,
  input: ExamOverrideInput,
  victim: string | null,
): Promise<string> {
  if (input.priority === ExamPriority.ROUTINE) throw refused(UserErrorCode.INVALID, NOT_URGENT, 'priority');
  const own = [agency, unit, staff, input.appointmentId];
  const [seen] = await rowsOf<WantedTime>(manager, WANTED_TIME, own);
  if (!seen) throw appointmentNotFound();
  await lockClinics(manager, [seen.clinic]);
  await RELEASE_LAPSED.rowsIn(manager, [seen.clinic, seen.examiner]);
  const { clinic, examiner, startsAt, team, region } = seen;
  const { minutes } = examKindTerms(input.kind);
  const standing = await rowsOf<Displaced & { sameExaminer: boolean }>(manager, IN_THE_WAY, [
    ...[clinic, examiner, input.kind, startsAt, minutes],
  ]);
  const slot = { clinic, examiner, startsAt, kind: input.kind, team: team && region ? { id: team, region } : null };
  const booking = {
    ...{ victim, priority: input.priority, localReference: input.localReference ?? null },
    referralCode: codeOf(input.referralCode),
    holder: { agency, unit, staff },
  };
  const first = standing.filter(({ id, sameExaminer }) => sameExaminer || id === input.appointmentId);
  // a room or a unit of equipment may be wanting as well: the least urgent goes first
  const others = standing
    .filter((one) => !first.includes(one) && mayDisplace(input.priority, one))
    .sort((a, b) => urgencyRank(b.priority) - urgencyRank(a.priority));
  if (first.some((one) => !mayDisplace(input.priority, one)))
    throw refused(UserErrorCode.NOT_PERMITTED, NOT_TO_DISPLACE, 'appointmentId');
  const displaced: Displaced[] = [];
  const displace = async (one: Displaced) => {
    await rowsOf(manager, CHANGE_STATE, [one.id, AppointmentState.CANCELLED, ExamCancelReason.MOVED_TO_ANOTHER_TIME]);
    displaced.push(one);
  };
  for (const one of first) await displace(one);
  let urgent = await tryTakeSlot(manager, slot, booking);
  while (!urgent && others.length > 0) {
    await displace(others.shift()!);
    urgent = await tryTakeSlot(manager, slot, booking);
  }
  if (!urgent) throw notAvailable('appointmentId');
  await rowsOf(manager, CHANGE_STATE, [urgent, AppointmentState.CONFIRMED, null]);
  await rowsOf(manager, OVERRIDE, [urgent, input.reason]);
  for (const one of displaced.sort((a, b) => urgencyRank(a.priority) - urgencyRank(b.priority))) {
    if (!(await rebook(manager, clinic, one, staff)))
      throw refused(UserErrorCode.NOT_AVAILABLE, NOBODY_WITHOUT_A_TIME, 'appointmentId');
  }
  return urgent;
}

interface WantedTime {
  readonly clinic: string;
  readonly examiner: string;
  readonly startsAt: Date;
  readonly team: string | null;
  readonly region: string | null;
}

const refused = (code: UserErrorCode, text: Text, field: string) => new Refusal(code, text, [field]);

const NOT_URGENT: Text = {
  en: 'A routine examination displaces nothing. Use the waiting list.',
  ru: 'Плановый осмотр никого не вытесняет. Воспользуйтесь очередью.',
  kk: 'Жоспарлы тексеру ешкімді ығыстырмайды. Кезекті пайдаланыңыз.',
};

const NOT_TO_DISPLACE: Text = {
  en: 'This time cannot be taken: what stands there is confirmed and more than routine, as urgent, or has begun.',
  ru: 'Это время занять нельзя: стоящий там приём подтверждён и не плановый, столь же срочен или уже начался.',
  kk: 'Бұл уақытты алу мүмкін емес: ондағы қабылдау расталған және жоспарлы емес, сондай шұғыл немесе басталып кеткен.',
};

const NOBODY_WITHOUT_A_TIME: Text = {
  en: 'No other time fits whom this would displace. Nothing was changed.',
  ru: 'Для вытесняемого приёма нет другого подходящего времени. Ничего не изменено.',
  kk: 'Ығыстырылатын қабылдауға басқа қолайлы уақыт жоқ. Ештеңе өзгерген жоқ.',
};
