import { describe, expect, test } from '@jest/globals';
import { CUSTODY, CustodyAction, custodyRefusal, type Handling, type Kit, KitState } from './custody.js';

const CLINIC = 'clinic';
const LAB = 'lab';
const kit = (change: Partial<Kit> = {}): Kit => ({
  state: KitState.STORED,
  holder: CLINIC,
  awaitedBy: null,
  seal: 'S-1',
  hersAlone: false,
  periodIsOver: false,
  ...change,
});
const handling = (action: CustodyAction, change: Partial<Handling> = {}): Handling => ({
  action,
  agency: CLINIC,
  withAgency: CLINIC,
  seal: 'S-1',
  sheAsked: false,
  ...change,
});
const { HAND_OVER, RECEIVE, STORE, SEAL, ANALYSE, RETURN, DESTROY } = CustodyAction;
const onItsWay = { state: KitState.HANDED_OVER, awaitedBy: LAB };

describe('custody', () => {
  test.each(
    Object.values(CustodyAction).flatMap((action) => Object.values(KitState).map((state) => [action, state] as const)),
  )('%s of a kit that is %s follows the table', (action, state) => {
    const awaited = CUSTODY[action].by === 'AWAITED';
    const agency = awaited ? LAB : CLINIC;
    const refusal = custodyRefusal(
      kit({ state, awaitedBy: LAB, periodIsOver: true }),
      handling(action, { agency, withAgency: agency }),
    );
    expect(refusal).toBe(CUSTODY[action].from.includes(state) ? null : 'OUT_OF_ORDER');
  });

  test('nothing leads out of a kit that is destroyed, and nothing back to an opened one', () => {
    for (const rule of Object.values(CUSTODY)) {
      expect(rule.from).not.toContain(KitState.DESTROYED);
      expect(rule.to).not.toBe(KitState.OPENED);
    }
  });

  test.each([
    ['somebody else hands it over', kit(), handling(HAND_OVER, { agency: LAB }), 'NOT_THE_HOLDER'],
    ['somebody else receives it', kit(onItsWay), handling(RECEIVE, { agency: 'police' }), 'NOT_THE_HOLDER'],
    ['the giver receives it', kit(onItsWay), handling(RECEIVE), 'NOT_THE_HOLDER'],
    ['it arrives under another seal', kit(onItsWay), handling(RECEIVE, { agency: LAB, seal: 'S-2' }), 'SEAL_DIFFERS'],
    [
      'it is stored under another seal',
      kit({ state: KitState.SEALED }),
      handling(STORE, { seal: 'S-2' }),
      'SEAL_DIFFERS',
    ],
    ['it is received twice', kit({ state: KitState.RECEIVED }), handling(RECEIVE, { agency: LAB }), 'OUT_OF_ORDER'],
    ['it is sealed twice', kit({ state: KitState.SEALED }), handling(SEAL), 'OUT_OF_ORDER'],
    [
      'it leaves the clinic before she reports',
      kit({ hersAlone: true }),
      handling(HAND_OVER, { withAgency: LAB }),
      'NOT_CONVERTED',
    ],
    ['it stays in the clinic before she reports', kit({ hersAlone: true }), handling(HAND_OVER), null],
    ['it is destroyed in its period', kit(), handling(DESTROY), 'KEPT_UNTIL'],
    ['it is destroyed after it', kit({ periodIsOver: true }), handling(DESTROY), null],
    ['she asks for its destruction', kit(), handling(DESTROY, { sheAsked: true }), null],
    ['it is analysed under a new seal', kit(), handling(ANALYSE, { seal: 'S-9' }), null],
    ['it goes back', kit({ state: KitState.ANALYSED, holder: LAB }), handling(RETURN, { agency: LAB }), null],
  ] as const)('%s', (_, before, step, refusal) => {
    expect(custodyRefusal(before, step)).toBe(refusal);
  });
});
