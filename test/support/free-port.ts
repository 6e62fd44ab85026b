import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";

/** How often another port is tried. */
const TRIES = 20;

/**
 * Opens what has to know its port before it listens there. Meanwhile somebody else may take a port that was free: then another one
 * is tried. @param isTaken whether that is why it could not be opened
 */
export async function onFreePort<T>(
  open: (port: number) => Promise<T>,
  isTaken: (error: unknown) => boolean = (error) => /EADDRINUSE/.test(String(error)),
): Promise<T> {
  for (let left = TRIES; ; left--) {
    try {
      return await open(await freePort());
    } catch (error) {
      if (left === 0 || !isTaken(error)) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
