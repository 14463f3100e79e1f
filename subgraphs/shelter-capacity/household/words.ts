import type { Text } from '../../kit/index.js';
import { BedMisfit } from './fit.js';

/** Why a unit does not take a household, in words. */
export const MISFIT_WORDS: Readonly<Record<BedMisfit, Text>> = {
  [BedMisfit.NOT_ADMITTING]: {
    en: 'The shelter admits nobody now.',
    ru: 'Приют сейчас никого не принимает.',
    kk: 'Баспана қазір ешкімді қабылдамайды.',
  },
  [BedMisfit.OUT_OF_SEASON]: {
    en: 'The unit is not open for all of these nights.',
    ru: 'Место открыто не на все эти ночи.',
    kk: 'Орын бұл түндердің бәріне ашық емес.',
  },
  [BedMisfit.NO_BEDS_FREE]: {
    en: 'Not enough beds are free for these nights.',
    ru: 'На эти ночи недостаточно свободных мест.',
    kk: 'Бұл түндерге бос орын жеткіліксіз.',
  },
  [BedMisfit.TOO_FEW_BEDS]: {
    en: 'The unit has fewer beds than the household needs.',
    ru: 'В помещении меньше мест, чем нужно семье.',
    kk: 'Бөлмедегі орын отбасыға жетпейді.',
  },
  [BedMisfit.HOUSEHOLD_TYPE]: {
    en: 'The unit is for another kind of household (with or without children).',
    ru: 'Помещение для семей другого состава (с детьми или без детей).',
    kk: 'Бөлме басқа құрамдағы отбасыға арналған (балалы немесе баласыз).',
  },
  [BedMisfit.BOY_TOO_OLD]: {
    en: 'A boy of this age is not taken here.',
    ru: 'Мальчиков этого возраста сюда не принимают.',
    kk: 'Мұндай жастағы ұл бала мұнда қабылданбайды.',
  },
  [BedMisfit.GIRL_TOO_OLD]: {
    en: 'A girl of this age is not taken here.',
    ru: 'Девочек этого возраста сюда не принимают.',
    kk: 'Мұндай жастағы қыз бала мұнда қабылданбайды.',
  },
  [BedMisfit.CHILD_TOO_YOUNG]: {
    en: 'A child this young is not taken here.',
    ru: 'Таких маленьких детей сюда не принимают.',
    kk: 'Мұндай кішкентай бала мұнда қабылданбайды.',
  },
  [BedMisfit.ADULT_TOO_YOUNG]: {
    en: 'A mother or woman of this age is not taken here.',
    ru: 'Женщин этого возраста сюда не принимают.',
    kk: 'Мұндай жастағы әйел мұнда қабылданбайды.',
  },
  [BedMisfit.MEN_NOT_TAKEN]: {
    en: 'The unit takes women only.',
    ru: 'Сюда принимают только женщин.',
    kk: 'Мұнда тек әйелдер қабылданады.',
  },
  [BedMisfit.NO_WHEELCHAIR_ACCESS]: {
    en: 'The unit is not accessible by wheelchair.',
    ru: 'Помещение недоступно для кресла-коляски.',
    kk: 'Бөлме мүгедек арбасына қолжетімсіз.',
  },
  [BedMisfit.NO_PETS]: {
    en: 'Pets are not taken.',
    ru: 'С животными не принимают.',
    kk: 'Үй жануарларымен қабылдамайды.',
  },
  [BedMisfit.NO_COMMON_LANGUAGE]: {
    en: 'Nobody there speaks a language of hers.',
    ru: 'Там никто не говорит на её языке.',
    kk: 'Онда оның тілінде сөйлейтін ешкім жоқ.',
  },
  [BedMisfit.STAY_TOO_LONG]: {
    en: 'The unit is not given for so many nights.',
    ru: 'На столько ночей место не дают.',
    kk: 'Орын мұнша түнге берілмейді.',
  },
};
