/** Who got the messages of late: so no message that goes where one went before is matched anew. */

import type { MatchResult, SubjectIndex } from "../subject/index.ts";
import { binaryOf } from "../wire/bytes.ts";
import type { MessageFrame } from "../wire/frame.ts";
import type { Subscription } from "./subscription.ts";

/** What one subject was matched to. */
interface Match {
  readonly subject: string;
  /** The index as it was then. */
  readonly generation: number;
  readonly result: MatchResult<Subscription>;
}

/** The matches of an account, in the slots that their subjects have among those that are known. */
export class RecentMatches {
  readonly #index: SubjectIndex<Subscription>;
  #matches: (Match | undefined)[] = [];

  /** Takes the index of the account. */
  constructor(index: SubjectIndex<Subscription>) {
    this.#index = index;
  }

  /** Finds who gets a message. */
  find(frame: MessageFrame): MatchResult<Subscription> {
    const { known, subjects } = frame;
    if (known === null || subjects === null || subjects.slot >= this.#matches.length) {
      return this.#match(frame);
    }
    const match = this.#matches[subjects.slot];
    if (match === undefined || match.generation !== this.#index.generation || match.subject !== known) {
      return this.#match(frame);
    }
    return match.result;
  }

  #match(frame: MessageFrame): MatchResult<Subscription> {
    const { known, subjects, line, subjectStart, subjectEnd } = frame;
    // What is remembered is ASCII, and so has one character for each byte.
    if (known === null) subjects?.remember(line, subjectStart, subjectEnd);
    const subject = known ?? binaryOf(line, subjectStart, subjectEnd);
    const result = this.#index.match(subject);
    if (subjects === null || subjects.slot < 0) return result;
    if (this.#matches.length !== subjects.slots) {
      this.#matches = new Array<Match | undefined>(subjects.slots).fill(undefined);
    }
    this.#matches[subjects.slot] = { subject, generation: this.#index.generation, result };
    return result;
  }
}
