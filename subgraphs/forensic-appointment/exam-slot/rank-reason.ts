import type { Language, Text } from '../../kit/index.js';
import type { EvidenceWindow } from '../evidence-window/vocabulary.js';
import type { Ring } from './windows.js';

export interface RankFacts {
  /** What can still be taken now and no longer when the slot begins; null when the caller is not told about windows */
  readonly lost: readonly EvidenceWindow[] | null;
  /** Null when the caller is not told how soon it is due */
  readonly targetHours: number | null;
  readonly inTime: boolean;
  /** Null when no region was asked for */
  readonly ring: Ring | null;
  /** A mobile team comes to her region */
  readonly comesToHer: boolean;
  /** Minutes within which an examiner on call is there; null when the examiner is at work */
  readonly onCallWithin: number | null;
}

/** Why a slot stands where it stands, in words: the keys of the ranking, in their order. */
export function rankReason(facts: RankFacts, language: Language): string {
  const parts: Text[] = [];
  if (facts.lost?.length === 0) parts.push(IN_TIME_FOR_ALL);
  if (facts.lost && facts.lost.length > 0) {
    const names = facts.lost.map(({ name }) => name[language]).join(', ');
    parts.push(each(TOO_LATE_FOR, (text) => `${text}: ${names}`));
  }
  const { targetHours } = facts;
  if (targetHours === null) parts.push(GO_NOW);
  else parts.push(each(facts.inTime ? WITHIN : LATER_THAN, (text) => text.replace('#', String(targetHours))));
  if (facts.comesToHer) parts.push(TEAM_COMES);
  else if (facts.ring !== null) parts.push(REGION[facts.ring]);
  if (facts.onCallWithin !== null) {
    const minutes = String(facts.onCallWithin);
    parts.push(each(ON_CALL, (text) => text.replace('#', minutes)));
  }
  return `${parts.map((part) => part[language]).join('; ')}.`;
}

const each = (text: Text, change: (one: string) => string): Text => ({
  en: change(text.en),
  ru: change(text.ru),
  kk: change(text.kk),
});

const IN_TIME_FOR_ALL: Text = {
  en: 'In time for everything that can still be taken',
  ru: 'Успевает ко всему, что ещё можно взять',
  kk: 'Әлі алуға болатынның бәріне үлгереді',
};
const TOO_LATE_FOR: Text = {
  en: 'After the usual time, still taken after advice',
  ru: 'После обычного срока, берут после консультации',
  kk: 'Әдеттегі мерзімнен кейін, кеңестен соң алынады',
};
const GO_NOW: Text = {
  en: 'Go now, the examiner decides',
  ru: 'Ехать сейчас, решает эксперт',
  kk: 'Қазір барыңыз, сарапшы шешеді',
};
const WITHIN: Text = {
  en: 'within the # hours that are asked for',
  ru: 'в пределах требуемых # ч',
  kk: 'талап етілген # сағат ішінде',
};
const LATER_THAN: Text = {
  en: 'later than the # hours that are asked for',
  ru: 'позже требуемых # ч',
  kk: 'талап етілген # сағаттан кеш',
};
/** By {@link Ring} */
const REGION: readonly [Text, Text, Text] = [
  { en: 'in her region', ru: 'в её регионе', kk: 'оның өңірінде' },
  { en: 'in a region next to hers', ru: 'в соседнем регионе', kk: 'көршілес өңірде' },
  { en: 'in a region farther away', ru: 'в более дальнем регионе', kk: 'алысырақ өңірде' },
];
const TEAM_COMES: Text = {
  en: 'a mobile team comes to her region',
  ru: 'выездная бригада приезжает в её регион',
  kk: 'көшпелі топ оның өңіріне келеді',
};
const ON_CALL: Text = {
  en: 'the examiner is on call, there within # minutes',
  ru: 'эксперт дежурит на вызове, прибывает в течение # мин',
  kk: 'сарапшы шақыру бойынша кезекші, # минут ішінде келеді',
};
