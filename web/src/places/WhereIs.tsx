import { useState } from 'preact/hooks';
import { ShelterAddressSetDocument } from '../../generated/graphql';
import { type Problem, step, useDoing } from '../hub/step';
import { LANGUAGE_NAMES, LANGUAGES, type Language, type Text, useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Input } from '../parts/Fields';
import { Done, Progress } from '../parts/Status';
import { atIds, StepForm, Sure } from '../parts/StepForm';
import { WHERE_IS } from './where-is-words';
import { PLACES } from './words';

/** As the hub takes it. */
const PHONE = /^\+?[0-9][0-9 ()-]{3,20}$/;
/** Each with its fraction, after a point or a comma: "43,25" alone is no latitude with a longitude. */
const POSITION = /^(-?\d{1,2}[.,]\d+)[,;\s]+(-?\d{1,3}[.,]\d+)$/;

const FIELDS = { phone: 'phone', latitude: 'position', longitude: 'position' };

const BLANK: Text = { kk: '', ru: '', en: '' };
const PARTS = ['meetingPoint', 'address'] as const;
type Part = (typeof PARTS)[number];

interface Props {
  readonly house: { readonly id: string; readonly name: string };
  readonly onBack: () => void;
}

/** Where a house is, and where they are met: entered and sealed, and shown to nobody here, whoever entered it. */
export function WhereIs({ house, onBack }: Props) {
  const say = useSay();
  const doing = useDoing();
  const [text, write] = useState<Readonly<Record<Part, Text>>>({ meetingPoint: BLANK, address: BLANK });
  const [position, setPosition] = useState('');
  const [phone, setPhone] = useState('');
  const [asking, ask] = useState(false);
  const given = (part: Part) => LANGUAGES.filter((language) => text[part][language].trim() !== '');
  const left = PARTS.find((part) => given(part).length === 0);
  const point = POSITION.exec(position.trim());

  function problemsOf(): Problem[] {
    const found: Problem[] = [];
    if (PARTS.every((part) => given(part).length === 0))
      found.push({ text: WHERE_IS.nothing, field: idOf('meetingPoint', LANGUAGES[0]) });
    for (const part of PARTS) {
      const missing = given(part).length > 0 && LANGUAGES.find((language) => !given(part).includes(language));
      if (missing) found.push({ text: missingOf(part), field: idOf(part, missing) });
    }
    if (position.trim() && !point) found.push({ text: WHERE_IS.positionWrong, field: 'position' });
    if (phone.trim() && !PHONE.test(phone.trim())) found.push({ text: WHERE_IS.phoneWrong, field: 'phone' });
    if ((position.trim() || phone.trim()) && given('address').length === 0)
      found.push({ text: WHERE_IS.ofAddress, field: idOf('address', LANGUAGES[0]) });
    return found;
  }

  async function send(): Promise<void> {
    const words = (part: Part) => (given(part).length === 0 ? null : trimmed(text[part]));
    const input = {
      shelterId: house.id,
      meetingPoint: words('meetingPoint'),
      address: words('address'),
      latitude: point && degrees(point[1]!),
      longitude: point && degrees(point[2]!),
      phone: phone.trim() || null,
    };
    // what is wrong is said above the form
    ask(false);
    await doing.run(async () => atIds(await step(ShelterAddressSetDocument, { input }), FIELDS), WHERE_IS.entered);
  }

  // nothing of it stays in the page
  if (doing.done)
    return (
      <>
        <Done text={doing.done} />
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onBack}>
          {say(W.back)}
        </button>
      </>
    );
  if (asking && left)
    return (
      <Sure
        words={left === 'address' ? WHERE_IS.noAddress : WHERE_IS.noMeetingPoint}
        submit={WHERE_IS.without}
        warning
        doing={doing}
        onBack={() => ask(false)}
        onSubmit={() => void send()}
      />
    );
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      {doing.busy && <Progress text={W.sending} />}
      <StepForm
        doing={doing}
        submit={WHERE_IS.enter}
        label={PLACES.whereIs}
        onBack={onBack}
        onSubmit={() => {
          const problems = problemsOf();
          if (problems.length > 0) return doing.refuse(problems);
          if (!left) return void send();
          doing.clear();
          ask(true);
        }}
      >
        <h2 class="govuk-heading-m">{house.name}</h2>
        <p class="govuk-inset-text">
          {say(WHERE_IS.who)} {say(WHERE_IS.replaces)}
        </p>
        {PARTS.map((part) => (
          <InThree
            key={part}
            part={part}
            value={text[part]}
            onInput={(value) => write({ ...text, [part]: value })}
            problems={doing.problems}
          />
        ))}
        <Input
          field="position"
          label={say(WHERE_IS.position)}
          hint={say(WHERE_IS.positionHint)}
          value={position}
          onInput={setPosition}
          wide
          problems={doing.problems}
        />
        <Input
          field="phone"
          label={say(WHERE_IS.phone)}
          hint={say(WHERE_IS.phoneHint)}
          value={phone}
          onInput={setPhone}
          wide
          problems={doing.problems}
        />
      </StepForm>
    </>
  );
}

interface InThreeProps {
  readonly part: Part;
  readonly value: Text;
  readonly onInput: (value: Text) => void;
  readonly problems: readonly Problem[];
}

/** The same in each language: who reads it reads their own. */
function InThree({ part, value, onInput, problems }: InThreeProps) {
  const say = useSay();
  return (
    <fieldset class="govuk-fieldset" aria-describedby={`${part}-hint`}>
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{say(WHERE_IS[part])}</legend>
      <div class="govuk-hint" id={`${part}-hint`}>
        {say(WHERE_IS[`${part}Hint`])}
      </div>
      {LANGUAGES.map((language) => (
        <Input
          key={language}
          field={idOf(part, language)}
          label={LANGUAGE_NAMES[language]}
          value={value[language]}
          onInput={(words) => onInput({ ...value, [language]: words })}
          wide
          prose
          problems={problems}
        />
      ))}
    </fieldset>
  );
}

const idOf = (part: Part, language: string): string => `${part}-${language}`;

const ofEach = (words: (language: Language) => string): Text => ({ kk: words('kk'), ru: words('ru'), en: words('en') });

const missingOf = (part: Part): Text => ofEach((spoken) => `${WHERE_IS[part][spoken]}: ${WHERE_IS.oneMissing[spoken]}`);

const degrees = (written: string): number => Number(written.replace(',', '.'));

const trimmed = (text: Text): Text => ofEach((spoken) => text[spoken].trim());
