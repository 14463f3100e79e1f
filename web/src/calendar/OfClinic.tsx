import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { CalendarClinicsDocument, type CalendarClinicsQuery } from '../../generated/graphql';
import { type NodeOf, useLiveList } from '../hub/live';
import { useSay } from '../language/language';
import { Empty, Waiting } from '../parts/Status';
import { CALENDAR } from './words';

const ALL = { first: 100 };

export type OwnClinic = NodeOf<CalendarClinicsQuery['clinics']>;

interface Props {
  readonly agency: string;
  readonly children: (clinic: OwnClinic) => ComponentChildren;
}

/** What is shown for the agency's clinic, or for the chosen one where it runs several. */
export function OfClinic({ agency, children }: Props) {
  const say = useSay();
  const { data, fault } = useLiveList(CalendarClinicsDocument, ALL);
  const [chosen, choose] = useState<string | null>(null);
  const own = data?.filter((each) => each.agency === agency);
  const clinic = own?.find(({ id }) => id === chosen) ?? own?.[0];
  if (!own) return <Waiting fault={fault} />;
  if (!clinic) return <Empty>{say(CALENDAR.noClinic)}</Empty>;
  return (
    <>
      {own.length > 1 && (
        <label class="govuk-form-group desk-field desk-noprint">
          <span class="govuk-label govuk-label--s">{say(CALENDAR.clinic)}</span>
          <select class="govuk-select" value={clinic.id} onChange={(event) => choose(event.currentTarget.value)}>
            {own.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {children(clinic)}
    </>
  );
}
