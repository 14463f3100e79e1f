import { useState } from 'preact/hooks';
import type { Config, Provider } from '../config';
import type { Problem } from '../hub/step';
import { useSay } from '../language/language';
import { W } from '../language/words';
import { ErrorSummary } from '../parts/ErrorSummary';
import { goToProvider } from '../session/sign-in';

interface Props {
  readonly config: Config | null;
  readonly why: 'new' | 'left' | 'over' | 'failed';
}

const NOTICES = { left: W.signedOut, over: W.sessionOver } as const;

export function SignIn({ config, why }: Props) {
  const say = useSay();
  const [problems, refuse] = useState<readonly Problem[]>(
    config === null ? [{ text: W.notNow }] : why === 'failed' ? [{ text: W.signInFailed }] : [],
  );
  const go = (provider: Provider, hint?: string) =>
    goToProvider(provider, hint).catch(() => refuse([{ text: W.signInFailed }]));
  const [first] = config?.signIn ?? [];
  return (
    <>
      <ErrorSummary problems={problems} />
      <h1 class="govuk-heading-l">{say(W.signIn)}</h1>
      {(why === 'left' || why === 'over') && (
        <p class="govuk-inset-text" role="status">
          {say(NOTICES[why])}
        </p>
      )}
      {config && config.demoAccounts.length === 0 && (
        <div class="desk-choices">
          {config.signIn.map((provider) => (
            <button type="button" class="govuk-button" key={provider.issuer} onClick={() => go(provider)}>
              {say(W.signIn)}
              {provider.label && `: ${provider.label}`}
            </button>
          ))}
        </div>
      )}
      {config && first && config.demoAccounts.length > 0 && (
        <>
          <h2 class="govuk-heading-s">{say(W.signInAs)}</h2>
          <div class="desk-choices" lang="en">
            {config.demoAccounts.map(({ sub, label, hint }) => (
              <button
                type="button"
                class="govuk-button govuk-button--secondary"
                key={sub}
                onClick={() => go(first, sub)}
              >
                <strong>{label}</strong>
                <br />
                {hint}
              </button>
            ))}
          </div>
        </>
      )}
    </>
  );
}
