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
};
