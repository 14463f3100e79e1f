import { useState } from 'preact/hooks';
import { EvidenceKitByNumberDocument } from '../../generated/graphql';
import type { ScreenProps } from '../frame/roles';
import { useLive } from '../hub/live';
import { useDoing } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { Input } from '../parts/Fields';
import { Paper } from '../parts/Paper';
import { QrCode } from '../parts/QrCode';
import { Done, Empty, Progress, Waiting } from '../parts/Status';
import { CLINIC_TITLES } from '../roles/clinic-titles';
import { KitPanel } from './KitPanel';
import { NewKit } from './NewKit';
import { badgeOf, scanned } from './scanned';
import { KITS } from './words';

/** Each press for a new kit is for somebody else: the form is a new one, and what the last visitor was shown is gone. */
type Shown =
  | { readonly is: 'kit'; readonly number: string }
  | { readonly is: 'new'; readonly form: string }
  | { readonly is: 'badge' }
  | null;

/** Custody: a label is scanned, and what may be done with that kit is there. Nobody has to look at others to find it. */
export function Kits({ zone, agency, staff }: ScreenProps) {
  const say = useSay();
  const [typed, type] = useState('');
  const [shown, show] = useState<Shown>(null);
  const doing = useDoing();
  const go = (next: Shown) => {
    doing.clear();
    show(next);
  };
  return (
    <>
      <ErrorSummary problems={doing.problems} />
      <h1 class="govuk-heading-l">{say(CLINIC_TITLES.kits)}</h1>
      <Done text={doing.done} />
      {doing.busy && <Progress text={W.sending} />}
      <form
        noValidate
        class="desk-scan"
        onSubmit={(event) => {
          event.preventDefault();
          const number = scanned(typed);
          if (!/^\d{10}$/.test(number)) return doing.refuse([{ text: KITS.scanWrong, field: 'number' }]);
          type('');
          go({ is: 'kit', number });
        }}
      >
        <Input
          field="number"
          label={say(KITS.scan)}
          hint={say(KITS.scanHint)}
          value={typed}
          onInput={type}
          wide
          problems={doing.problems}
        />
        <div class="desk-buttons">
          <button type="submit" class="govuk-button">
            {say(KITS.find)}
          </button>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() => go({ is: 'new', form: crypto.randomUUID() })}
          >
            {say(KITS.fresh)}
          </button>
          <button type="button" class="govuk-button govuk-button--secondary" onClick={() => go({ is: 'badge' })}>
            {say(KITS.badge)}
          </button>
        </div>
      </form>
      {shown?.is === 'kit' && (
        <Found key={shown.number} number={shown.number} zone={zone} agency={agency} staff={staff} doing={doing} />
      )}
      {shown?.is === 'new' && <NewKit key={shown.form} zone={zone} doing={doing} onBack={() => go(null)} />}
      {shown?.is === 'badge' && (
        <>
          <p class="govuk-hint">{say(KITS.badgeHint)}</p>
          <Paper size="label">
            <QrCode text={badgeOf(agency, staff)} label={say(KITS.badge)} />
          </Paper>
        </>
      )}
    </>
  );
}

interface FoundProps extends ScreenProps {
  readonly number: string;
  readonly doing: ReturnType<typeof useDoing>;
}

function Found({ number, ...about }: FoundProps) {
  const say = useSay();
  const { data, fault, reload } = useLive(EvidenceKitByNumberDocument, { number });
  if (!data) return <Waiting fault={fault} />;
  const [kit] = data.evidenceKits.edges;
  return kit ? <KitPanel kit={kit.node} reload={reload} {...about} /> : <Empty>{say(KITS.none)}</Empty>;
}
