import { Refusal, UserErrorCode } from '../../kit/index.js';

/** What the directory knows when somebody is to become a member of staff. */
export interface StaffCircumstances {
  /** The OpenID provider is known to the hub */
  readonly issuerKnown: boolean;
  /** Id of the one agency that the provider may vouch for; null for any */
  readonly issuerAgency: string | null;
  /** The role has an agreement at agencies of this kind */
  readonly roleAgreed: boolean;
}

/**
 * A provider vouches for its own agency only: otherwise one agency could claim another one's people as its staff. A role that has no
 * agreement with this kind of agency does not exist there.
 */
export function assertMayJoin(agency: string, { issuerKnown, issuerAgency, roleAgreed }: StaffCircumstances): void {
  if (!issuerKnown || (issuerAgency !== null && issuerAgency !== agency)) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'This sign-in provider is not trusted for this agency.',
        ru: 'Этому поставщику входа для этой организации не доверяют.',
        kk: 'Бұл кіру провайдеріне осы ұйым үшін сенім жоқ.',
      },
      ['issuer'],
    );
  }
  if (!roleAgreed) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'There is no agreement for this role at this kind of agency.',
        ru: 'Для этой роли в организациях такого вида нет соглашения.',
        kk: 'Мұндай түрдегі ұйымдарда бұл рөл үшін келісім жоқ.',
      },
      ['role'],
    );
  }
}

/** Nobody shuts the door behind the last one who could open it: an administrator is deactivated by another one. */
export function assertNotOneself(staff: string, requester: { readonly staff: string }): void {
  if (staff === requester.staff) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'You cannot deactivate yourself. Ask another administrator.',
        ru: 'Отключить самого себя нельзя. Попросите другого администратора.',
        kk: 'Өзіңізді өшіре алмайсыз. Басқа әкімшіден сұраңыз.',
      },
      ['id'],
    );
  }
}

export const alreadyStaff = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_AVAILABLE,
    {
      en: 'This sign-in already belongs to an active member of staff.',
      ru: 'Этот вход уже принадлежит действующему сотруднику.',
      kk: 'Бұл кіру есебі қазірдің өзінде жұмыс істеп жүрген қызметкерге тиесілі.',
    },
    ['subject'],
  );

export const noSuchStaffMember = (): Refusal =>
  new Refusal(
    UserErrorCode.NOT_FOUND,
    { en: 'You have no such member of staff.', ru: 'У вас такого сотрудника нет.', kk: 'Сізде мұндай қызметкер жоқ.' },
    ['id'],
  );
