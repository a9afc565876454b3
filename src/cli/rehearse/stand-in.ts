import got from 'got';
import type { Launch } from '../../launch/launch.ts';
import type { LaunchState } from '../../launch/state.ts';

/**
 * Stands in for the person in a rehearsal that runs by itself: submits the identity form and pays the checkout page, over
 * HTTP, as a browser would. It follows only links that the launch shows, and only to the sandbox of this rehearsal.
 */
export function standIn(launch: Launch, sandboxUrl: string): () => void {
  const visited = new Set<string>();
  const look = (): void => {
    const link = shownLink(launch.getState());
    if (!link || visited.has(link.url) || !link.url.startsWith(`${sandboxUrl}/`)) return;
    visited.add(link.url);
    const sent =
      link.purpose === 'pay' ? submit(link.url, { card: payingCard }) : submit(`${link.url}/verification`, {});
    sent.then(
      () => launch.lookNow(),
      () => visited.delete(link.url),
    );
  };
  return launch.subscribe(look);
}

/** The embedded sandbox's stand-in for a real card that pays. */
const payingCard = 'stand_in_card_success';

function shownLink({ sheet, moment }: LaunchState) {
  if (moment.kind !== 'waiting') return undefined;
  const links = (sheet?.blocks ?? []).filter((block) => block.kind === 'link');
  return links.find(({ purpose }) => purpose === 'pay' || purpose === 'verify');
}

async function submit(url: string, form: Readonly<Record<string, string>>): Promise<void> {
  await got.post(url, { form, followRedirect: false, throwHttpErrors: true, retry: { limit: 0 } });
}
