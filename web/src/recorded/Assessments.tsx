import { useState } from 'preact/hooks';
import { RiskAssessmentEnteredInErrorDocument, RiskAssessmentsRecordedDocument } from '../../generated/graphql';
import { LEVELS } from '../case/after-report-words';
import { assessAnew, draft } from '../case/draft';
import { hubNow } from '../hub/connection';
import { stepAnswered } from '../hub/step';
import { moment } from '../language/format';
import { useLanguage, useSay } from '../language/language';
import { type Marked, MarkInError } from './MarkInError';
import { type ListProps, Page, useEarlier } from './Page';
import { RECORDED } from './words';

/** What the unit's questions have shown, newest first. */
export function Assessments({ zone, doing }: ListProps) {
  const say = useSay();
  const spoken = useLanguage();
  const list = useEarlier(RiskAssessmentsRecordedDocument, ({ riskAssessments }) => riskAssessments);
  const [marked, hold] = useState<Readonly<Record<string, Marked>>>({});
  return (
    <Page list={list} doing={doing}>
      {(assessment) => {
        const { id, instrument, version, level, ruleText, assessedAt } = assessment;
        return (
          <li class="desk-card" key={id}>
            <h2 class="govuk-heading-s" id={`assessment-${id}`} tabIndex={-1}>
              {moment(assessedAt, hubNow(), spoken, zone)}
            </h2>
            <p class="govuk-body">
              <strong>{say(LEVELS[level])}</strong>
              <br />
              {ruleText && (
                <>
                  {ruleText}
                  <br />
                </>
              )}
              {instrument} {version}
            </p>
            <MarkInError
              id={id}
              name={`assessment-${id}`}
              marked={marked[id] ?? assessment}
              sure={RECORDED.sureAssessment}
              zone={zone}
              doing={doing}
              mark={async (reason) => {
                const { problems, data } = await stepAnswered(RiskAssessmentEnteredInErrorDocument, {
                  input: { riskAssessmentId: id, reason },
                });
                if (data) {
                  hold((before) => ({ ...before, [id]: data.riskAssessmentEnteredInError.riskAssessment! }));
                  if (draft.get().assessed?.id === id) assessAnew();
                }
                return problems;
              }}
            />
          </li>
        );
      }}
    </Page>
  );
}
