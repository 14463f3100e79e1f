import { useCallback, useState } from 'preact/hooks';
import { CalendarSlotsDocument, type ExamKind } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { EACH_MINUTE_MS, useAsked } from '../hub/live';
import { time, weekday } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { Empty, Waiting } from '../parts/Status';
import { allSlotsUntil } from './asking';
import { board, type Clinic, partsOf, type Slot, type Span, stands, type Visit } from './board';
import { instantIn } from './clock';
import { Grid } from './Grid';
import { CALENDAR, KINDS } from './words';

interface Props {
  readonly date: string;
  readonly zone: string;
  readonly clinic: Clinic;
  readonly visits: readonly Visit[];
  readonly moving: Visit | null;
  readonly onStopMoving: () => void;
  readonly onSlot: (slot: Slot, from: string) => void;
  readonly onVisit: (visit: Visit, from: string) => void;
}

const NEVER: Span = { from: 0, to: 0 };

/** Whose time is when: examiners × hours, with what is free for one kind of visit. */
export function Day({ date, zone, clinic, visits, moving, onStopMoving, onSlot, onVisit }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const parts = partsOf(clinic.shifts, (hour) => instantIn(date, hour, zone));
  const now = hubNow();
  const current = parts.findIndex(({ from, to }) => from <= now && now < to);
  const [chosen, choose] = useState<number | null>(null);
  const part = parts[chosen ?? (current >= 0 ? current : parts.length > 1 ? 1 : 0)] ?? parts[0] ?? NEVER;
  const [wanted, want] = useState<ExamKind>('PHYSICAL_INJURY');
  const kind = moving?.kind ?? wanted;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is booked decides what is free
  const asking = useCallback(allSlotsUntil(part.to), [part.to, visits.map(({ id, version }) => id + version).join()]);
  const slots = useAsked(
    CalendarSlotsDocument,
    part.to > now
      ? { input: { kind, clinic: clinic.id, first: 50, from: new Date(part.from).toISOString(), days: 1 } }
      : null,
    asking,
    EACH_MINUTE_MS,
  );
  if (part === NEVER) return <Empty>{say(CALENDAR.closedDay)}</Empty>;
  const seen = visits.filter((visit) => stands(visit, now) && Date.parse(visit.startsAt) < part.to);
  const doctors = clinic.examiners.filter(({ id, active }) => active || seen.some(({ examiner }) => examiner === id));
  const known = part.to <= now || slots.data !== undefined;
  const rows = board({ part, clinic, doctors, visits, slots: slots.data?.examSlots.slots ?? [], now });
  return (
    <>
      {moving && (
        <div class="desk-warning" role="status" id="moving" tabIndex={-1}>
          <p>
            {say(CALENDAR.moving)} <strong>{moving.localReference ?? say(KINDS[moving.kind])}</strong>,{' '}
            {time(moving.startsAt, spoken, zone)}. {say(CALENDAR.movingKept)}
          </p>
          <button type="button" class="desk-tool" onClick={onStopMoving}>
            {say(CALENDAR.stopMoving)}
          </button>
        </div>
      )}
      <div class="desk-tools">
        {parts.length > 1 && (
          <label class="desk-tools__field">
            {say(CALENDAR.hours)}
            <select
              class="desk-tool"
              value={parts.indexOf(part)}
              onChange={(event) => choose(Number(event.currentTarget.value))}
            >
              {parts.map((each, i) => (
                <option key={each.from} value={i}>
                  {time(each.from, spoken, zone)}–{time(each.to, spoken, zone)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label class="desk-tools__field">
          {say(CALENDAR.freeFor)}
          <select
            class="desk-tool"
            value={kind}
            disabled={moving !== null}
            onChange={(event) => want(event.currentTarget.value as ExamKind)}
          >
            {Object.entries(KINDS).map(([value, text]) => (
              <option key={value} value={value}>
                {say(text)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {!known && slots.fault && <Waiting fault={slots.fault} />}
      <Grid
        caption={weekday(date, spoken)}
        rows={rows}
        doctors={doctors.map((doctor) => ({ ...doctor, number: clinic.examiners.indexOf(doctor) + 1 }))}
        zone={zone}
        now={now}
        moving={moving}
        known={known}
        onSlot={onSlot}
        onVisit={onVisit}
      />
    </>
  );
}
