import { Refusal, UserErrorCode } from '../../kit/index.js';
import { AgencyStatus } from './types.js';

/** The hub's operator stays active: suspended, nobody would be left who could undo it. */
export function assertMayBecome(status: AgencyStatus, agency: { readonly operator: boolean }): void {
  if (status === AgencyStatus.SUSPENDED && agency.operator) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'The operator of the hub cannot be suspended.',
        ru: 'Оператора хаба приостановить нельзя.',
        kk: 'Хаб операторын тоқтата тұруға болмайды.',
      },
      ['status'],
    );
  }
}

/** Two people may edit an agency: the second one looks again before overwriting the first. */
export function assertVersion(expected: number, current: number): void {
  if (expected !== current) {
    throw new Refusal(
      UserErrorCode.VERSION_CONFLICT,
      {
        en: 'Somebody else has changed this agency. Look again, then repeat your change.',
        ru: 'Эту организацию уже изменил кто-то другой. Посмотрите ещё раз и повторите изменение.',
        kk: 'Бұл ұйымды басқа біреу өзгертіп қойды. Қайта қарап, өзгерісті қайталаңыз.',
      },
      ['expectedVersion'],
    );
  }
}
