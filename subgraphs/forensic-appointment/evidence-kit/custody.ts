import type { Text } from '../../kit/index.js';

/**
 * OPENED → SEALED → HANDED_OVER → RECEIVED → STORED → ANALYSED → RETURNED → DESTROYED. A kit is always in the hands of one agency, or
 * on its way from one named person to another one.
 */
export enum KitState {
  OPENED = 'OPENED',
  SEALED = 'SEALED',
  HANDED_OVER = 'HANDED_OVER',
  RECEIVED = 'RECEIVED',
  STORED = 'STORED',
  ANALYSED = 'ANALYSED',
  RETURNED = 'RETURNED',
  DESTROYED = 'DESTROYED',
}

export enum CustodyAction {
  SEAL = 'SEAL',
  HAND_OVER = 'HAND_OVER',
  RECEIVE = 'RECEIVE',
  STORE = 'STORE',
  ANALYSE = 'ANALYSE',
  RETURN = 'RETURN',
  DESTROY = 'DESTROY',
}

export enum CustodyRefusalReason {
  OUT_OF_ORDER = 'OUT_OF_ORDER',
  NOT_THE_HOLDER = 'NOT_THE_HOLDER',
  SEAL_DIFFERS = 'SEAL_DIFFERS',
  NOT_CONVERTED = 'NOT_CONVERTED',
  KEPT_UNTIL = 'KEPT_UNTIL',
}

interface ActionRule {
  readonly from: readonly KitState[];
  readonly to: KitState;
  /** AWAITED: the agency that it was handed over to */
  readonly by: 'HOLDER' | 'AWAITED';
  /** The second person: a witness of the same agency, whoever is to receive it, or whoever gave it */
  readonly with: 'WITNESS' | 'RECIPIENT' | 'GIVER';
  /** A new seal is put on, or the one that is on must be the one that is said */
  readonly seal: 'NEW' | 'SAME';
}

const { OPENED, SEALED, HANDED_OVER, RECEIVED, STORED, ANALYSED, RETURNED, DESTROYED } = KitState;

export const CUSTODY: Readonly<Record<CustodyAction, ActionRule>> = {
  SEAL: { from: [OPENED], to: SEALED, by: 'HOLDER', with: 'WITNESS', seal: 'NEW' },
  HAND_OVER: {
    from: [SEALED, RECEIVED, STORED, ANALYSED],
    to: HANDED_OVER,
    by: 'HOLDER',
    with: 'RECIPIENT',
    seal: 'SAME',
  },
  RECEIVE: { from: [HANDED_OVER, RETURNED], to: RECEIVED, by: 'AWAITED', with: 'GIVER', seal: 'SAME' },
  STORE: { from: [SEALED, RECEIVED, ANALYSED], to: STORED, by: 'HOLDER', with: 'WITNESS', seal: 'SAME' },
  ANALYSE: { from: [RECEIVED, STORED], to: ANALYSED, by: 'HOLDER', with: 'WITNESS', seal: 'NEW' },
  RETURN: { from: [RECEIVED, STORED, ANALYSED], to: RETURNED, by: 'HOLDER', with: 'RECIPIENT', seal: 'SAME' },
  DESTROY: { from: [SEALED, RECEIVED, STORED, ANALYSED], to: DESTROYED, by: 'HOLDER', with: 'WITNESS', seal: 'SAME' },
};

/** A kit under its row lock. */
export interface Kit {
  readonly state: KitState;
  readonly holder: string;
  readonly awaitedBy: string | null;
  readonly seal: string | null;
  /** She came without the police, and it has not become part of a report: only she can make it one */
  readonly hersAlone: boolean;
  /** By the database's clock, in days: its period is over */
  readonly periodIsOver: boolean;
}

export interface Handling {
  readonly action: CustodyAction;
  readonly agency: string;
  readonly withAgency: string;
  readonly seal: string;
  /** She herself asked for it, her PIN said */
  readonly sheAsked: boolean;
}

