import { assertEquals, test } from "../_test.ts";
import {
  leveledLogger,
  type Logger,
  type LogLevel,
  logLevels,
  silentLogger,
} from "../../src/observe/logger.ts";

function sayAll(logger: Logger): void {
  logger.trace("t");
  logger.debug("d");
  logger.info("i");
  logger.warn("w");
  logger.error("e");
}

test("leveledLogger hands on its level and those above", () => {
  for (const least of logLevels) {
    const written: LogLevel[] = [];
    const logger = leveledLogger(least, (level) => written.push(level));
    sayAll(logger);
    assertEquals(written, logLevels.slice(logLevels.indexOf(least)));
    assertEquals(logLevels.filter((level) => logger.wants?.(level)), written);
  }
});

test("silentLogger wants nothing", () => {
  sayAll(silentLogger);
  assertEquals(logLevels.some((level) => silentLogger.wants?.(level)), false);
});

test("Logger is what console is", () => {
  const logger: Logger = console;
  assertEquals(typeof logger.info, "function");
});
