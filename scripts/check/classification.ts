import { type DocumentNode, type FieldDefinitionNode, Kind } from 'graphql';
import { CATEGORY_OF_DISCLOSURE_FIELD, Category, disclosureField } from '../../subgraphs/kit/index.js';
import { argument, directiveOf, directivesOf } from './directives.js';
import { namedType, personalTypes } from './personal-types.js';

const REFUSED = ['override', 'provides', 'shareable', 'interfaceObject', 'extends'];
const CATEGORIES: readonly string[] = [...Object.values(Category), 'OPAQUE'];

/**
 * What `npm run check` refuses on personal types, each fault naming its field: an undeclared field, a resolvable key other than Victim's,
 * a `@requires` that is not the field's own disclosure, and every directive that could move a field past the disclosure.
 */
export function classificationFaults(subgraph: string, sdl: DocumentNode): string[] {
  const faults: string[] = [];
  const abstract = new Set(
    sdl.definitions.flatMap((d) =>
      d.kind === Kind.INTERFACE_TYPE_DEFINITION || d.kind === Kind.UNION_TYPE_DEFINITION ? [d.name.value] : [],
    ),
  );
  for (const type of personalTypes(sdl)) {
    const name = type.name.value;
    for (const refused of REFUSED.filter((directive) => directiveOf(type, directive)))
      faults.push(`${subgraph}: ${name} is personal and may not be @${refused}. Take it away.`);
    for (const key of directivesOf(type, 'key')) {
      const fields = argument(key, 'fields');
      if (argument(key, 'resolvable') === 'false' || (name === 'Victim' && fields === 'key')) continue;
      faults.push(
        `${subgraph}: ${name} has a resolvable @key(fields: "${fields}"); of the personal types only Victim may, by "key". Reach it through Victim or a query of its own.`,
      );
    }
    for (const field of type.fields ?? []) {
      faults.push(...fieldFaults(subgraph, name, field));
      if (abstract.has(namedType(field.type)))
        faults.push(
          `${subgraph}: ${name}.${field.name.value} answers ${namedType(field.type)}, behind which a type could hide. Answer an object type.`,
        );
    }
  }
  return faults;
}

function fieldFaults(subgraph: string, type: string, field: FieldDefinitionNode): string[] {
  const at = `${subgraph}: ${type}.${field.name.value}`;
  const directive = (name: string) => directiveOf(field, name);
  const refused = REFUSED.filter(directive).map(
    (name) => `${at} is personal and may not be @${name}: that would move it past her disclosure. Take it away.`,
  );
  const requires = directive('requires');
  const classified = directive('classified');
  if (type === 'Victim' && (field.name.value === 'key' || CATEGORY_OF_DISCLOSURE_FIELD.has(field.name.value)))
    return [...refused, ...hiddenFaults(at, subgraph, field)];
  if (!classified)
    return [
      ...refused,
      `${at} does not declare @classified(category:): the category it gives away, or OPAQUE for none.`,
    ];
  const category = argument(classified, 'category') ?? '';
  if (!CATEGORIES.includes(category))
    return [...refused, `${at} declares the unknown category ${category}. There are: ${CATEGORIES.join(', ')}.`];
  const required = requires && argument(requires, 'fields');
  if (type === 'Victim' && subgraph !== 'consent') {
    if (category === 'OPAQUE') return [...refused, `${at} extends Victim and must declare a category.`];
    const own = disclosureField(category as Category);
    if (required !== own) return [...refused, `${at} must have @requires(fields: "${own}"), not "${required ?? ''}".`];
  } else if (requires) {
    refused.push(
      `${at} has a foreign @requires(fields: "${required}"). Only fields of Victim require, and only their own disclosure.`,
    );
  }
  return refused;
}

/** Her key leaves no subgraph; `consent` alone makes the tokens, others are handed them. */
function hiddenFaults(at: string, subgraph: string, field: FieldDefinitionNode): string[] {
  const external = directiveOf(field, 'external') !== undefined;
  const made = directiveOf(field, 'inaccessible') && (subgraph === 'consent' || field.name.value === 'key');
  if (external || made) return [];
  return [`${at} must be ${field.name.value === 'key' ? '@inaccessible or ' : ''}@external.`];
}
