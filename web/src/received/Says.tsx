import type { ComponentChildren } from 'preact';
import { type Category, ReferralSaysDocument, type ReferralSaysQuery } from '../../generated/graphql';
import { PARTS } from '../answers/words';
import { LEVELS, NAMED, NEXT } from '../case/after-report-words';
import { INJURIES, VIOLENCE } from '../case/words';
import { hubNow } from '../hub/connection';
import { useLook } from '../hub/look';
import { counted, day, moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { SPOKEN } from '../language/spoken';
import { W } from '../language/words';
import { useFocusKept, useOpened } from '../parts/focus';
import { Looking, Withheld } from '../parts/Status';
import type { Referral } from './Card';
import { AGES, BOY, GIRL, RELATIONS, SAYS, SEXES, YEARS } from './says-words';

/** Of these it is said also that they did not come. */
const EXPECTED: readonly Category[] = ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'INCIDENT', 'RISK'];

type Record = NonNullable<ReferralSaysQuery['victim']>;

interface Props {
  readonly referral: Referral;
  readonly zone: string;
  readonly onBack: () => void;
}

/** What came with a referral, looked at once for each press: what is open, and of the rest why it is not. */
export function Says({ referral: { id, victim, categories }, zone, onBack }: Props) {
  const say = useSay();
  const opened = useOpened<HTMLElement>();
  const came = (category: Category) => categories.includes(category);
  const look = useLook(
    ReferralSaysDocument,
    victim
      ? {
          id: victim.id,
          identity: came('IDENTITY'),
          household: came('HOUSEHOLD'),
          incident: came('INCIDENT'),
          risk: came('RISK'),
        }
      : null,
  );
  const { data } = look;
  // what was open and is not any more is not left standing
  const record = victim && data?.victim;
  const part = `says-${id}`;
  useFocusKept(Boolean(data), part);
  const isOpen = (category: Category) =>
    record?.sharing.some((each) => each.category === category && each.state === 'OPEN') ?? false;
  return (
    <section class="desk-opened" id={part} tabIndex={-1} ref={opened} aria-label={say(SAYS.open)}>
      {victim && !data && <Looking look={look} />}
      {(!victim || (data && !record)) && (
        <p class="govuk-body">
          <Withheld why={SAYS.nobody} />
        </p>
      )}
      {record && (
        <>
          <p class="govuk-hint">{say(SAYS.logged)}</p>
          <dl class="desk-says">
            {[...EXPECTED, ...categories.filter((each) => !EXPECTED.includes(each))].map((category) => (
              <div key={category}>
                <dt>{say(PARTS[category])}</dt>
                <dd>
                  {!came(category) ? (
                    <Withheld why={SAYS.notSent} />
                  ) : !isOpen(category) ? (
                    <Withheld why={SAYS.notShared} />
                  ) : (
                    <Part category={category} record={record} zone={zone} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div class="desk-buttons">
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onBack}>
          {say(W.back)}
        </button>
      </div>
    </section>
  );
}

function Part({
  category,
  record,
  zone,
}: {
  readonly category: Category;
  readonly record: Record;
  readonly zone: string;
}) {
  const say = useSay();
  const spoken = useLanguage();
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  const lines = (all: readonly ComponentChildren[]) =>
    all.length > 0 ? all.map((line, i) => <p key={String(i)}>{line}</p>) : <Withheld why={W.notRecorded} />;
  switch (category) {
    case 'IDENTITY': {
      const who = record.identity;
      if (!who) return <Withheld why={W.notRecorded} />;
      const name = [who.familyName, who.givenName, who.patronymic].filter(Boolean).join(' ');
      return lines([
        <strong key="name">{name}</strong>,
        ...(who.birthDate ? [`${say(SAYS.born)}: ${day(who.birthDate, spoken)} ${who.birthDate.slice(0, 4)}`] : []),
        ...(who.languages.length > 0 ? [who.languages.map((each) => SPOKEN[each] ?? each).join(', ')] : []),
      ]);
    }
    case 'CONTACT':
      return <Withheld why={SAYS.byRule} />;
    case 'HOUSEHOLD': {
      const home = record.household;
      if (!home) return <Withheld why={W.notRecorded} />;
      return lines([
        ...home.members.map(({ relation, sex, age, ageBand, needs }) => {
          const grown = age != null ? age >= 18 : !ageBand || ageBand === 'ADULT';
          const child = relation === 'CHILD' && !grown && (sex === 'MALE' ? BOY : sex === 'FEMALE' ? GIRL : undefined);
          const who = child ? [child] : [RELATIONS[relation], ...(SEXES[sex] ? [SEXES[sex]] : [])];
          const old = age != null ? [counted(age, YEARS, spoken)] : ageBand ? [say(AGES[ageBand])] : [];
          return [...who.map((each) => say(each)), ...old, ...needs].join(', ');
        }),
        ...(home.members.length === 0 ? [say(SAYS.nobodyWith)] : []),
        ...(home.wheelchair ? [say(SAYS.wheelchair)] : []),
        ...(home.pets > 0 ? [say(SAYS.pets)] : []),
      ]);
    }
    case 'INCIDENT':
      return lines([
        ...(record.incidents?.edges.map(({ node }) =>
          [
            at(node.occurredAt),
            ...node.violence.map((each) => say(VIOLENCE[each])),
            ...node.injuries.map((each) => say(INJURIES[each])),
            ...node.named.map((each) => say(NAMED[each])),
            ...(node.weapon ? [say(SAYS.weapon)] : []),
            ...(node.childrenPresent ? [say(SAYS.children)] : []),
            ...(node.account ? [`«${node.account}»`] : []),
          ].join(' · '),
        ) ?? []),
        ...(record.incidents?.pageInfo.hasNextPage ? [say(SAYS.latestThree)] : []),
      ]);
    case 'RISK':
      return lines([
        ...(record.riskAssessments?.edges.flatMap(({ node }) => [
          <strong key={node.id}>{say(LEVELS[node.level])}</strong>,
          [at(node.assessedAt), ...(node.ruleText ? [node.ruleText] : [])].join(' · '),
          ...(node.mayBeHigher ? [say(NEXT.mayBeHigher)] : []),
        ]) ?? []),
        ...(record.riskAssessments?.pageInfo.hasNextPage ? [say(SAYS.latestOne)] : []),
      ]);
    default:
      return <Withheld why={SAYS.elsewhere} />;
  }
}
