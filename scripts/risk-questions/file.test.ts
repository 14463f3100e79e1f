import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { RiskQuestionsFile, readQuestions } from './file.js';

const file = (change: object = {}) =>
  JSON.stringify({
    ...{ instrument: 'LAP', version: '1', language: 'kk', licence: 'Own translation' },
    questions: [{ item: '1', question: 'Is it so?' }],
    ...change,
  });

test('a file is read as the mutation takes it', () => {
  expect(readQuestions(file())).toEqual({ faults: [], questions: JSON.parse(file()) });
});

test.each([
  ['{', 'It is not JSON.'],
  [file({ language: 'de' }), 'language: '],
  [file({ licence: '' }), 'licence: '],
  [file({ questions: [] }), 'questions: '],
  [file({ questions: [{ item: '1', question: '' }] }), 'questions.0.question: '],
  [file({ reviewedBy: 'nobody' }), 'the file: '],
])('each fault of %s is named with its place', (text, place) => {
  const { faults, questions } = readQuestions(text);
  expect(faults).toEqual([expect.stringContaining(place)]);
  expect(questions).toBeNull();
});

test('the JSON schema that is given to agencies is that of the code', () => {
  expect(JSON.parse(readFileSync('schema/risk-questions.schema.json', 'utf8'))).toEqual(
    z.toJSONSchema(RiskQuestionsFile),
  );
});
