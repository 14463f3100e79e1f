import { conflictWallResolver, KitTables, type SubgraphDefinition } from '../kit/index.js';
import { AppointmentResolver } from './appointment/resolver.js';
import { VictimAppointmentsResolver } from './appointment/victim-resolver.js';
import { ClinicResolver } from './clinic/resolver.js';
import { EvidenceClockResolver } from './evidence-window/resolver.js';
import { ExamSlotResolver } from './exam-slot/resolver.js';
import { ForensicAppointment } from './migrations/0002-forensic-appointment.js';
import { Victim } from './victim.js';

/** Clinics, examiners and their hours, the evidence clock, free slots and appointments. */
export const forensicAppointment: SubgraphDefinition = {
  name: 'forensic-appointment',
  resolvers: [
    ClinicResolver,
    EvidenceClockResolver,
    ExamSlotResolver,
    AppointmentResolver,
    VictimAppointmentsResolver,
    conflictWallResolver('forensic-appointment'),
  ],
  orphanedTypes: [Victim],
  entities: [],
  migrations: [KitTables, ForensicAppointment],
  calls: ['consent.victimResolve', 'consent.accessLogAppend'],
};
