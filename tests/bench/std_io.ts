/** The one function of JSR's `@std/io` that nats.js's `transport-deno` uses, for machines that cannot reach JSR. */

/** Writes all of the bytes. */
export async function writeAll(
  writer: { write(bytes: Uint8Array): Promise<number> },
  bytes: Uint8Array,
): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await writer.write(bytes.subarray(written));
}
