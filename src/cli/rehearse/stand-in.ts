import got from 'got';
import type { Launch } from '../../launch/launch.ts';
import type { LaunchState } from '../../launch/state.ts';

/**
 * Stands in for the person in a rehearsal that runs by itself: submits the identity form, buys in the rehearsal's shop and pays
 * the checkout page, over HTTP, as a browser would. It follows only links that the launch shows, and only to the sandbox and the
 * shop of this rehearsal.
 */
export function standIn(launch: Launch, sandboxUrl: string, shopUrl?: string): () => void {
  const visited = new Set<string>();
  const look = (): void => {
    const link = shownLink(launch.getState());
    if (!link || visited.has(link.url)) return;
    if (link.purpose === 'shop' ? link.url !== shopUrl : !link.url.startsWith(`${sandboxUrl}/`)) return;
    visited.add(link.url);
    act(link).then(
      () => launch.lookNow(),
      () => visited.delete(link.url),
    );
  };
  return launch.subscribe(look);
}

/** The embedded sandbox's stand-in for a real card that pays. */
const payingCard = 'stand_in_card_success';

async function act({ purpose, url }: { readonly purpose: string; readonly url: string }): Promise<void> {
  if (purpose === 'pay') return await submit(url, { card: payingCard });
  // The shop leads to the checkout page, which the launch shows by itself once it has noticed the order.
  if (purpose === 'shop') return await submit(new URL('buy', url).href, {});
  await submit(`${url}/verification`, {});
}

function shownLink({ sheet, moment }: LaunchState) {
  if (moment.kind !== 'waiting') return undefined;
  const links = (sheet?.blocks ?? []).filter((block) => block.kind === 'link');
  return links.find(({ purpose }) => purpose !== 'dashboard');
}

async function submit(url: string, form: Readonly<Record<string, string>>): Promise<void> {
  await got.post(url, { form, followRedirect: false, throwHttpErrors: true, retry: { limit: 0 } });
}
