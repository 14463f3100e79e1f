import { hubNow } from '../hub/connection';
import { dateIn, number, weekday } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { type Clinic, stands, type Visit } from './board';
import { daysOn } from './clock';
import { CALENDAR } from './words';

interface Props {
  readonly monday: string;
  readonly zone: string;
  readonly clinic: Clinic;
  readonly visits: readonly Visit[];
  readonly onDay: (date: string) => void;
}

const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** Days × examiners: how many are booked; a day opens its grid. */
export function Week({ monday, zone, clinic, visits, onDay }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const now = hubNow();
  const today = dateIn(now, zone);
  const seen = visits.filter((visit) => stands(visit, now));
  const doctors = clinic.examiners.filter(({ id, active }) => active || seen.some(({ examiner }) => examiner === id));
  return (
    <div class="desk-board">
      <table class="desk-grid desk-grid--text">
        <caption>{say(CALENDAR.week)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(CALENDAR.day)}</th>
            {doctors.map((doctor) => (
              <th scope="col" key={doctor.id}>
                {say(CALENDAR.doctor)} {clinic.examiners.indexOf(doctor) + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((n) => daysOn(monday, n)).map((date) => (
            <tr key={date}>
              <th scope="row" aria-current={date === today ? 'date' : undefined}>
                <button type="button" class="desk-link" onClick={() => onDay(date)}>
                  {weekday(date, spoken)}
                </button>
              </th>
              {doctors.map(({ id }) => {
                const own = seen.filter(
                  ({ examiner, startsAt }) => examiner === id && dateIn(Date.parse(startsAt), zone) === date,
                );
                const there = clinic.shifts.some(
                  (shift) =>
                    shift.examiner === id &&
                    dateIn(Date.parse(shift.startsAt), zone) <= date &&
                    dateIn(Date.parse(shift.endsAt) - 1, zone) >= date,
                );
                return (
                  <td key={id} class={there || date < today ? '' : 'desk-grid__closed'}>
                    {there || own.length > 0 ? (
                      <>
                        <strong>{number(own.length, spoken)}</strong> {say(CALENDAR.booked)}
                      </>
                    ) : (
                      // hours that are over are not kept
                      say(date < today ? CALENDAR.past : CALENDAR.closed)
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
