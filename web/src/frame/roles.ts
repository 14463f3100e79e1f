import type { ComponentType } from 'preact';
import type { Purpose, Role } from '../../generated/graphql';
import type { Text } from '../language/language';
import { Places } from '../places/Places';
import { PLACES } from '../places/words';
import { Requests } from '../requests/Requests';
import { REQUESTS } from '../requests/words';
import { Stays } from '../stays/Stays';
import { STAYS } from '../stays/words';

export interface ScreenProps {
  /** IANA zone of the facility's clock */
  readonly zone: string;
}

export interface Section {
  /** In the address, and so in the browser's history: a word that says nothing */
  readonly id: string;
  readonly title: Text;
  readonly screen: ComponentType<ScreenProps>;
}

interface RoleScreens {
  /** The purposes for which its screens can be used */
  readonly purposes: readonly Purpose[];
  readonly sections: readonly Section[];
}

/** What each role has on its desk. */
export const ROLES: Readonly<Partial<Record<Role, RoleScreens>>> = {
  SHELTER_STAFF: {
    purposes: ['SHELTER', 'SUPPORT'],
    sections: [
      { id: 'places', title: PLACES.title, screen: Places },
      { id: 'requests', title: REQUESTS.title, screen: Requests },
      { id: 'guests', title: STAYS.title, screen: Stays },
    ],
  },
};

/** Purposes of use, in words that tell nobody what the work is about. */
export const PURPOSES: Readonly<Record<Purpose, Text>> = {
  POLICE_RESPONSE: { kk: 'Шақыру', ru: 'Вызов', en: 'Call-out' },
  MEDICAL_CARE: { kk: 'Емдеу', ru: 'Лечение', en: 'Care' },
  FORENSIC_EXAM: { kk: 'Қарап тексеру', ru: 'Осмотр', en: 'Examination' },
  SHELTER: { kk: 'Орын беру', ru: 'Дать место', en: 'Giving a place' },
  SUPPORT: { kk: 'Қолдау', ru: 'Поддержка', en: 'Support' },
  LEGAL_AID: { kk: 'Заң көмегі', ru: 'Юридическая помощь', en: 'Legal aid' },
  PROTECTION_ORDER: { kk: 'Нұсқама', ru: 'Предписание', en: 'Order' },
  COURT: { kk: 'Сот', ru: 'Суд', en: 'Court' },
  STEWARDSHIP: { kk: 'Жазба сапасы', ru: 'Качество записей', en: 'Quality of records' },
  SUBJECT_REQUEST: { kk: 'Өз сұрауы', ru: 'Собственный запрос', en: 'Own request' },
  EMERGENCY: { kk: 'Шұғыл', ru: 'Срочно', en: 'Emergency' },
};
