/** How long codes and pages live, and how often somebody may be wrong. Every time is by the database's clock. */
export const SUBJECT_ACCESS_POLICY = {
  codeHours: 24,
  longestCodeHours: 72,
  /** Wrong tries at one pair of codes, whichever of the two was meant; then both have ended */
  wrongTries: 5,
  /** Wrong codes within the window, from one address and from all of them; beyond it no code is tried at all */
  guesses: { windowMinutes: 15, ofOneSource: 20, inTotal: 500 },
  session: { idleMinutes: 10, longestMinutes: 30 },
} as const;
