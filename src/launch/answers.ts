import type { EntryOf } from './journal/entry.ts';
import type { OpenQuestion } from './state.ts';

/** Who gave an answer that no person typed. */
export type AnsweredBy = Exclude<EntryOf<'answered'>['by'], 'person'>;

/** A source of answers besides the journal and the person: flags, an answers file, the defaults of a rehearsal. */
export interface AnswerSource {
  readonly by: AnsweredBy;
  /**
   * The answer to a question, as it would be typed; undefined when this source has none. For money questions it is the
   * phrase, and only a source that was told the exact amount may give it.
   */
  readonly answer: (question: OpenQuestion) => Promise<string | undefined>;
}
