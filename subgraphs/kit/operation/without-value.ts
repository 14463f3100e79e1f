/**
 * graphql-js names the place and what was expected, but also repeats what was sent. A sent string stands there as JSON and is skipped as a whole,
 * whatever is in it; where the words after it repeat it once more, they end before it.
 */
export function withoutValue(message: string): string {
  return message
    .replace(
      /^(Variable "\$\w+") got invalid value (?:"(?:[^"\\]|\\.)*"|[^"])*?( at "[\w.[\]]+")?; (?=[A-Z])/,
      '$1 got an invalid value$2; ',
    )
    .replace(/ got invalid value [\s\S]*$/, ' got an invalid value.')
    .replace(/ cannot represent [\s\S]*$/, ' cannot represent the value.')
    .replace(/(Expected type "[\w![\]]+")\. [\s\S]*$/, '$1.')
    .replace(/, found [\s\S]*$/, '.')
    .replace(/(Unexpected \w+) "[\s\S]*$/, '$1.')
    .replace(/Value "[\s\S]*" does not exist/, 'The value does not exist');
}
