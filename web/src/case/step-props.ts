import type { ComponentChildren } from 'preact';

export interface StepProps {
  /** IANA zone of the officer's agency */
  readonly zone: string;
  /** Which step this is: below the summary of what is wrong */
  readonly heading: ComponentChildren;
}
