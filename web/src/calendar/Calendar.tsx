import { useState } from 'preact/hooks';
import { CalendarDayDocument } from '../../generated/graphql';
import { later } from '../frame/later';
import type { ScreenProps } from '../frame/roles';
import { hubNow } from '../hub/connection';
import { useAsked } from '../hub/live';
import { useDoing } from '../hub/step';
import { dateIn } from '../language/format';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { useFocusKept } from '../parts/focus';
import { Done, Progress, Waiting } from '../parts/Status';
import { CLINIC_TITLES } from '../roles/clinic-titles';
import { allOfDay } from './asking';
import type { Slot, Visit } from './board';
import { daysOn, instantIn, mondayOf } from './clock';
import { Day } from './Day';
import { List } from './List';
import { OfClinic, type OwnClinic } from './OfClinic';
import { Tools, type View } from './Tools';
import { Week } from './Week';

/** Day, week and list of a clinic's calendar. */
export function Calendar({ agency }: ScreenProps) {
  const say = useSay();
  return (
    <>
      <h1 class="govuk-heading-l">{say(CLINIC_TITLES.calendar)}</h1>
      <OfClinic agency={agency}>{(clinic) => <Of key={clinic.id} clinic={clinic} />}</OfClinic>
    </>
  );
}

const VisitPanel = later(async () => (await import('./VisitPanel')).VisitPanel);
const FindByCode = later(async () => (await import('./FindByCode')).FindByCode);
const Hold = later(async () => (await import('./Hold')).Hold);
const Take = later(async () => (await import('./Take')).Take);

type Opened = { readonly is: 'slot'; readonly slot: Slot } | { readonly is: 'visit'; readonly id: string };

/** Examiners sit before a grid, or stand with a telephone. */
const viewOfScreen = (): View => (matchMedia('(min-width: 40rem)').matches ? 'day' : 'list');

const iso = (at: number) => new Date(at).toISOString();

function Of({ clinic }: { readonly clinic: OwnClinic }) {
  const { zone } = clinic;
  const [date, setDate] = useState(dateIn(hubNow(), zone));
  const [view, setView] = useState<View>(viewOfScreen);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [moving, setMoving] = useState<Visit | null>(null);
  const [back, setBack] = useState('');
  const doing = useDoing();
  const first = view === 'week' ? mondayOf(date) : date;
  const { data, fault, reload } = useAsked(
    CalendarDayDocument,
    {
      ...{ clinic: clinic.id, first: 100 },
      ...{ from: iso(instantIn(first, 0, zone)), to: iso(instantIn(daysOn(first, view === 'week' ? 7 : 1), 0, zone)) },
    },
    allOfDay,
  );
  useFocusKept(opened, opened ? '' : back);

  const visits = data?.appointments.edges.map(({ node }) => node).filter((visit) => visit.clinic.id === clinic.id);
  const visit = opened?.is === 'visit' ? visits?.find(({ id }) => id === opened.id) : undefined;
  const open = (next: Opened | null, from = back) => {
    doing.clear();
    setBack(from);
    setOpened(next);
  };
  const goTo = (to: string) => {
    open(null, '');
    setDate(to);
  };
  const numberOf = (id: string | null | undefined) => {
    const place = data?.clinic?.examiners.findIndex((each) => each.id === id) ?? -1;
    return place < 0 ? null : place + 1;
  };
  const about = { zone, doing, reload, numberOf, onClose: () => open(null) };
  const pickUp = (picked: Visit) => {
    open(null, view === 'day' ? back : 'moving');
    setMoving(picked);
    setView('day');
  };
  const panel = visit && <VisitPanel key={visit.id} visit={visit} onMove={pickUp} {...about} />;
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      <Tools
        date={date}
        view={view}
        zone={zone}
        onDate={goTo}
        onView={(next) => {
          open(null, '');
          setView(next);
        }}
      />
      <FindByCode
        clinic={clinic.id}
        zone={zone}
        doing={doing}
        onFound={({ id, startsAt }) => {
          goTo(dateIn(Date.parse(startsAt), zone));
          setOpened({ is: 'visit', id });
        }}
      />
      {view !== 'list' && panel}
      {opened?.is === 'slot' &&
        (moving ? (
          <Take
            key={opened.slot.id}
            slot={opened.slot}
            visit={moving}
            {...about}
            onTaken={(id) => {
              setMoving(null);
              setOpened({ is: 'visit', id });
            }}
          />
        ) : (
          <Hold key={opened.slot.id} slot={opened.slot} {...about} onHeld={(id) => setOpened({ is: 'visit', id })} />
        ))}
      {!data && <Waiting fault={fault} />}
      {data?.clinic && visits && (
        <>
          {view === 'day' && (
            <Day
              date={date}
              zone={zone}
              clinic={data.clinic}
              visits={visits}
              moving={moving}
              onStopMoving={() => setMoving(null)}
              onSlot={(slot, from) => open({ is: 'slot', slot }, from)}
              onVisit={({ id }, from) => open({ is: 'visit', id }, from)}
            />
          )}
          {view === 'week' && (
            <Week
              monday={first}
              zone={zone}
              clinic={data.clinic}
              visits={visits}
              onDay={(to) => {
                goTo(to);
                setView('day');
              }}
            />
          )}
          {view === 'list' && (
            <List
              visits={visits}
              zone={zone}
              numberOf={numberOf}
              openedId={opened?.is === 'visit' ? opened.id : null}
              panel={panel}
              onVisit={({ id }, from) => open({ is: 'visit', id }, from)}
            />
          )}
        </>
      )}
    </>
  );
}
