import type { EventEmitter } from "node:events";
import S3rver from "s3rver";
import { onTestFinished } from "vitest";
import type { S3Settings } from "../../generator/publication/site-settings.ts";
import { makeFolder, removeFolder } from "./room.ts";

/** A store of objects on a real socket of this machine. */
export interface S3Server {
  readonly settings: S3Settings;
  /** Keys that were written and removed, in order. */
  readonly changes: readonly string[];
  /** Is told of each change as it has come. */
  onChange: (key: string) => void;
  /** What a reader gets by an address below the bucket, without any key. */
  get(path: string): Promise<Response>;
}

const BUCKET = "site";

/** The only key that it knows. */
export const S3_KEY = { id: "S3RVER", secret: "S3RVER" };

export async function s3Server(): Promise<S3Server> {
  const directory = makeFolder("s3");
  const program = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await program.run();
  onTestFinished(async () => {
    await program.close();
    removeFolder(directory);
  });
  const endpoint = `http://127.0.0.1:${port}`;
  const changes: string[] = [];
  const server: S3Server = {
    settings: { bucket: BUCKET, prefix: "news", region: "us-east-1", endpoint, keep: 3 },
    changes,
    onChange: () => {},
    get: (path) => fetch(`${endpoint}/${BUCKET}/${path}`),
  };
  // It is an emitter, which its types do not say.
  (program as unknown as EventEmitter).on(
    "event",
    (event: { Records: { s3: { object: { key: string } } }[] }) => {
      for (const { s3 } of event.Records) {
        const key = decodeURIComponent(s3.object.key);
        changes.push(key);
        server.onChange(key);
      }
    },
  );
  return server;
}
