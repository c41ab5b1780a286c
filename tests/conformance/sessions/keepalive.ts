/** PINGs of the server, and what happens to those who do not answer. */

import { A, QUIET, type Session, session } from "../script.ts";

/** The sessions of this theme. */
export const keepalive: readonly Session[] = [
  session("the first PING comes two seconds after CONNECT, a fifth more at most", [
    A.send(`${QUIET}\r\n`),
    A.take(1, { fromMs: 2000, toMs: 2400 }),
    A.send("PONG\r\n"),
    A.sync(),
  ], { keepalive: true, whole: "the time is what counts" }),
  session("a short ping interval, answered and then not answered", [
    A.open(),
    A.take(1, { fromMs: 300, toMs: 320 }),
    A.send("pong\r\n"),
    A.take(1, { fromMs: 150, toMs: 300 }),
    A.take(1, { fromMs: 450, toMs: 600 }),
    A.gone({ fromMs: 750, toMs: 900 }),
  ], { keepalive: true, server: { pingIntervalMs: 300, pingMax: 2 } }),
  session("with a CONNECT the first PING of a short interval comes a fifth later at most", [
    A.send(`${QUIET}\r\n`),
    A.take(1, { fromMs: 300, toMs: 360 }),
    A.gone({ fromMs: 600, toMs: 660 }),
  ], { keepalive: true, server: { pingIntervalMs: 300, pingMax: 1 }, whole: "the time is what counts" }),
  session("a client that did something within the interval is not pinged", [
    A.open(),
    A.take(1),
    A.send("PONG\r\n"),
    A.idle(150),
    A.send("SUB foo 1\r\n"),
    A.take(1),
    A.take(1, { fromMs: 650, toMs: 850 }),
  ], { keepalive: true, server: { pingIntervalMs: 500, pingMax: 2 }, whole: "the time is what counts" }),
];
