import { useState } from 'preact/hooks';
import { type CustodyAction, EvidenceKitConvertDocument, EvidenceKitStepDocument } from '../../generated/graphql';
import { hubNow } from '../hub/connection';
import { type Doing, type Problem, step, useForm } from '../hub/step';
import { day, moment, spaced } from '../language/format';
import { type Text, useLanguage, useSay } from '../language/language';
import { Input } from '../parts/Fields';
import { useFocusKept, useOpened } from '../parts/focus';
import { Paper } from '../parts/Paper';
import { QrCode } from '../parts/QrCode';
import { StepForm } from '../parts/StepForm';
import { Wide } from '../parts/Wide';
import { isNewSeal, type Kit, nextFor, secondOf } from './custody';
import { personOf, scanned } from './scanned';
import { ACTIONS, KIT_STATES, KITS, REFUSALS, STEPS } from './words';

interface Props {
  readonly kit: Kit;
  readonly zone: string;
  readonly agency: string;
  readonly staff: string;
  readonly doing: Doing;
  readonly reload: () => Promise<void>;
}

/** A kit: where it is, what may be done with it, and in whose hands it has been. */
export function KitPanel(props: Props) {
  const { kit, zone, agency, staff, doing } = props;
  const say = useSay();
  const spoken = useLanguage();
  const [asked, ask] = useState<CustodyAction | 'CONVERT' | 'LABEL' | null>(null);
  const name = `kit-${kit.id}`;
  useFocusKept(`${asked} ${kit.state}`, asked ? '' : name);
  const pick = (next: typeof asked) => {
    doing.clear();
    ask(next);
  };
  const next = nextFor(kit, agency);
  const mayConvert = kit.selfReferred && !kit.convertedAt && kit.state !== 'DESTROYED';
  const button = (to: NonNullable<typeof asked>, words: Text, main: boolean) => (
    <button
      type="button"
      key={to}
      class={`govuk-button${main ? '' : ' govuk-button--secondary'}`}
      aria-describedby={name}
      onClick={() => pick(to)}
    >
      {say(words)}
    </button>
  );
  const who = (byAgency: string | null | undefined, byStaff: string | null | undefined) =>
    byStaff === staff
      ? say(KITS.you)
      : `${say(byAgency === agency ? KITS.colleague : KITS.other)} ${byStaff?.slice(-4)}`;
  const at = (instant: string) => moment(instant, hubNow(), spoken, zone);
  return (
    <section class="desk-card desk-panel" aria-labelledby={name} tabIndex={-1} ref={useOpened<HTMLElement>()}>
      <h2 class="govuk-heading-m" id={name} tabIndex={-1}>
        {spaced(kit.number)}
      </h2>
      <ul class="desk-facts">
        <li>{say(KIT_STATES[kit.state])}</li>
        <li>
          {say(KITS.keepUntil)} {day(kit.keepUntil, spoken)} {kit.keepUntil.slice(0, 4)}
        </li>
        {kit.selfReferred && <li>{say(kit.convertedAt ? KITS.convert : KITS.alone)}</li>}
      </ul>
      {asked === null && (
        <>
          {next.length === 0 && kit.state !== 'DESTROYED' && <p class="desk-warning">{say(KITS.elsewhere)}</p>}
          <div class="desk-buttons">
            {next.map((action, i) => button(action, ACTIONS[action], i === 0))}
            {mayConvert && button('CONVERT', KITS.convert, false)}
            {button('LABEL', KITS.label, false)}
          </div>
        </>
      )}
      {asked === 'LABEL' && (
        <Paper size="label">
          <QrCode text={kit.number} label={kit.number} />
          <strong>{spaced(kit.number)}</strong>
        </Paper>
      )}
      {asked === 'CONVERT' && <Convert {...props} onBack={() => pick(null)} onDone={() => ask(null)} />}
      {asked !== null && asked !== 'LABEL' && asked !== 'CONVERT' && (
        <Take key={asked} action={asked} {...props} onBack={() => pick(null)} onDone={() => ask(null)} />
      )}
      <Wide label={say(KITS.chain)}>
        <table class="desk-grid desk-grid--text">
          <caption>{say(KITS.chain)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(KITS.when)}</th>
              <th scope="col">{say(KITS.step)}</th>
              <th scope="col">{say(KITS.who)}</th>
              <th scope="col">{say(KITS.seal)}</th>
            </tr>
          </thead>
          <tbody>
            {kit.steps.map((each) => (
              <tr key={each.at + each.step}>
                <td>{at(each.at)}</td>
                <th scope="row">{say(STEPS[each.step] ?? KITS.step)}</th>
                <td>
                  {who(each.byAgency, each.byStaff)}
                  {each.withStaff && `, ${who(each.withAgency, each.withStaff)}`}
                </td>
                <td>{each.seal ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {kit.refusals.length > 0 && (
        <div class="desk-warning">
          <p>
            <strong>{say(KITS.refused)}</strong>
          </p>
          <ul class="govuk-list">
            {kit.refusals.map((each) => (
              <li key={each.at + each.step}>
                {at(each.at)}: {say(STEPS[each.step] ?? KITS.step)}, {say(REFUSALS[each.reason])} (
                {who(each.byAgency, each.byStaff)})
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface Step extends Props {
  readonly onBack: () => void;
  readonly onDone: () => void;
}

/** One step: seal and badge are scanned one after the other; Enter of the first goes on to the second. */
function Take({ kit, action, doing, reload, onBack, onDone }: Step & { readonly action: CustodyAction }) {
  const say = useSay();
  const [seal, setSeal] = useState('');
  const [badge, setBadge] = useState('');
  const [pin, setPin] = useState('');
  const second = secondOf(action);
  const form = useForm();
  const send = async () => {
    const person = personOf(scanned(badge));
    const number = scanned(seal);
    const problems: Problem[] = [];
    if (!/^[A-Z0-9-]{3,30}$/.test(number)) problems.push({ text: KITS.sealWrong, field: 'seal' });
    if (second && !person) problems.push({ text: KITS.personWrong, field: 'withStaff' });
    if (problems.length > 0) return doing.refuse(problems);
    const input = {
      ...{ kitId: kit.id, action, seal: number, pin: pin || null },
      ...(second && person ? { withAgency: person.agency, withStaff: person.staff } : {}),
    };
    const idempotencyKey = doing.keyFor(JSON.stringify([form, input]));
    const work = () => step(EvidenceKitStepDocument, { input: { ...input, idempotencyKey } });
    if (await doing.run(work, KITS.recorded, reload)) onDone();
  };
  return (
    <StepForm
      doing={doing}
      submit={ACTIONS[action]}
      warning={action === 'DESTROY'}
      onBack={onBack}
      onSubmit={() => {
        const next = document.getElementById('withStaff');
        if (next && !badge && document.activeElement?.id === 'seal') next.focus();
        else void send();
      }}
    >
      <Input
        field="seal"
        label={say(isNewSeal(action) ? KITS.sealNew : KITS.sealSame)}
        value={seal}
        onInput={setSeal}
        wide
        problems={doing.problems}
      />
      {second && (
        <Input
          field="withStaff"
          label={say(KITS[second])}
          hint={say(KITS.personWrong)}
          value={badge}
          onInput={setBadge}
          wide
          problems={doing.problems}
        />
      )}
      {action === 'DESTROY' && (
        <Input
          field="pin"
          label={say(KITS.pinOf)}
          hint={say(KITS.pinDestroy)}
          value={pin}
          onInput={setPin}
          numeric
          problems={doing.problems}
        />
      )}
    </StepForm>
  );
}

function Convert({ kit, doing, reload, onBack, onDone }: Step) {
  const say = useSay();
  const [pin, setPin] = useState('');
  return (
    <StepForm
      doing={doing}
      submit={KITS.convert}
      onBack={onBack}
      onSubmit={async () => {
        const typed = scanned(pin);
        if (!/^\d{8}$/.test(typed)) return doing.refuse([{ text: KITS.pinWrong, field: 'pin' }]);
        const input = { kitId: kit.id, pin: typed, idempotencyKey: doing.keyFor(`convert ${kit.id} ${typed}`) };
        const work = () => step(EvidenceKitConvertDocument, { input });
        if (await doing.run(work, KITS.recorded, reload)) onDone();
      }}
    >
      <Input field="pin" label={say(KITS.pinOf)} value={pin} onInput={setPin} numeric problems={doing.problems} />
    </StepForm>
  );
}
