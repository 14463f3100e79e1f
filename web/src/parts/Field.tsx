import type { ComponentChildren } from 'preact';
import type { Problem } from '../hub/step';
import { useSay } from '../language/language';

/** What every field has. */
export interface FieldProps {
  /** Its id, to which the summary of what is wrong leads */
  readonly field: string;
  readonly hint?: string;
  readonly problems: readonly Problem[];
}

interface Told {
  readonly wrong: string | undefined;
  /** The ids of what is said of it, for `aria-describedby` */
  readonly described: string | undefined;
}

/** A field under its label. */
export function Labelled({
  label,
  wide,
  children,
  ...of
}: FieldProps & {
  readonly label: string;
  /** As wide as there is room */
  readonly wide?: boolean;
  readonly children: (told: Told) => ComponentChildren;
}) {
  const { wrong, described, notes } = useNotes(of);
  return (
    <div class={groupOf(wrong, wide)}>
      <label class="govuk-label govuk-label--s" for={of.field}>
        {label}
      </label>
      {notes}
      {children({ wrong, described })}
    </div>
  );
}

/** Several that answer one question. */
export function Question({
  legend,
  children,
  ...of
}: FieldProps & { readonly legend: string; readonly children: ComponentChildren }) {
  const { wrong, described, notes } = useNotes(of);
  return (
    <div class={groupOf(wrong)}>
      <fieldset class="govuk-fieldset" aria-describedby={described}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        {notes}
        {children}
      </fieldset>
    </div>
  );
}

const groupOf = (wrong: string | undefined, wide = false) =>
  `govuk-form-group${wide ? ' desk-field' : ''}${wrong ? ' govuk-form-group--error' : ''}`;

/** What helps to fill it in, and what is wrong with it. */
function useNotes({ field, hint, problems }: FieldProps): Told & { readonly notes: ComponentChildren } {
  const say = useSay();
  const text = problems.find((each) => each.field === field)?.text;
  const wrong = typeof text === 'object' ? say(text) : text;
  const described = [hint && `${field}-hint`, wrong && `${field}-error`].filter(Boolean).join(' ') || undefined;
  const notes = (
    <>
      {hint && (
        <div class="govuk-hint" id={`${field}-hint`}>
          {hint}
        </div>
      )}
      {wrong && (
        <p class="govuk-error-message" id={`${field}-error`}>
          {wrong}
        </p>
      )}
    </>
  );
  return { wrong, described, notes };
}
