import { Case } from '../case/Case';
import { CASE } from '../case/words';
import type { Section } from '../frame/roles';

export const sections: readonly Section[] = [{ id: 'new', title: CASE.title, screen: Case }];
