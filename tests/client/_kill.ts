/** Signals for the tests that take servers away, by Node's own module, which Deno has as well. */
import process from "node:process";

/** Ends a process at once, without a chance to say goodbye. */
export function kill(pid: number): void {
  process.kill(pid, "SIGKILL");
}

/** Tells a nats-server to enter lame duck mode. */
export function lameDuck(pid: number): void {
  process.kill(pid, "SIGUSR2");
}
