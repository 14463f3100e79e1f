import { Refusal, UserErrorCode } from '../../kit/index.js';

/** Nobody shuts the door behind the last one who could open it: an administrator is deactivated, or given another role, by another one. */
export function assertNotOneself(staff: string, requester: { readonly staff: string }, field = 'id'): void {
  if (staff === requester.staff) {
    throw new Refusal(
      UserErrorCode.NOT_PERMITTED,
      {
        en: 'You cannot take your own access away. Ask another administrator.',
        ru: 'Лишить доступа самого себя нельзя. Попросите другого администратора.',
        kk: 'Өзіңізді қолжетімділіктен айыра алмайсыз. Басқа әкімшіден сұраңыз.',
      },
      [field],
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
