import { Purpose, Refusal, Role, UserErrorCode } from '../../kit/index.js';

/**
 * Those who run the hub see nobody's data: administrators and integrators state no purpose, a steward only STEWARDSHIP, and nobody else
 * states that. The table `agreement` holds to the same by a CHECK.
 */
export function mayState(role: Role, purpose: Purpose): boolean {
  switch (role) {
    case Role.ADMINISTRATOR:
    case Role.INTEGRATOR:
      return false;
    case Role.STEWARD:
      return purpose === Purpose.STEWARDSHIP;
    default:
      return purpose !== Purpose.STEWARDSHIP;
  }
}

/** @throws NOT_PERMITTED */
export function assertMayState(role: Role, purposes: readonly Purpose[]): void {
  if (!purposes.every((purpose) => mayState(role, purpose))) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'This role may not be given one of these purposes: who runs the hub sees no personal data, and only a steward states STEWARDSHIP.',
        ru: 'Одну из этих целей дать этой роли нельзя: управляющие хабом не видят личных данных, а STEWARDSHIP указывает только распорядитель.',
        kk: 'Бұл мақсаттардың бірін осы рөлге беруге болмайды: хабты басқаратындар жеке деректерді көрмейді, ал STEWARDSHIP мақсатын тек деректер жауаптысы көрсетеді.',
      },
      ['purposes'],
    );
  }
}
