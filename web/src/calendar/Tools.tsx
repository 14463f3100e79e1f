import { hubNow } from '../hub/connection';
import { dateIn } from '../language/format';
import { useSay } from '../language/language';
import { daysOn, isDate } from './clock';
import { CALENDAR } from './words';

export type View = 'day' | 'week' | 'list';

const VIEWS = ['day', 'week', 'list'] as const;

interface Props {
  readonly date: string;
  readonly view: View;
  readonly zone: string;
  readonly onDate: (date: string) => void;
  readonly onView: (view: View) => void;
}

/** Which day, and how it is looked at. */
export function Tools({ date, view, zone, onDate, onView }: Props) {
  const say = useSay();
  const step = view === 'week' ? 7 : 1;
  const today = dateIn(hubNow(), zone);
  return (
    <div class="desk-tools">
      <WhichDay date={date} step={step} onDate={onDate} />
      <button type="button" class="desk-tool" aria-disabled={date === today} onClick={() => onDate(today)}>
        {say(CALENDAR.today)}
      </button>
      {/* biome-ignore lint/a11y/useSemanticElements: three buttons, no form */}
      <div class="desk-tools__group" role="group" aria-label={say(CALENDAR.view)}>
        {VIEWS.map((each) => (
          <button type="button" class="desk-tool" key={each} aria-pressed={each === view} onClick={() => onView(each)}>
            {say(CALENDAR[each])}
          </button>
        ))}
      </div>
    </div>
  );
}

interface DayProps {
  readonly date: string;
  readonly step: number;
  readonly onDate: (date: string) => void;
}

export function WhichDay({ date, step, onDate }: DayProps) {
  const say = useSay();
  return (
    <div class="desk-tools__group">
      <button
        type="button"
        class="desk-tool"
        aria-label={say(CALENDAR.before)}
        onClick={() => onDate(daysOn(date, -step))}
      >
        <span aria-hidden="true">‹</span>
      </button>
      <input
        class="desk-tool"
        type="date"
        aria-label={say(CALENDAR.date)}
        value={date}
        onChange={(event) => isDate(event.currentTarget.value) && onDate(event.currentTarget.value)}
      />
      <button
        type="button"
        class="desk-tool"
        aria-label={say(CALENDAR.after)}
        onClick={() => onDate(daysOn(date, step))}
      >
        <span aria-hidden="true">›</span>
      </button>
    </div>
  );
}
