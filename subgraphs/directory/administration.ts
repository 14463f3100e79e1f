import type { EntityManager } from 'typeorm';
import { Refusal, type Requester, rowsOf, UserErrorCode } from '../kit/index.js';

/** What an administrator may change: the operator of the hub everything, another agency its own units, staff and duty phones. */
export class Administration {
  private constructor(
    private readonly requester: Requester,
    readonly isOperator: boolean,
  ) {}

  /** Whose administrator the requester is, as recorded at this moment. */
  static async of(manager: EntityManager, requester: Requester): Promise<Administration> {
    const [agency] = await rowsOf<{ operator: boolean }>(manager, 'SELECT operator FROM agency WHERE id = $1', [
      requester.agency,
    ]);
    return new Administration(requester, agency?.operator ?? false);
  }

  covers(agency: string): boolean {
    return this.isOperator || agency.toLowerCase() === this.requester.agency;
  }

  /** @throws NOT_PERMITTED */
  assertOperator(): void {
    if (!this.isOperator) throw notPermitted();
  }

  /** @param field of the input that names the agency, or what is of it @throws NOT_PERMITTED */
  assertCovers(agency: string, field: string): void {
    if (!this.covers(agency)) throw notPermitted([field]);
  }
}

function notPermitted(field?: readonly string[]): Refusal {
  return new Refusal(
    UserErrorCode.NOT_PERMITTED,
    {
      en: 'Only an administrator of the hub may do this for other agencies.',
      ru: 'Для других организаций это может сделать только администратор хаба.',
      kk: 'Басқа ұйымдар үшін мұны тек хаб әкімшісі жасай алады.',
    },
    field,
  );
}