/** Why a step may not be taken; null when it may. A refused one is shown in the chain, so that a gap is seen. */
export function custodyRefusal(
  kit: Kit,
  { action, agency, withAgency, seal, sheAsked }: Handling,
): CustodyRefusalReason | null {
  const rule = CUSTODY[action];
  if (!rule.from.includes(kit.state)) return CustodyRefusalReason.OUT_OF_ORDER;
  if (agency !== (rule.by === 'AWAITED' ? kit.awaitedBy : kit.holder)) return CustodyRefusalReason.NOT_THE_HOLDER;
  if (rule.seal === 'SAME' && seal !== kit.seal) return CustodyRefusalReason.SEAL_DIFFERS;
  if (kit.hersAlone && withAgency !== agency) return CustodyRefusalReason.NOT_CONVERTED;
  if (action === CustodyAction.DESTROY && !kit.periodIsOver && !sheAsked) return CustodyRefusalReason.KEPT_UNTIL;
  return null;
}

export const REFUSED: Readonly<Record<CustodyRefusalReason, Text>> = {
  OUT_OF_ORDER: {
    en: 'This step does not follow on the last one. The refusal is shown in the chain.',
    ru: 'Этот шаг не следует за предыдущим. Отказ показан в цепочке.',
    kk: 'Бұл қадам алдыңғысынан кейін келмейді. Бас тарту тізбекте көрсетілген.',
  },
  NOT_THE_HOLDER: {
    en: 'The kit is not with you, or was not handed over to you. The refusal is shown in the chain.',
    ru: 'Комплект находится не у вас или передан не вам. Отказ показан в цепочке.',
    kk: 'Жинақ сізде емес немесе сізге тапсырылмаған. Бас тарту тізбекте көрсетілген.',
  },
  SEAL_DIFFERS: {
    en: 'The seal is not the one that was put on. The refusal is shown in the chain.',
    ru: 'Пломба не та, что была наложена. Отказ показан в цепочке.',
    kk: 'Пломба салынған пломба емес. Бас тарту тізбекте көрсетілген.',
  },
  NOT_CONVERTED: {
    en: 'She came without the police: the kit stays with the clinic until she herself makes it a report.',
    ru: 'Она обратилась без полиции: комплект остаётся в клинике, пока она сама не сделает его частью заявления.',
    kk: 'Ол полициясыз келген: өзі арызға қоспайынша, жинақ клиникада қалады.',
  },
  KEPT_UNTIL: {
    en: 'The period for which it is kept is not over. Before that, only she herself may have it destroyed.',
    ru: 'Срок хранения не истёк. До этого уничтожить его можно только по её собственной просьбе.',
    kk: 'Сақтау мерзімі біткен жоқ. Оған дейін тек өзінің өтінішімен жоюға болады.',
  },
};

/** What she is told who follows her kit: no place, no name, no agency. */
export const STATE_TOLD: Readonly<Record<KitState, Text>> = {
  OPENED: { en: 'Being prepared.', ru: 'Готовится.', kk: 'Дайындалуда.' },
  SEALED: { en: 'Sealed.', ru: 'Запечатан.', kk: 'Мөрленген.' },
  HANDED_OVER: { en: 'On its way.', ru: 'В пути.', kk: 'Жолда.' },
  RECEIVED: { en: 'Received.', ru: 'Получен.', kk: 'Қабылданған.' },
  STORED: { en: 'In storage.', ru: 'На хранении.', kk: 'Сақтауда.' },
  ANALYSED: { en: 'Processed.', ru: 'Обработан.', kk: 'Өңделген.' },
  RETURNED: { en: 'On its way back.', ru: 'Возвращается.', kk: 'Қайтарылуда.' },
  DESTROYED: { en: 'No longer kept.', ru: 'Больше не хранится.', kk: 'Енді сақталмайды.' },
};
