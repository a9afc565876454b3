import type { Checked } from '../../checks/check.ts';
import { type Examination, furtherSigns, launchDaySymptoms } from '../../checks/symptoms/examination.ts';
import type { Feature } from '../../flint/generations.ts';
import type { Item } from '../checks/round.ts';
import { copy } from './copy.ts';

/** The items of an examination as screens, lines and programs show them. */
export function itemsOf({ verdicts, ...about }: Examination): Item[] {
  const launchDay = new Set(launchDaySymptoms.map(({ id }) => id));
  const items = verdicts.map((checked) => itemOf(checked, launchDay.has(checked.id) ? copy.launchDay : copy.further));
  return [...items, serverItem(about)];
}

/** The items before the first look has ended. */
export function itemsToCome(): Item[] {
  const coming = (group: string) => (symptom: { readonly id: string; readonly title: string }) => ({
    ...itemOf({ ...symptom, verdict: undefined }, group),
    checking: true,
  });
  return [...launchDaySymptoms.map(coming(copy.launchDay)), ...furtherSigns.map(coming(copy.further))];
}

/** One verdict as an item that nobody may attest: what a doctor sees is not a matter of anybody's word. */
export function itemOf(
  { id, title, verdict }: Pick<Checked, 'id' | 'title'> & Pick<Item, 'verdict'>,
  group: string,
): Item {
  return { id, title, group, verdict, checking: false, attestable: false, attested: undefined };
}

/** What the server turned out to be, unknown until an answer showed it; it says nothing about health. */
function serverItem({ generations, notServed }: Pick<Examination, 'generations' | 'notServed'>): Item {
  const titles = notServed.map(({ title }) => title);
  const seen = generations.size > 0;
  return itemOf(
    {
      id: 'server',
      title: copy.shapesTitle,
      verdict: {
        status: seen ? 'done' : "can't tell",
        message: seen ? copy.shapes(shapesOf(generations)) : copy.shapesUnseen,
        ...(titles.length === 0 ? {} : { detail: copy.notServed(titles) }),
        evidence: [],
      },
    },
    copy.server,
  );
}

function shapesOf(generations: Examination['generations']): string[] {
  return (['guide', '2026-09-07'] as const).flatMap((generation) => {
    const features = [...generations].filter(([, found]) => found === generation).map(([feature]): Feature => feature);
    return features.length === 0 ? [] : [copy.shape(generation, features)];
  });
}
