import { useState } from 'preact/hooks';
import {
  BedAvailabilityPublishDocument,
  ShelterBedServiceSetDocument,
  type ShelterPlacesQuery,
  type ShelterUnitKind,
  ShelterUnitsTonightDocument,
} from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { EACH_MINUTE_MS, type NodeOf, useLive } from '../hub/live';
import { type Doing, type Problem, step } from '../hub/step';
import { moment, number } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { W } from '../language/words';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { bedChanges, byKind, type KindCount, occupiedWith, type Unit } from './counts';
import { OPENING_SET, WHY } from './opening-words';
import { OPENING, PLACES, UNIT_KINDS } from './words';

type Shelter = NodeOf<ShelterPlacesQuery['shelters']>;
type Changes = Readonly<Partial<Record<ShelterUnitKind, number>>>;

interface Props {
  readonly house: Shelter;
  readonly doing: Doing;
  readonly onPublished: () => Promise<void>;
  readonly onOpening: () => void;
}

export function House({ house, doing, onPublished, onOpening }: Props) {
  const say = useSay();
  const { data, fault, reload } = useLive(ShelterUnitsTonightDocument, { shelter: house.id }, EACH_MINUTE_MS);
  // made on numbers that are no more, they would be made twice
  const [made, make] = useState<{ readonly on: number; readonly by: Changes }>({ on: house.countsVersion, by: {} });
  const changes = made.on === house.countsVersion ? made.by : {};
  const change = (by: Changes) => make({ on: house.countsVersion, by });
  if (!data) return <Waiting fault={fault} />;
  const kinds = byKind(data.shelterUnits);
  if (kinds.length === 0) return <Empty>{say(PLACES.none)}</Empty>;
  const byBed = house.participation === 'BED_BY_BED';
  const possible = (count: KindCount, by: number) => (byBed ? bedChanges(count, by) : occupiedWith(count, by)) !== null;
  const changed = Object.values(changes).some((by) => by !== 0);

  /** What is done is not done again when a later one fails: `left` is what remains to be done. */
  async function publish(left: Record<string, number>, idempotencyKey: string): Promise<readonly Problem[]> {
    if (byBed) {
      for (const count of kinds) {
        for (const bed of bedChanges(count, left[count.kind] ?? 0) ?? []) {
          const problems = await step(ShelterBedServiceSetDocument, { input: bed });
          if (problems.length > 0) return problems;
          left[count.kind] = (left[count.kind] ?? 0) - (bed.inService ? 1 : -1);
        }
      }
    }
    return step(BedAvailabilityPublishDocument, {
      input: {
        idempotencyKey,
        shelterId: house.id,
        expectedVersion: house.countsVersion,
        counts: byBed
          ? null
          : kinds.map((count) => ({
              kind: count.kind,
              beds: count.total,
              occupied: occupiedWith(count, left[count.kind] ?? 0) ?? count.occupied,
            })),
      },
    });
  }

  async function publishAndShow(idempotencyKey: string): Promise<readonly Problem[]> {
    const left = { ...changes };
    const problems = await publish(left, idempotencyKey);
    await Promise.all([reload(), onPublished()]);
    if (problems.length > 0) change(left);
    return problems;
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const idempotencyKey = doing.keyFor(JSON.stringify([house.id, house.countsVersion, byBed ? null : changes]));
        void doing.run(() => publishAndShow(idempotencyKey), PLACES.published);
      }}
    >
      <LastCounted units={data.shelterUnits} house={house} onOpening={onOpening} />
      <ul class="desk-counts">
        {kinds.map((count) => (
          <Count
            key={count.kind}
            count={count}
            by={changes[count.kind] ?? 0}
            possible={(by) => possible(count, by)}
            onChange={(by) => {
              doing.clear();
              change({ ...changes, [count.kind]: by });
            }}
          />
        ))}
      </ul>
      <p class="govuk-hint">{say(byBed ? PLACES.byBed : PLACES.byCount)}</p>
      <div class="desk-bar">
        <Done text={doing.done} />
        {doing.busy && <Progress text={W.sending} />}
        <button type="submit" class="govuk-button desk-wide" aria-disabled={doing.busy}>
          {say(changed ? PLACES.publish : PLACES.confirm)}
        </button>
      </div>
    </form>
  );
}

interface CountedProps {
  readonly units: readonly Unit[];
  readonly house: Shelter;
  readonly onOpening: () => void;
}

function LastCounted({ units, house, onOpening }: CountedProps) {
  const say = useSay();
  const spoken = useLanguage();
  const oldest = units.map(({ observedAt }) => observedAt ?? '').sort()[0];
  return (
    <>
      <p class="govuk-body">
        <strong class={`govuk-tag${house.openingState === 'OPEN' ? '' : ' govuk-tag--grey'}`}>
          {say(OPENING[house.openingState])}
        </strong>{' '}
        {house.openingReason && house.openingState !== 'OPEN' && `${say(WHY[house.openingReason])} `}
        {house.openingUntil && `${say(OPENING_SET.until)} ${moment(house.openingUntil, hubNow(), spoken, house.zone)} `}
        <button
          type="button"
          class="desk-link"
          id="opening"
          aria-label={`${say(OPENING_SET.change)}: ${say(OPENING[house.openingState])}`}
          onClick={onOpening}
        >
          {say(OPENING_SET.change)}
        </button>
        <br />
        {oldest ? `${say(PLACES.counted)}: ${moment(oldest, hubNow(), spoken, house.zone)}` : say(PLACES.neverCounted)}
      </p>
      {units.some(({ countAge }) => countAge === 'STALE') && <p class="desk-warning">{say(PLACES.old)}</p>}
    </>
  );
}

interface CountProps {
  readonly count: KindCount;
  /** How many more are free than the hub knows */
  readonly by: number;
  readonly possible: (by: number) => boolean;
  readonly onChange: (by: number) => void;
}

function Count({ count, by, possible, onChange }: CountProps) {
  const say = useSay();
  const spoken = useLanguage();
  const kind = say(UNIT_KINDS[count.kind]);
  const step = (sign: -1 | 1, mark: string, label: string) => (
    <button
      type="button"
      class="desk-step"
      aria-label={`${label}: ${kind}`}
      // not `disabled`: the focus would be lost at the last one
      aria-disabled={!possible(by + sign)}
      onClick={() => possible(by + sign) && onChange(by + sign)}
    >
      <span aria-hidden="true">{mark}</span>
    </button>
  );
  return (
    <li class="desk-count">
      <div class="desk-count__what">
        <h2 class="govuk-heading-s">{kind}</h2>
        <p class="desk-count__more">
          <span>
            {say(PLACES.total)} {number(count.total, spoken)}
          </span>{' '}
          {count.occupied > 0 && (
            <span>
              {number(count.occupied, spoken)} {say(PLACES.taken)}
            </span>
          )}{' '}
          {count.held > 0 && (
            <span>
              {number(count.held, spoken)} {say(PLACES.held)}
            </span>
          )}
        </p>
      </div>
      <div class="desk-count__steps">
        {step(-1, '−', say(PLACES.fewer))}
        <output class={`desk-count__free${by === 0 ? '' : ' desk-count__free--changed'}`} aria-live="polite">
          <strong>{number(count.free + by, spoken)}</strong>
          <span>{say(PLACES.free)}</span>
        </output>
        {step(1, '+', say(PLACES.more))}
      </div>
    </li>
  );
}
