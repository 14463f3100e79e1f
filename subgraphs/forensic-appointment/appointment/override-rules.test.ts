import { expect, test } from '@jest/globals';
import { ExamPriority } from '../evidence-window/vocabulary.js';
import { AppointmentState } from './life-cycle.js';
import { mayDisplace } from './override-rules.js';

const { STAT, ASAP, URGENT, ROUTINE } = ExamPriority;

/** What each priority displaces, of everything that can stand there; nothing that is not named here. */
const DISPLACED: Readonly<Record<ExamPriority, readonly string[]>> = {
  STAT: ['HELD ASAP', 'HELD URGENT', 'HELD ROUTINE', 'CONFIRMED ROUTINE'],
  ASAP: ['HELD URGENT', 'HELD ROUTINE', 'CONFIRMED ROUTINE'],
  URGENT: ['HELD ROUTINE', 'CONFIRMED ROUTINE'],
  ROUTINE: [],
};

test.each([STAT, ASAP, URGENT, ROUTINE])('%s displaces what is less urgent, and nobody who is there', (urgent) => {
  const all = Object.values(AppointmentState).flatMap((state) =>
    [STAT, ASAP, URGENT, ROUTINE].map((priority) => ({ state, priority })),
  );
  const displaced = all.filter((standing) => mayDisplace(urgent, standing));
  expect(displaced.map(({ state, priority }) => `${state} ${priority}`).sort()).toEqual([...DISPLACED[urgent]].sort());
});
