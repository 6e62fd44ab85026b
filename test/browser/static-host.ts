import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { contentType } from "../../generator/publish/serve/content-type.ts";

export interface StaticHost extends AsyncDisposable {
  /** Where the site begins, with a slash at its end. */
  readonly address: string;
}

/** The plainest host there is: files of a folder below a path, `index.html` for a folder, and no header but the type. */
export async function staticHost(folder: string, under: string): Promise<StaticHost> {
  const server = createServer(({ url = "/" }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, "http://host").pathname));
    const file = path.startsWith(under) ? fileAt(folder, path.slice(under.length)) : undefined;
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "content-type": contentType(file) }).end(readFileSync(file));
  });
  await new Promise<void>((bound) => void server.listen(0, "127.0.0.1", bound));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${under}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => void server.close(closed));
    },
  };
}

function fileAt(folder: string, path: string): string | undefined {
  const named = join(folder, path);
  if (!existsSync(named)) return undefined;
  if (!statSync(named).isDirectory()) return named;
  return fileAt(folder, join(path, "index.html"));
}
