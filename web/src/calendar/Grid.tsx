import { useState } from 'preact/hooks';
import { time } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import type { Cell, Doctor, Row, Slot, Visit } from './board';
import { CALENDAR, KINDS, SEXES, STATES } from './words';

interface Props {
  readonly caption: string;
  readonly rows: readonly Row[];
  readonly doctors: readonly (Doctor & { readonly number: number })[];
  readonly zone: string;
  readonly now: number;
  readonly moving: Visit | null;
  /** Whether it is known already what is free */
  readonly known: boolean;
  readonly onSlot: (slot: Slot, from: string) => void;
  readonly onVisit: (visit: Visit, from: string) => void;
}

/** A table of buttons: one of them is reached by Tab, the others by arrow keys. What each button does is in its name, with hour and examiner. */
export function Grid({ caption, rows, doctors, zone, now, moving, known, onSlot, onVisit }: Props) {
  const say = useSay();
  const spoken = useLanguage();
  const [at, setAt] = useState('');
  const pressable = rows.flatMap((row) =>
    row.cells.flatMap((cell, i) => (cell?.is === 'visit' || cell?.is === 'free' ? [idOf(row, doctors[i]!.id)] : [])),
  );
  const tabbed = pressable.includes(at) ? at : pressable[0];
  const currentRow = rows.filter((row) => row.at <= now).at(-1);
  return (
    <>
      <p class="govuk-hint desk-wideonly" id="grid-hint">
        {say(CALENDAR.arrows)}
      </p>
      <div class="desk-board">
        <table class="desk-grid" aria-describedby="grid-hint" onKeyDown={moveFocus}>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{say(CALENDAR.time)}</th>
              {doctors.map(({ id, number, sex, languages }) => (
                <th scope="col" key={id}>
                  {say(CALENDAR.doctor)} {number}
                  <small>
                    {say(SEXES[sex])} {languages.join(', ')}
                  </small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.at}>
                <th scope="row" aria-current={row === currentRow && now < lastOf(rows) ? 'time' : undefined}>
                  {time(row.at, spoken, zone)}
                </th>
                {row.cells.map((cell, c) => {
                  const doctor = doctors[c]!;
                  const id = idOf(row, doctor.id);
                  const place = `, ${time(row.at, spoken, zone)}, ${say(CALENDAR.doctor)} ${doctor.number}`;
                  if (cell === null) return null;
                  return (
                    <td key={doctor.id} rowSpan={cell.is === 'visit' ? cell.rows : 1} class={`desk-grid__${cell.is}`}>
                      <Content
                        cell={cell}
                        moving={moving}
                        known={known}
                        place={place}
                        press={{
                          id,
                          tabIndex: id === tabbed ? 0 : -1,
                          'data-row': r,
                          'data-column': c,
                          onFocus: () => setAt(id),
                        }}
                        onSlot={(slot) => onSlot(slot, id)}
                        onVisit={(visit) => onVisit(visit, id)}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

const idOf = (row: Row, doctor: string) => `cell-${row.at}-${doctor}`;
const lastOf = (rows: readonly Row[]) => (rows.at(-1)?.at ?? 0) + 3_600_000;

interface ContentProps {
  readonly cell: NonNullable<Cell>;
  readonly moving: Visit | null;
  readonly known: boolean;
  readonly place: string;
  readonly press: object;
  readonly onSlot: (slot: Slot) => void;
  readonly onVisit: (visit: Visit) => void;
}

function Content({ cell, moving, known, place, press, onSlot, onVisit }: ContentProps) {
  const say = useSay();
  if (cell.is === 'free') {
    const words = say(moving ? CALENDAR.moveHere : CALENDAR.free);
    return (
      <button
        type="button"
        class="desk-cell desk-cell--free"
        aria-label={words + place}
        {...press}
        onClick={() => onSlot(cell.slot)}
      >
        {words}
      </button>
    );
  }
  if (cell.is === 'visit') {
    const { visit } = cell;
    const state = visit.state.toLowerCase();
    const name = visit.localReference ?? say(KINDS[visit.kind]);
    return (
      <button
        type="button"
        class={`desk-cell desk-cell--${state}${moving?.id === visit.id ? ' desk-cell--moving' : ''}`}
        aria-label={`${name} ${say(STATES[visit.state])}${place}`}
        {...press}
        onClick={() => onVisit(visit)}
      >
        <strong>{name}</strong> <span>{say(STATES[visit.state])}</span>
      </button>
    );
  }
  return (
    <span class="desk-grid__none">
      {cell.is === 'closed' ? say(CALENDAR.closed) : known ? say(CALENDAR.taken) : '…'}
    </span>
  );
}

const DIRECTIONS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** To the nearest button in the direction of the arrow: in its column, or in the next column that has one. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLTableElement }): void {
  const direction = DIRECTIONS[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('button[data-row]');
  if (!direction || !from) return;
  event.preventDefault();
  const place = (each: HTMLElement) => [Number(each.dataset.row), Number(each.dataset.column)] as const;
  const [row, column] = place(from);
  const [down, right] = direction;
  const distance = (each: HTMLElement) => {
    const [r, c] = place(each);
    if (right === 0) return c === column && (r - row) * down > 0 ? Math.abs(r - row) : Number.POSITIVE_INFINITY;
    return (c - column) * right > 0 ? Math.abs(c - column) * 10_000 + Math.abs(r - row) : Number.POSITIVE_INFINITY;
  };
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button[data-row]')];
  const [next] = all.filter((each) => Number.isFinite(distance(each))).sort((a, b) => distance(a) - distance(b));
  next?.focus();
}
