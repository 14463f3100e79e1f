import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Fault } from '../hub/client';
import { hubNow } from '../hub/connection';
import type { Look } from '../hub/look';
import { noAnswer } from '../hub/step';
import { running } from '../language/format';
import { type Text, useSay } from '../language/language';
import { W } from '../language/words';
import { takeFocus } from './focus';
import { useNow } from './now';

/** Says that something takes its time, once it has taken a second. */
export function Progress({ text }: { readonly text: Text }) {
  const say = useSay();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="govuk-body desk-progress" role="status">
      {slow ? say(text) : ''}
    </p>
  );
}

/** What was done: said when the hub has said so. */
export function Done({ text }: { readonly text: Text | null }) {
  const say = useSay();
  useLayoutEffect(() => {
    if (text) takeFocus('done');
  }, [text]);
  return (
    <div role="status">
      {text && (
        <p class="desk-done" id="done" tabIndex={-1}>
          {say(text)}
        </p>
      )}
    </div>
  );
}

/** Nothing to show yet: what is awaited, or why it does not come. */
export function Waiting({ fault }: { readonly fault: Fault | undefined }) {
  const say = useSay();
  if (!fault) return <Progress text={W.loading} />;
  return (
    <p class="govuk-inset-text" role="status">
      {say(noAnswer(fault))}
    </p>
  );
}

/** A look that has no answer yet; where it failed, somebody says whether it is made again. */
export function Looking({ look: { fault, busy, again } }: { readonly look: Look<unknown> }) {
  const say = useSay();
  return (
    <>
      <Waiting fault={fault} />
      {fault && (
        <button type="button" class="govuk-button govuk-button--secondary" aria-disabled={busy} onClick={again}>
          {say(W.again)}
        </button>
      )}
    </>
  );
}

/** There is nothing, and what to do next. */
export const Empty = ({ children }: { readonly children: ComponentChildren }) => (
  <p class="govuk-body desk-empty">{children}</p>
);

/** What is not shown is said to be so, with the reason: it never looks like nothing. */
export function Withheld({ why }: { readonly why: Text }) {
  const say = useSay();
  return (
    <span class="desk-withheld">
      {say(W.withheld)}: {say(why)}
    </span>
  );
}

/** How long until an instant of the hub's, and in red when it is little. */
export function Countdown({
  until,
  label,
  over,
}: {
  readonly until: string;
  readonly label: Text;
  readonly over: Text;
}) {
  const say = useSay();
  useNow();
  const left = Date.parse(until) - hubNow();
  const little = left < 10 * 60_000;
  return (
    <p class={`desk-countdown${little ? ' desk-countdown--little' : ''}`}>
      {left > 0 ? (
        <>
          {say(label)} <strong>{running(left)}</strong>
        </>
      ) : (
        <strong>{say(over)}</strong>
      )}
    </p>
  );
}
