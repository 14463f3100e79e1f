import type { ScreenProps } from '../frame/roles';
import { Beds } from './Beds';
import { ELSEWHERE } from './title';

/** A house that has no place looks for one as an officer does; whom it has put on the waiting list is here, with what is offered. */
export const Elsewhere = (props: ScreenProps) => <Beds {...props} title={ELSEWHERE} />;
