import { useState } from 'preact/hooks';
import { ExamDaySheetDocument } from '../../generated/graphql';
import { OfClinic, type OwnClinic } from '../calendar/OfClinic';
import { WhichDay } from '../calendar/Tools';
import { CALENDAR, KINDS, STATES } from '../calendar/words';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { useLive } from '../hub/live';
import { dateIn, time, weekday } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { Paper } from '../parts/Paper';
import { Empty, Waiting } from '../parts/Status';
import { Wide } from '../parts/Wide';
import { CLINIC_TITLES } from '../roles/clinic-titles';

const SHEET = {
  room: { kk: 'Бөлме', ru: 'Кабинет', en: 'Room' },
  none: {
    kk: 'Бұл күнге ешкім жазылмаған: басып шығаратын ештеңе жоқ. Басқа күнді таңдаңыз.',
    ru: 'На этот день никто не записан: печатать нечего. Выберите другой день.',
    en: 'Nobody is booked on this day: there is nothing to print. Choose another one.',
  },
} satisfies Record<string, Text>;

/** A day on paper: hours, rooms and references, and no word of what for. */
export function Sheet({ agency }: ScreenProps) {
  const say = useSay();
  return (
    <>
      <h1 class="govuk-heading-l">{say(CLINIC_TITLES.sheet)}</h1>
      <OfClinic agency={agency}>{(clinic) => <Of key={clinic.id} clinic={clinic} />}</OfClinic>
    </>
  );
}

function Of({ clinic: { id, zone } }: { readonly clinic: OwnClinic }) {
  const say = useSay();
  const spoken = useLanguage();
  const [date, setDate] = useState(dateIn(hubNow(), zone));
  const { data, fault } = useLive(ExamDaySheetDocument, { clinicId: id, date });
  const sheet = data?.examDaySheet;
  const doctor = (examiner: string | null | undefined) =>
    `${say(CALENDAR.doctor)} ${1 + (sheet?.clinic.examiners.findIndex((each) => each.id === examiner) ?? -1)}`;
  return (
    <>
      <div class="desk-tools">
        <WhichDay date={date} step={1} onDate={setDate} />
      </div>
      {!data && <Waiting fault={fault} />}
      {sheet?.entries.length === 0 && <Empty>{say(SHEET.none)}</Empty>}
      {sheet && sheet.entries.length > 0 && (
        <Paper size="sheet">
          <Wide label={weekday(date, spoken)}>
            <table class="desk-grid desk-grid--text">
              <caption>{weekday(date, spoken)}</caption>
              <thead>
                <tr>
                  {[CALENDAR.time, CALENDAR.reference, CALENDAR.doctor, SHEET.room, CALENDAR.kind].map((words) => (
                    <th scope="col" key={words.en}>
                      {say(words)}
                    </th>
                  ))}
                  <th scope="col">{say(CLINIC_TITLES.kits)}</th>
                  <th scope="col">{say(CALENDAR.state)}</th>
                </tr>
              </thead>
              <tbody>
                {sheet.entries.map(({ localTime, place, kitNumbers, appointment }) => (
                  <tr key={appointment.id}>
                    <th scope="row">
                      {localTime}–{time(appointment.endsAt, spoken, zone)}
                    </th>
                    <td>{appointment.localReference ?? say(CALENDAR.noReference)}</td>
                    <td>{doctor(appointment.examiner)}</td>
                    <td>{place ?? '–'}</td>
                    <td>{say(KINDS[appointment.kind])}</td>
                    <td>{kitNumbers.join(', ') || '–'}</td>
                    <td>{say(STATES[appointment.state])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </Paper>
      )}
    </>
  );
}
