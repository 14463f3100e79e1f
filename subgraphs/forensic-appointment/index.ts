import { Category, EVENT_ERASES, KIT_MIGRATIONS, notWalled, type SubgraphDefinition, together } from '../kit/index.js';
import { BOOKING } from './appointment/access.js';
import { SLOT_HOLDS_NOW } from './appointment/gauges.js';
import { AppointmentResolver } from './appointment/resolver.js';
import { VictimAppointmentsResolver } from './appointment/victim-resolver.js';
import { ClinicAdministrationResolver } from './clinic/administration-resolver.js';
import { ClinicResolver } from './clinic/resolver.js';
import { ExamEquipmentResolver } from './equipment/resolver.js';
import { FORGET_KIT_GUESSES } from './evidence-kit/follow.js';
import { EvidenceKitResolver } from './evidence-kit/resolver.js';
import { VictimEvidenceKitsResolver } from './evidence-kit/victim-resolver.js';
import { EvidenceClockResolver } from './evidence-window/resolver.js';
import { EvidenceWindowsLoadResolver } from './evidence-window/window-set/load.js';
import { EVIDENCE_SETTINGS } from './evidence-window/window-set/settings.js';
import { EvidenceWindowSetsResolver } from './evidence-window/window-set/versions.js';
import { ExamDaySheetResolver } from './exam-day-sheet/resolver.js';
import { ExamFeedResolver } from './exam-feed/resolver.js';
import { FEED_SETTINGS } from './exam-feed/settings.js';
import { FORGET_FEEDS, REVOKE_EVERY_FEED } from './exam-feed/sql.js';
import { ORDER_CLOSURES } from './exam-order/replay.js';
import { ExamOrderResolver } from './exam-order/resolver.js';
import { ExamSlotResolver } from './exam-slot/resolver.js';
import { ExaminerResolver } from './examiner/resolver.js';
import { ForensicAppointment } from './migrations/0002-forensic-appointment.js';
import { EvidenceKits } from './migrations/0003-evidence-kits.js';
import { Schedules } from './migrations/0004-schedules.js';
import { ExamOrders } from './migrations/0005-exam-orders.js';
import { EvidenceWindows } from './migrations/0006-evidence-windows.js';
import { ExamFeeds } from './migrations/0007-exam-feeds.js';
import { KitGuesses } from './migrations/0007-kit-guesses.js';
import { MovementPermits } from './migrations/0007-movement-permits.js';
import { ScheduleIndexes } from './migrations/0008-schedule-indexes.js';
import { BookingLife } from './migrations/0009-booking-life.js';
import { Retention } from './migrations/0012-retention.js';
import { BookingIndexes } from './migrations/0013-booking-indexes.js';
import { MakingRoom } from './migrations/0014-making-room.js';
import { OrdersInError } from './migrations/0015-orders-in-error.js';
import { ExaminerTimes } from './migrations/0016-examiner-times.js';
import { AppointmentEvents } from './migrations/0115-events.js';
import { WaitEnds } from './migrations/0116-wait-ends.js';
import { WaitEndsChecked } from './migrations/0117-wait-ends-checked.js';
import { AppointmentCode } from './migrations/0118-appointment-code.js';
import { PERMIT_CLOSURES } from './movement-permit/replay.js';
import { MovementPermitResolver } from './movement-permit/resolver.js';
import { PERMIT_SETTINGS } from './movement-permit/settings.js';
import { FORGET_PERMITS } from './movement-permit/sql.js';
import { ExamPlaceResolver } from './place/resolver.js';
import { ScheduleResolver } from './schedule/resolver.js';

import { shiftUpkeep } from './schedule/upkeep.js';
import { Victim } from './victim.js';
import { ExamWaitResolver } from './waiting-list/resolver.js';
import { offersUpkeep } from './waiting-list/upkeep.js';

