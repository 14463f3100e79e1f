import type {
  CalendarDayQuery,
  CalendarDayQueryVariables,
  CalendarSlotsQuery,
  CalendarSlotsQueryVariables,
} from '../../generated/graphql';
import { type Answer, ask } from '../hub/client';

type Page = { readonly hasNextPage: boolean; readonly endCursor?: string | null };

/** Page after page. */
async function whole<T>(
  asked: (after: string | null) => Promise<Answer<T>>,
  pageOf: (data: T) => Page,
  joined: (before: T, next: T) => T,
): Promise<Answer<T>> {
  let answer = await asked(null);
  while ('data' in answer && pageOf(answer.data).hasNextPage) {
    const before: T = answer.data;
    const next = await asked(pageOf(before).endCursor ?? null);
    answer = 'data' in next ? { data: joined(before, next.data) } : next;
  }
  return answer;
}

type Document<T, V> = Parameters<typeof ask<T, V & Record<string, unknown>>>[0];

/** A stretch of the calendar with all that is booked in it. */
export const allOfDay = (
  document: Document<CalendarDayQuery, CalendarDayQueryVariables>,
  variables: CalendarDayQueryVariables,
): Promise<Answer<CalendarDayQuery>> =>
  whole(
    (after) => ask(document, { ...variables, after }),
    ({ appointments }) => appointments.pageInfo,
    (before, { clinic, appointments }) => ({
      clinic,
      appointments: { ...appointments, edges: [...before.appointments.edges, ...appointments.edges] },
    }),
  );

const MOST = 50;

/** All free times before `to`: the hub gives fifty at once, the soonest first; the last instant of them is asked for again, with whatever else begins then. */
export const allSlotsUntil =
  (to: number) =>
  async (
    document: Document<CalendarSlotsQuery, CalendarSlotsQueryVariables>,
    { input }: CalendarSlotsQueryVariables,
  ): Promise<Answer<CalendarSlotsQuery>> => {
    const found = new Map<string, CalendarSlotsQuery['examSlots']['slots'][number]>();
    let from = input.from ?? null;
    for (;;) {
      const answer = await ask(document, { input: { ...input, first: MOST, from } });
      if ('fault' in answer) return answer;
      const { slots, userErrors } = answer.data.examSlots;
      const known = found.size;
      for (const slot of slots) if (Date.parse(slot.startsAt) < to) found.set(slot.id, slot);
      if (slots.length < MOST || found.size === known)
        return { data: { examSlots: { slots: [...found.values()], userErrors } } };
      from = slots.at(-1)!.startsAt;
    }
  };
