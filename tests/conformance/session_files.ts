/** The files that a session's configuration names. */

import type { TlsOptions } from "../../src/transport/transport.ts";
import { certificates, pemFiles } from "../_certificates.ts";
import type { Session } from "./script.ts";

/** Calls `body` with what puts the paths of the files into a configuration, and with what clients trust. */
export async function withConfigFiles<T>(
  session: Session,
  body: (fill: (config: string) => string, tls: TlsOptions) => Promise<T>,
): Promise<T> {
  if (!/\{(cert|key|ca)\}/.test(session.config ?? "")) return await body((config) => config, {});
  const { ca, server } = await certificates();
  const files = await pemFiles({ ca: ca.cert, cert: server.cert, key: server.key });
  try {
    const fill = (config: string) =>
      config.replaceAll(/\{(cert|key|ca)\}/g, (_, name: string) => JSON.stringify(files.path(name)));
    return await body(fill, { ca: ca.cert });
  } finally {
    await files.close();
  }
}
