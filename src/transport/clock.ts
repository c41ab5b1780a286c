/** The time as drivers see it. Machines never ask for it: it is handed to them. */

/** A source of time and of one-shot wake-ups; tests put a virtual one in its place. */
export interface Clock {
  /** Milliseconds that never run backwards; the zero point has no meaning. */
  now(): number;

  /**
   * Calls `wake` once, when `now()` has reached `atMs`; at the next turn of the event loop where that is past.
   *
   * @returns a function that cancels the call; calling it late does nothing.
   */
  wakeAt(atMs: number, wake: () => void): () => void;
}

/** The longest delay `setTimeout` takes; longer ones fire at once, so they are cut into pieces. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/** Somebody who is to be woken. */
interface Alarm {
  readonly atMs: number;
  readonly wake: () => void;
  /** Where in the heap it is; negative once it is in there no more. */
  place: number;
}

const DUE = -1;
const OVER = -2;

/**
 * All alarms, the earliest first, each before those at twice its place and behind. One timer serves them all: a
 * timer of its own was measured to take 700 bytes on Deno, and every idle connection has an alarm for its next PING.
 */
const heap: Alarm[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
/** When the timer fires; Infinity without one. */
let timerAtMs = Infinity;

/** The clock of the machine the program runs on. */
export const systemClock: Clock = {
  now(): number {
    return performance.now();
  },

  wakeAt(atMs: number, wake: () => void): () => void {
    const alarm = { atMs, wake, place: heap.length };
    heap.push(alarm);
    rise(alarm);
    setTimer();
    return () => cancel(alarm);
  },
};

function cancel(alarm: Alarm): void {
  if (alarm.place >= 0) {
    remove(alarm);
    // A timer that comes too early only looks; but one that nobody needs would keep a program from its end.
    if (heap.length === 0) setTimer();
  }
  alarm.place = OVER;
}

/** Sets the timer for the earliest alarm, unless it comes early enough. */
function setTimer(): void {
  const atMs = heap[0]?.atMs ?? Infinity;
  if (timerAtMs <= atMs && heap.length > 0) return;
  clearTimeout(timer);
  timer = undefined;
  timerAtMs = atMs;
  if (heap.length === 0) return;
  const leftMs = Math.max(0, Math.ceil(atMs - performance.now()));
  timer = setTimeout(ring, Math.min(leftMs, MAX_TIMEOUT_MS));
}

/** Wakes all that are due now; whoever is set meanwhile for a time that is past has to wait for the next turn. */
function ring(): void {
  timerAtMs = Infinity;
  const now = performance.now();
  const due: Alarm[] = [];
  for (let first = heap[0]; first !== undefined && first.atMs <= now; first = heap[0]) {
    remove(first);
    due.push(first);
  }
  try {
    for (let alarm = due.shift(); alarm !== undefined; alarm = due.shift()) {
      // One that was woken before it may have cancelled it.
      if (alarm.place === DUE) alarm.wake();
    }
  } finally {
    // What one of them threw is for the runtime to tell; the others are woken all the same.
    for (const alarm of due) {
      if (alarm.place !== DUE) continue;
      alarm.place = heap.length;
      heap.push(alarm);
      rise(alarm);
    }
    setTimer();
  }
}

/** Takes an alarm out of the heap. */
function remove(alarm: Alarm): void {
  const last = heap.pop()!;
  if (last !== alarm) {
    put(last, alarm.place);
    rise(last);
    sink(last);
  }
  alarm.place = DUE;
}

function put(alarm: Alarm, place: number): void {
  heap[place] = alarm;
  alarm.place = place;
}

/** Puts an alarm before those that are later. */
function rise(alarm: Alarm): void {
  while (alarm.place > 0) {
    const { place } = alarm;
    const above = heap[(place - 1) >> 1]!;
    if (above.atMs <= alarm.atMs) return;
    put(alarm, above.place);
    put(above, place);
  }
}

/** Puts an alarm behind those that are earlier. */
function sink(alarm: Alarm): void {
  for (;;) {
    const { place } = alarm;
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const below = right !== undefined && right.atMs < left!.atMs ? right : left;
    if (below === undefined || below.atMs >= alarm.atMs) return;
    put(alarm, below.place);
    put(below, place);
  }
}
