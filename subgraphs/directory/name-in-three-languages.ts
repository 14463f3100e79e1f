import { Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';

/** One line with something in it, and no control characters. */
export const ONE_LINE = /^(?=.*\S)\P{Cc}+$/u;

@InputType({ description: 'A name in the three languages of the hub; none may be missing.' })
export class TranslatedNameInput {
  @Field(() => String, { description: 'In Kazakh.' })
  @MaxLength(200)
  @Matches(ONE_LINE)
  kk!: string;

  @Field(() => String, { description: 'In Russian.' })
  @MaxLength(200)
  @Matches(ONE_LINE)
  ru!: string;

  @Field(() => String, { description: 'In English.' })
  @MaxLength(200)
  @Matches(ONE_LINE)
  en!: string;
}

/** The value of a `name` column. */
export const nameValue = ({ kk, ru, en }: TranslatedNameInput): string =>
  JSON.stringify({ kk: kk.trim(), ru: ru.trim(), en: en.trim() });
