import type { EntityManager } from 'typeorm';
import { AgencyKind, type Text } from '../../subgraphs/kit/index.js';
import { SEED_AGENCIES, type SeedAgency } from './agencies.js';
import { seedId } from './ids.js';

interface SeedService {
  readonly name: Text;
  readonly description: Text;
  readonly languages: readonly string[];
  readonly phones?: readonly string[];
  readonly nationwide?: boolean;
}

const PLACE_OF_SAFETY: SeedService = {
  name: {
    kk: 'Әйелдер мен балаларға уақытша баспана',
    ru: 'Временное убежище для женщин с детьми',
    en: 'Place of safety for women with children',
  },
  description: {
    kk: 'Қауіпсіз жерде тұру, тамақ, психолог пен заңгердің көмегі. Алдымен 150 нөміріне қоңырау шалыңыз.',
    ru: 'Проживание в безопасном месте, питание, помощь психолога и юриста. Сначала позвоните по номеру 150.',
    en: 'A safe place to stay, meals, help by a psychologist and a lawyer. Call 150 first.',
  },
  languages: ['kk', 'ru'],
};

const SUPPORT: SeedService = {
  name: { kk: 'Қолдау және сүйемелдеу', ru: 'Поддержка и сопровождение', en: 'Support and accompaniment' },
  description: {
    kk: 'Маман сізбен бірге полицияға, сараптамаға немесе сотқа барады.',
    ru: 'Специалист пойдёт с вами в полицию, на экспертизу или в суд.',
    en: 'An advocate goes with you to the police, to an examination or to court.',
  },
  languages: ['kk', 'ru', 'en'],
};

const HELPLINE: SeedService = {
  name: { kk: 'Тәулік бойы сенім телефоны', ru: 'Круглосуточный телефон доверия', en: 'Round-the-clock helpline' },
  description: {
    kk: 'Тұрмыстық зорлық-зомбылық кезіндегі психологиялық көмек пен кеңес. Тегін және құпия.',
    ru: 'Психологическая помощь и консультация при бытовом насилии. Бесплатно и анонимно.',
    en: 'Psychological support and information on domestic violence. Free and anonymous.',
  },
  languages: ['kk', 'ru'],
  phones: ['150'],
  nationwide: true,
};

const EXAMINATION: SeedService = {
  name: { kk: 'Сот-медициналық сараптама', ru: 'Судебно-медицинская экспертиза', en: 'Forensic medical examination' },
  description: {
    kk: 'Дене жарақаттарын тіркеу және дәлел жинау. Кез келген қадамда тоқтата аласыз.',
    ru: 'Фиксация телесных повреждений и сбор доказательств. Вы можете остановить осмотр на любом шаге.',
    en: 'Recording of injuries and collection of evidence. You may stop it at any step.',
  },
  languages: ['kk', 'ru'],
};

const EMERGENCY_CARE: SeedService = {
  name: { kk: 'Шұғыл медициналық көмек', ru: 'Неотложная медицинская помощь', en: 'Emergency medical care' },
  description: {
    kk: 'Жарақаттарды тәулік бойы емдеу. Жедел жәрдем: 103.',
    ru: 'Лечение травм круглосуточно. Скорая помощь: 103.',
    en: 'Treatment of injuries at any hour. Ambulance: 103.',
  },
  languages: ['kk', 'ru'],
  phones: ['103'],
};

const FAMILY_SUPPORT: SeedService = {
  name: { kk: 'Отбасына әлеуметтік қолдау', ru: 'Социальная поддержка семьи', en: 'Social support for families' },
  description: {
    kk: 'Жәрдемақы, құжаттар, балабақша мен мектеп мәселелері бойынша көмек.',
    ru: 'Помощь с пособиями, документами, детским садом и школой.',
    en: 'Help with benefits, documents, nursery and school.',
  },
  languages: ['kk', 'ru'],
};

const LEGAL_AID: SeedService = {
  name: { kk: 'Тегін заң көмегі', ru: 'Бесплатная юридическая помощь', en: 'Free legal aid' },
  description: {
    kk: 'Қорғау нұсқамасы, ажырасу, алимент және тұрғын үй бойынша кеңес пен өкілдік.',
    ru: 'Консультация и представительство: защитное предписание, развод, алименты, жильё.',
    en: 'Advice and representation: protective orders, divorce, maintenance, housing.',
  },
  languages: ['kk', 'ru', 'en'],
};

function servicesOf({ kind, operator }: SeedAgency): readonly SeedService[] {
  if (operator) return [];
  switch (kind) {
    case AgencyKind.CRISIS_CENTRE:
      return [PLACE_OF_SAFETY, SUPPORT];
    case AgencyKind.HELPLINE:
      return [HELPLINE];
    case AgencyKind.FORENSIC_CLINIC:
      return [EXAMINATION];
    case AgencyKind.HOSPITAL:
      return [EMERGENCY_CARE];
    case AgencyKind.SOCIAL_SERVICE:
      return [FAMILY_SUPPORT];
    case AgencyKind.LEGAL_AID:
      return [LEGAL_AID];
    default:
      return [];
  }
}

/** Published in Russian, translated into all three. */
const translations = (name: Text, description?: Text) =>
  Object.fromEntries(
    (['kk', 'ru', 'en'] as const).map((language) => [
      language,
      { name: name[language], ...(description ? { description: description[language] } : {}) },
    ]),
  );

export async function seedServices(manager: EntityManager): Promise<void> {
  const publishers = SEED_AGENCIES.filter((agency) => servicesOf(agency).length > 0);
  const organization = (slug: string) => seedId(`organization:${slug}`);
  const confidential = (agency: SeedAgency) => agency.kind === AgencyKind.CRISIS_CENTRE;
  await manager.query(
    `INSERT INTO organization (id, name, translations, agency_id, region_code, confidential)
     SELECT id, name, translations, agency, region, confidential FROM jsonb_to_recordset($1) AS o (id uuid, name text, translations jsonb,
       agency uuid, region text, confidential boolean) ON CONFLICT DO NOTHING`,
    [
      JSON.stringify(
        publishers.map((agency) => ({
          id: organization(agency.slug),
          name: agency.name.ru,
          translations: translations(agency.name),
          agency: seedId(`agency:${agency.slug}`),
          region: agency.regionCode,
          confidential: confidential(agency),
        })),
      ),
    ],
  );
  await manager.query(
    `INSERT INTO service (id, organization_id, confidential, name, description, translations, status, languages, phones, region_code, nationwide)
     SELECT id, organization, confidential, name, description, translations, 'ACTIVE', languages, phones, region, nationwide
     FROM jsonb_to_recordset($1) AS s (id uuid, organization uuid, confidential boolean, name text, description text, translations jsonb,
       languages text[], phones text[], region text, nationwide boolean)
     -- a second start finds them, and those of an organisation that has become confidential must not be written again
     ON CONFLICT DO NOTHING`,
    [
      JSON.stringify(
        publishers.flatMap((agency) =>
          servicesOf(agency).map(({ name, description, languages, phones = [], nationwide = false }, i) => ({
            id: seedId(`service:${agency.slug}/${i + 1}`),
            organization: organization(agency.slug),
            confidential: confidential(agency),
            name: name.ru,
            description: description.ru,
            translations: translations(name, description),
            languages,
            phones,
            region: nationwide ? null : agency.regionCode,
            nationwide,
          })),
        ),
      ),
    ],
  );
}
