/** Shows the demo: two terminals side by side where there is room, else one under the other with their letter. */

import type { Clock } from "../transport/clock.ts";
import { type DemoScreen, printable } from "./demo_player.ts";
import type { Who } from "./demo_steps.ts";
import type { Paint } from "./io.ts";

/** The least columns that two terminals side by side need. */
const SIDE_BY_SIDE_COLUMNS = 80;

/** The most columns used; wider lines are hard to follow. */
const MAX_COLUMNS = 120;

/** The least columns laid out for; a narrower terminal wraps by itself. */
const MIN_COLUMNS = 40;

/** Columns of the time, as in `  0.012`, and the blank after it. */
const TIME_COLUMNS = 8;

/** What stands between the two terminals. */
const DIVIDER = " | ";

/** Makes a screen that writes lines to `write`; the clock starts now. */
export function demoScreen(
  columns: number,
  paint: Paint,
  clock: Clock,
  write: (text: string) => void,
): DemoScreen {
  const started = clock.now();
  const width = Math.min(Math.max(columns, MIN_COLUMNS), MAX_COLUMNS);
  const sideBySide = width >= SIDE_BY_SIDE_COLUMNS;
  const cell = sideBySide
    ? Math.floor((width - TIME_COLUMNS - DIVIDER.length) / 2)
    : width - TIME_COLUMNS - "A ".length;
  let headed = !sideBySide;
  let introduced = false;
  return {
    step(number: number, explains: string): void {
      if (!headed) {
        write(
          paint.dim(`${" ".repeat(TIME_COLUMNS)}${"terminal A".padEnd(cell)}${DIVIDER}terminal B`) + "\n",
        );
        headed = true;
      }
      const [first = "", ...more] = wrapWords(explains, width - 4);
      write("\n" + paint.bold(`${String(number).padStart(2)}. ${first}`) + "\n");
      for (const line of more) write(paint.bold(`    ${line}`) + "\n");
    },

    row(who: Who, mark: string, text: string): void {
      const at = ((clock.now() - started) / 1000).toFixed(3).padStart(TIME_COLUMNS - 1);
      let pieces = wrapLetters(printable(text), cell - 2);
      // One INFO in full is enough; those after it differ in the client_id.
      if (text.startsWith("INFO ")) {
        if (introduced) pieces = [cutShort(pieces, cell - 2)];
        introduced = true;
      }
      const colour = colourOf(mark, text, paint);
      for (const [index, piece] of pieces.entries()) {
        const time = paint.dim((index === 0 ? at : "").padEnd(TIME_COLUMNS));
        const content = `${index === 0 ? mark : " "} ${piece}`.trimEnd();
        const empty = " ".repeat(cell);
        if (!sideBySide) write(`${time}${paint.dim(who)} ${colour(content)}\n`);
        else if (who === "A") {
          write(`${time}${colour(content.padEnd(cell))}${paint.dim(DIVIDER.trimEnd())}\n`);
        } else write(`${time}${empty}${paint.dim(DIVIDER)}${colour(content)}\n`);
      }
    },
  };
}

function colourOf(mark: string, text: string, paint: Paint): (text: string) => string {
  if (mark !== "<") return mark === ">" ? paint.cyan : paint.dim;
  return text.startsWith("-ERR") ? paint.yellow : paint.green;
}

/** The first piece alone, with dots where there is more. */
function cutShort(pieces: string[], columns: number): string {
  const [first = ""] = pieces;
  return pieces.length === 1 ? first : `${first.slice(0, columns - 3)}...`;
}

/** Cuts a text into pieces of at most `columns` letters, after a blank where one is near the end. */
function wrapLetters(text: string, columns: number): string[] {
  let rest = [...text];
  const pieces = [];
  while (rest.length > columns) {
    const blank = rest.lastIndexOf(" ", columns - 1);
    const cut = blank >= columns / 3 ? blank + 1 : columns;
    pieces.push(rest.slice(0, cut).join(""));
    rest = rest.slice(cut);
  }
  return [...pieces, rest.join("")];
}

/** Cuts a text between words into lines of at most `columns`. */
export function wrapWords(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
