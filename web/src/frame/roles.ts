import type { ComponentType } from 'preact';
import type { Purpose, Role } from '../../generated/graphql';
import type { Text } from '../language/language';

export interface ScreenProps {
  /** IANA zone of the facility's clock */
  readonly zone: string;
  /** The agency and the member of staff who works here */
  readonly agency: string;
  readonly staff: string;
}

export interface Section {
  /** In the address, and so in the browser's history: a word that says nothing */
  readonly id: string;
  readonly title: Text;
  readonly screen: ComponentType<ScreenProps>;
  /** How many things in it wait for whoever is signed in */
  readonly useCount?: () => number | undefined;
}

export interface RoleDesk {
  /** The purposes for which its screens can be used */
  readonly purposes: readonly Purpose[];
  /** Fetched once it is known who signed in: nobody waits for the screens of others */
  readonly screens: () => Promise<{ readonly sections: readonly Section[] }>;
}

/** Whoever works at a clinic has the same: a small one has one person for all of it. */
const CLINIC: RoleDesk = { purposes: ['FORENSIC_EXAM', 'MEDICAL_CARE'], screens: () => import('../roles/clinic') };

/** What each role has on its desk. */
export const ROLES: Readonly<Partial<Record<Role, RoleDesk>>> = {
  OFFICER: { purposes: ['POLICE_RESPONSE'], screens: () => import('../roles/officer') },
  SHELTER_STAFF: { purposes: ['SHELTER', 'SUPPORT'], screens: () => import('../roles/shelter') },
  SCHEDULER: CLINIC,
  EXAMINER: CLINIC,
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
