import { useSay } from '../language/language';
import { Withheld } from '../parts/Status';
import { REQUESTS } from './words';

/** How those who ask are asked back: a desk's number, without its name. */
export function CallBack({ phone }: { readonly phone: string | null | undefined }) {
  const say = useSay();
  return (
    <p class="govuk-body">
      {phone ? (
        <>
          {say(REQUESTS.callBack)}:
          <br />
          <a class="desk-call" href={`tel:${phone.replaceAll(' ', '')}`}>
            {phone}
          </a>
        </>
      ) : (
        <Withheld why={REQUESTS.noCallBack} />
      )}
    </p>
  );
}
