import type { Text } from '../../../../kit/index.js';
import type { ExamDangerSign } from '../../vocabulary.js';
import { text } from './text.js';

/** Kazakhstan: 103 is the ambulance (secondary source). */
export const AMBULANCE = '103';

export const EMERGENCY_ADVICE: Text = text(
  'Emergency care first: call 103 or go to the nearest emergency department now. The examination comes afterwards; its time can be kept meanwhile.',
  'Сначала неотложная помощь: звоните 103 или езжайте в ближайшее приёмное отделение сейчас. Осмотр — после; время для него можно занять уже теперь.',
  'Алдымен жедел көмек: 103-ке қоңырау шалыңыз немесе қазір ең жақын қабылдау бөліміне барыңыз. Тексеру — содан кейін; оның уақытын қазірден сақтап қоюға болады.',
);

/**
 * Why a sign goes to emergency care first. Strangulation: RACGP 2022 (S), arteries can be injured without a mark on the skin; the others are
 * background knowledge (B), the age of a small child too. To be reviewed by a forensic physician.
 */
export const DANGER_SIGNS: Readonly<Record<ExamDangerSign, Text>> = {
  STRANGULATION: text(
    'Strangulation: arteries can be injured without a mark on the neck.',
    'Удушение: артерии могут быть повреждены без следов на шее.',
    'Тұншықтыру: мойында із қалмаса да, артериялар зақымдануы мүмкін.',
  ),
  HEAD_INJURY: text(
    'Head injury: bleeding inside the skull shows late.',
    'Травма головы: внутричерепное кровотечение проявляется поздно.',
    'Бас жарақаты: бас сүйек ішіндегі қан кету кеш білінеді.',
  ),
  LOSS_OF_CONSCIOUSNESS: text(
    'Loss of consciousness: the cause must be found first.',
    'Потеря сознания: сначала нужно найти причину.',
    'Есінен тану: алдымен себебін анықтау керек.',
  ),
  PREGNANCY: text(
    'Pregnancy: mother and child are looked at first.',
    'Беременность: сначала осматривают мать и плод.',
    'Жүктілік: алдымен анасы мен баласы тексеріледі.',
  ),
  HEAVY_BLEEDING: text(
    'Heavy bleeding: it must be stopped first.',
    'Сильное кровотечение: сначала нужно его остановить.',
    'Қатты қан кету: алдымен оны тоқтату керек.',
  ),
  NECK_INJURY: text(
    'Neck injury: airway, arteries or spine may be hurt.',
    'Травма шеи: могут быть повреждены дыхательные пути, артерии или позвоночник.',
    'Мойын жарақаты: тыныс жолдары, артериялар немесе омыртқа зақымдануы мүмкін.',
  ),
  INTERNAL_INJURY: text(
    'Possible internal injury: bleeding inside may show late.',
    'Возможна внутренняя травма: внутреннее кровотечение проявляется поздно.',
    'Ішкі жарақат болуы мүмкін: ішкі қан кету кеш білінеді.',
  ),
  TROUBLE_BREATHING: text(
    'Trouble breathing: the airway can swell shut within hours.',
    'Трудно дышать: отёк дыхательных путей может нарастать часами.',
    'Тыныс алу қиын: тыныс жолдары бірнеше сағатта ісініп бітелуі мүмкін.',
  ),
  TROUBLE_SPEAKING_OR_SWALLOWING: text(
    'Changed voice or trouble swallowing: the throat may be injured.',
    'Изменился голос или трудно глотать: возможна травма гортани.',
    'Дауысы өзгерген немесе жұту қиын: көмей жарақаттанған болуы мүмкін.',
  ),
  VISION_CHANGE: text(
    'Changes of vision: head, neck arteries or eyes may be hurt.',
    'Нарушение зрения: могут быть повреждены голова, артерии шеи или глаза.',
    'Көрудің бұзылуы: бас, мойын артериялары немесе көз зақымдануы мүмкін.',
  ),
  CONFUSION: text(
    'Confusion or drowsiness: the brain must be looked at first.',
    'Спутанность сознания или сонливость: сначала исключают поражение мозга.',
    'Сананың шатасуы немесе ұйқышылдық: алдымен ми тексеріледі.',
  ),
  SEIZURE: text(
    'A seizure: it may come again, and its cause must be found.',
    'Судороги: могут повториться, нужно найти причину.',
    'Құрысу: қайталануы мүмкін, себебін табу керек.',
  ),
  SEVERE_PAIN: text(
    'Severe pain: the cause must be found first.',
    'Сильная боль: сначала нужно найти причину.',
    'Қатты ауырсыну: алдымен себебін табу керек.',
  ),
  CHEST_PAIN: text(
    'Chest pain: heart and lungs are looked at first.',
    'Боль в груди: сначала проверяют сердце и лёгкие.',
    'Кеуденің ауыруы: алдымен жүрек пен өкпе тексеріледі.',
  ),
  AIRWAY_BURN: text(
    'Burn of the face or airway: it can swell shut.',
    'Ожог лица или дыхательных путей: возможен опасный отёк.',
    'Бет немесе тыныс жолдарының күйігі: қауіпті ісіну болуы мүмкін.',
  ),
  SUICIDAL_THOUGHTS: text(
    'Thoughts of suicide: she is not left alone, and a doctor sees her first.',
    'Мысли о самоубийстве: не оставлять её одну, сначала осмотр врача.',
    'Өзіне қол жұмсау ойлары: оны жалғыз қалдырмаңыз, алдымен дәрігер қарайды.',
  ),
  YOUNG_CHILD: text(
    'A hurt child under two years: injuries of small children are hidden.',
    'Пострадал ребёнок до двух лет: травмы у маленьких детей скрыты.',
    'Екі жасқа толмаған бала зардап шекті: кішкентай балалардың жарақаты жасырын болады.',
  ),
};
