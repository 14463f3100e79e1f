import { Refusal, UserErrorCode } from '../../kit/index.js';

export interface ReportedTimes {
  readonly occurredAt: Date;
  readonly lastContactAt?: Date | null;
  readonly childrenPresent?: boolean | null;
  readonly childrenCount?: number | null;
}

/** The clock of the device that a report is typed into may be ahead of ours by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Everything in a report that cannot be; empty when it can. @param reportedAt instant of the report, also of one that is corrected later */
export function refusalsOfReport(report: ReportedTimes, reportedAt: Date): Refusal[] {
  const latest = reportedAt.getTime() + CLOCK_DIFFERENCE_MS;
  const refusals: Refusal[] = [];
  if (report.occurredAt.getTime() > latest) refusals.push(afterTheReport('occurredAt'));
  if (report.lastContactAt && report.lastContactAt.getTime() > latest) refusals.push(afterTheReport('lastContactAt'));
  if (report.childrenCount && !report.childrenPresent) refusals.push(childrenWithoutPresence());
  return refusals;
}

function afterTheReport(field: string): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This time lies after the report. Check the date and the zone.',
      ru: 'Это время позже самого сообщения. Проверьте дату и часовой пояс.',
      kk: 'Бұл уақыт хабардың өзінен кейін. Күні мен уақыт белдеуін тексеріңіз.',
    },
    [field],
  );
}

function childrenWithoutPresence(): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'Children are counted, but it does not say that they were there.',
      ru: 'Указано число детей, но не отмечено, что они присутствовали.',
      kk: 'Балалар саны көрсетілген, бірақ олардың болғаны белгіленбеген.',
    },
    ['childrenPresent'],
  );
}