/** Clinics, examiners and their hours, the evidence clock, free slots, appointments, and kits in custody. */
export const forensicAppointment: SubgraphDefinition = {
  name: 'forensic-appointment',
  owns: [Category.FORENSIC],
  resolvers: [
    ClinicResolver,
    ClinicAdministrationResolver,
    ExaminerResolver,
    ExamPlaceResolver,
    ExamEquipmentResolver,
    ScheduleResolver,
    EvidenceClockResolver,
    EvidenceWindowsLoadResolver,
    EvidenceWindowSetsResolver,
    ExamSlotResolver,
    AppointmentResolver,
    ExamOrderResolver,
    ExamWaitResolver,
    VictimAppointmentsResolver,
    EvidenceKitResolver,
    VictimEvidenceKitsResolver,
    MovementPermitResolver,
    ExamFeedResolver,
    ExamDaySheetResolver,
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [
    ...KIT_MIGRATIONS,
    ForensicAppointment,
    EvidenceKits,
    Schedules,
    ExamOrders,
    EvidenceWindows,
    KitGuesses,
    MovementPermits,
    ExamFeeds,
    ScheduleIndexes,
    BookingLife,
    Retention,
    BookingIndexes,
    MakingRoom,
    OrdersInError,
    ExaminerTimes,
    AppointmentEvents,
    WaitEnds,
    WaitEndsChecked,
    AppointmentCode,
  ],
  events: { access: BOOKING, open: notWalled('e.victim_key') },
  // an appointment at which evidence was taken is kept with its kit, which has a date of its own
  retains: [
    {
      table: 'appointment',
      category: Category.FORENSIC,
      from: 't.ended_at',
      over: 'NOT EXISTS (SELECT FROM evidence_kit k WHERE k.appointment_id = t.id)',
      first: [
        'DELETE FROM appointment_use WHERE appointment_id = ANY($1::uuid[])',
        `DELETE FROM data_key WHERE subject = ANY(ARRAY(
           SELECT 'exam-order:' || o.id FROM exam_order o WHERE o.appointment_id = ANY($1::uuid[])))`,
        'DELETE FROM exam_order WHERE appointment_id = ANY($1::uuid[])',
      ],
    },
    { table: 'exam_wait', category: Category.FORENSIC, from: 't.latest' },
    {
      table: 'exam_order',
      category: Category.FORENSIC,
      from: 't.recorded_at',
      over: 't.appointment_id IS NULL',
      first: [
        `DELETE FROM data_key WHERE subject = ANY(ARRAY(SELECT 'exam-order:' || id FROM unnest($1::uuid[]) AS id))`,
      ],
    },
  ],
  appendOnly: ['custody_step', 'custody_refusal', 'evidence_window_set'],
  settings: { ...EVIDENCE_SETTINGS, ...PERMIT_SETTINGS, ...FEED_SETTINGS },
  holds: { examHold: 'hold', examReschedule: 'hold', examConfirm: 'confirm', examCancel: 'release' },
  gauges: SLOT_HOLDS_NOW,
  background: (runtime, parts) => together([shiftUpkeep(runtime, parts), offersUpkeep(runtime)]),
  // an appointment under way goes on by its local reference
  erases: [
    {
      table: 'appointment',
      subject: 'victim_key',
      columns: ['local_reference', 'referral_code'],
      once: 'ended_at IS NOT NULL',
    },
    {
      table: 'exam_wait',
      subject: 'victim_key',
      columns: ['local_reference', 'referral_code'],
      once: `state <> 'WAITING'`,
    },
    { table: 'exam_order', subject: 'victim_key', columns: ['referral_code'] },
    // a permit goes on, and is nobody's
    { table: 'movement_permit', subject: 'victim_key', columns: ['victim_key'] },
    ...EVENT_ERASES,
  ],
  forgets: [FORGET_KIT_GUESSES, FORGET_PERMITS, FORGET_FEEDS],
  closures: { ...PERMIT_CLOSURES, ...ORDER_CLOSURES },
  // an address that was taken back since the backup must not answer again
  onRestore: async (manager) => void (await manager.query(REVOKE_EVERY_FEED)),
  calls: ['consent.victimResolve', 'directory.recipientKnown', 'directory.staffPlace', 'directory.agencyOperates'],
};

export { ExamKind } from './exam-kind/exam-kind.js';
export { examNeed } from './exam-slot/need.js';
export { FREE_SLOTS, freeSlotParameters } from './exam-slot/sql.js';
export { searchWindows } from './exam-slot/windows.js';
export { ExaminerSex } from './examiner/types.js';
export { deriveShifts } from './schedule/derive.js';
