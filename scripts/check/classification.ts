import { type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { CATEGORY_OF_DISCLOSURE_FIELD, Category, disclosureField } from '../../subgraphs/kit/index.js';
import { personalTypes } from './personal-types.js';

const REFUSED = ['override', 'provides', 'shareable', 'interfaceObject'];
const CATEGORIES: readonly string[] = [...Object.values(Category), 'OPAQUE'];

/**
 * What `npm run check` refuses on personal types, each fault naming its field: an undeclared field, a resolvable key other than Victim's,
 * a `@requires` that is not the field's own disclosure, and every directive that could move a field past the disclosure.
 */
export function classificationFaults(subgraph: string, sdl: DocumentNode): string[] {
  const faults: string[] = [];
  for (const type of personalTypes(sdl)) {
    const name = type.name.value;
    for (const directive of type.directives ?? []) {
      if (REFUSED.includes(directive.name.value))
        faults.push(`${subgraph}: ${name} is personal and may not be @${directive.name.value}.`);
      if (
        directive.name.value === 'key' &&
        argument(directive, 'resolvable') !== 'false' &&
        (name !== 'Victim' || argument(directive, 'fields') !== 'key')
      ) {
        faults.push(
          `${subgraph}: ${name} has a resolvable @key(fields: "${argument(directive, 'fields')}"); of the personal types only Victim may, by "key".`,
        );
      }
    }
    for (const field of type.fields ?? []) faults.push(...fieldFaults(subgraph, name, field));
  }
  return faults;
}

function fieldFaults(subgraph: string, type: string, field: FieldDefinitionNode): string[] {
  const at = `${subgraph}: ${type}.${field.name.value}`;
  const directive = (name: string) => field.directives?.find((d) => d.name.value === name);
  const refused = REFUSED.filter((name) => directive(name)).map((name) => `${at} is personal and may not be @${name}.`);
  const requires = directive('requires');
  const classified = directive('classified');
  const hidden =
    type === 'Victim' && (field.name.value === 'key' || CATEGORY_OF_DISCLOSURE_FIELD.has(field.name.value));
  if (hidden) {
    if (!directive('inaccessible') && !directive('external')) refused.push(`${at} must be @inaccessible or @external.`);
    return refused;
  }
  if (!classified) return [...refused, `${at} does not declare @classified(category:).`];
  const category = argument(classified, 'category') ?? '';
  if (!CATEGORIES.includes(category)) return [...refused, `${at} declares the unknown category ${category}.`];
  const required = requires && argument(requires, 'fields');
  if (type === 'Victim' && subgraph !== 'consent') {
    if (category === 'OPAQUE') return [...refused, `${at} extends Victim and must declare a category.`];
    if (required !== disclosureField(category as Category)) {
      return [
        ...refused,
        `${at} must have @requires(fields: "${disclosureField(category as Category)}"), not "${required ?? ''}".`,
      ];
    }
  } else if (requires) {
    refused.push(`${at} has a foreign @requires(fields: "${required}").`);
  }
  return refused;
}

function argument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((a) => a.name.value === name)?.value;
  if (value?.kind === Kind.STRING) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : undefined;
}
