import { Refusal, UserErrorCode } from '../../kit/index.js';

export interface ReportedTimes {
  readonly occurredAt: Date;
  readonly lastContactAt?: Date | null;
  readonly childrenPresent?: boolean | null;
  readonly childrenCount?: number | null;
}

/** The clock of the device that a report is typed into may be ahead of ours by this much. */
const CLOCK_DIFFERENCE_MS = 60_000;

/** Everything in a report that cannot be; empty when it can. @param now instant of the report */
export function refusalsOfReport(report: ReportedTimes, now: Date): Refusal[] {
  const latest = now.getTime() + CLOCK_DIFFERENCE_MS;
  const refusals: Refusal[] = [];
  if (report.occurredAt.getTime() > latest) refusals.push(inTheFuture('occurredAt'));
  if (report.lastContactAt && report.lastContactAt.getTime() > latest) refusals.push(inTheFuture('lastContactAt'));
  if (report.childrenCount && !report.childrenPresent) refusals.push(childrenWithoutPresence());
  return refusals;
}

function inTheFuture(field: string): Refusal {
  return new Refusal(
    UserErrorCode.INVALID,
    {
      en: 'This time lies in the future. Check the date and the zone.',
      ru: 'Это время ещё не наступило. Проверьте дату и часовой пояс.',
      kk: 'Бұл уақыт әлі келген жоқ. Күні мен уақыт белдеуін тексеріңіз.',
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
