import { useEffect, useState } from 'preact/hooks';
import { MeDocument, type MeQuery } from '../generated/graphql';
import type { Config } from './config';
import { ChoosePurpose } from './frame/ChoosePurpose';
import { Frame } from './frame/Frame';
import { NotLoaded } from './frame/NotLoaded';
import { ROLES } from './frame/roles';
import { SignIn } from './frame/SignIn';
import { useScreens } from './frame/screens';
import { listen } from './hub/events';
import { EACH_MINUTE_MS, type Live, useLive } from './hub/live';
import { useSay } from './language/language';
import { W } from './language/words';
import { useFocusKept } from './parts/focus';
import { Empty, Waiting } from './parts/Status';
import { Idle } from './session/Idle';
import { purpose, standing } from './session/session';
import { useStore } from './store';

export function App({ config }: { readonly config: Config | null }) {
  const now = useStore(standing);
  const say = useSay();
  const name = config?.name ?? say(W.desk);
  useEffect(() => {
    document.title = name;
  }, [name]);
  if (!config || now.is === 'out')
    return (
      <Frame name={name}>
        <SignIn config={config} why={now.is === 'out' ? now.why : 'new'} />
      </Frame>
    );
  return <SignedIn name={name} idleMinutes={config.idleMinutes} />;
}

const NOTHING = {};

function SignedIn({ name, idleMinutes }: { readonly name: string; readonly idleMinutes: number }) {
  const me = useLive(MeDocument, NOTHING, EACH_MINUTE_MS);
  const stated = useStore(purpose);
  useEffect(() => (stated ? listen(stated) : undefined), [stated]);
  return (
    <>
      <Work name={name} me={me} />
      <Idle minutes={idleMinutes} />
    </>
  );
}

function Work({ name, me: { data, fault } }: { readonly name: string; readonly me: Live<MeQuery> }) {
  const say = useSay();
  const stated = useStore(purpose);
  const [section, goTo] = useSection();
  const role = data && ROLES[data.me.role];
  const screens = useScreens(role);
  const [choosing, choose] = useState(false);
  useFocusKept(choosing, choosing ? '' : 'change-purpose');
  if (!data) {
    return (
      <Frame name={name} signedIn>
        <Waiting fault={fault} />
      </Frame>
    );
  }
  const { me } = data;
  if (!role) {
    return (
      <Frame name={name} signedIn>
        <Empty>{say(W.noScreen)}</Empty>
      </Frame>
    );
  }
  const purposes = role.purposes.filter((each) => me.purposes.includes(each));
  if (!stated) {
    return (
      <Frame name={name} signedIn>
        <ChoosePurpose purposes={purposes} />
      </Frame>
    );
  }
  if (screens.are !== 'here') {
    return (
      <Frame name={name} signedIn>
        {screens.are === 'coming' ? <Waiting fault={undefined} /> : <NotLoaded />}
      </Frame>
    );
  }
  const { sections } = screens;
  const shown = sections.find(({ id }) => id === section) ?? sections[0]!;
  const Screen = shown.screen;
  return (
    <Frame
      name={name}
      signedIn
      sections={sections}
      section={shown.id}
      onSection={goTo}
      onPurpose={purposes.length > 1 && !choosing ? () => choose(true) : undefined}
    >
      {choosing && <ChoosePurpose purposes={purposes} onChosen={() => choose(false)} />}
      {/* what is half filled in stays */}
      <div hidden={choosing}>
        <Screen key={shown.id} zone={me.agency?.zone ?? 'UTC'} agency={me.agency?.id ?? ''} staff={me.id} />
      </div>
    </Frame>
  );
}

/** The section is in the fragment of the address, so that the browser's Back goes from one to the other: a word that says nothing. */
function useSection(): [string, (id: string) => void] {
  const [section, setSection] = useState(location.hash.slice(1));
  useEffect(() => {
    const moved = () => setSection(location.hash.slice(1));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  return [
    section,
    (id) => {
      history.pushState(null, '', `#${id}`);
      setSection(id);
    },
  ];
}
