import { Refusal, UserErrorCode } from '../../kit/index.js';

/** To be reviewed by a lawyer of each jurisdiction. */
export const ERASURE_POLICY = {
  /** Days between her asking and the keys being destroyed: she may have been made to ask, and can still change her mind */
  waitingDays: 14,
  /** Days within which a legal hold must be looked at again */
  holdReviewDays: 365,
} as const;

export interface ErasureTerms {
  readonly form: 'WRITTEN' | 'ORAL';
  readonly witness: 'COLLEAGUE' | 'INTERPRETER' | 'CHOSEN_BY_HER' | 'RELATIVE';
  readonly inPerson: boolean;
}

/** Every reason why this is not a request that may be carried out: whoever makes her ask must not be able to do it for her. */
export function refusalsOfErasure({ form, witness, inPerson }: ErasureTerms): Refusal[] {
  const refusals: Refusal[] = [];
  const refuse = (field: string, en: string, ru: string, kk: string) =>
    refusals.push(new Refusal(UserErrorCode.INVALID, { en, ru, kk }, [field]));
  if (!inPerson)
    refuse(
      'inPerson',
      'She asks for this in person, never by telephone or through somebody else.',
      'Об этом она просит лично, а не по телефону и не через других.',
      'Мұны ол телефонмен немесе басқа біреу арқылы емес, өзі келіп сұрайды.',
    );
  if (form !== 'WRITTEN')
    refuse(
      'form',
      'Take this request in writing.',
      'Примите это заявление в письменном виде.',
      'Бұл өтінішті жазбаша түрде алыңыз.',
    );
  if (witness === 'RELATIVE')
    refuse(
      'witness',
      'A relative may not be the witness. Ask a colleague or somebody she chooses.',
      'Родственник не может быть свидетелем. Пригласите коллегу или того, кого она выберет.',
      'Туысы куә бола алмайды. Әріптесіңізді немесе ол таңдаған адамды шақырыңыз.',
    );
  return refusals;
}
