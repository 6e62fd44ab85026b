import type { S3Client } from "@aws-sdk/client-s3";
import { outage, type Failure } from "../../base/problem.ts";
import type { S3Settings } from "../../publication/site-settings.ts";
import type { Bucket, Listed } from "./bucket.ts";

/** Objects that one request removes at most (https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html). */
const REMOVED_AT_ONCE = 1000;

/** Who may write there; where none is told, the client looks where Amazon's tools do. */
export interface S3Key {
  readonly id: string;
  readonly secret: string;
}

/** A bucket at Amazon's S3, or at a store that speaks as it does; the client is loaded now. */
export async function openS3(
  { bucket: Bucket, region, endpoint }: S3Settings,
  key: S3Key | undefined,
): Promise<Bucket> {
  const s3 = await import("@aws-sdk/client-s3");
  const client: S3Client = new s3.S3Client({
    region,
    // Others know neither names of hosts by bucket nor sums that trail what is sent.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    ...(key && { credentials: { accessKeyId: key.id, secretAccessKey: key.secret } }),
  });
  const shown = `s3://${Bucket}`;
  const ask = async <T>(request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw unreachable(shown, error as Error);
    }
  };
  async function* pages(Prefix: string, Delimiter?: string) {
    const input = { Bucket, Prefix, ...(Delimiter !== undefined && { Delimiter }) };
    yield* s3.paginateListObjectsV2({ client }, input);
  }
  return {
    shown,
    list: (prefix) =>
      ask(async () => {
        const found = new Map<string, Listed>();
        for await (const { Contents = [] } of pages(prefix))
          for (const { Key, Size: bytes = 0, LastModified } of Contents)
            if (Key !== undefined) found.set(Key, { bytes, at: LastModified?.getTime() ?? 0 });
        return found;
      }),
    folders: (prefix) =>
      ask(async () => {
        const found: string[] = [];
        for await (const { CommonPrefixes = [] } of pages(prefix, "/"))
          for (const { Prefix = "" } of CommonPrefixes)
            found.push(Prefix.slice(prefix.length).replace(/\/$/, ""));
        return found;
      }),
    read: (Key) =>
      ask(async () => {
        try {
          const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key }));
          return await Body?.transformToString();
        } catch (error) {
          if (error instanceof s3.NoSuchKey) return undefined;
          throw error;
        }
      }),
    put: (Key, Body, { type: ContentType, cache: CacheControl }) =>
      ask(async () => {
        await client.send(
          new s3.PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl }),
        );
      }),
    copy: (from, Key, { type: ContentType, cache: CacheControl }) =>
      ask(async () => {
        const CopySource = `${Bucket}/${encodeURI(from).replaceAll(/[?#+]/g, encodeURIComponent)}`;
        const MetadataDirective = "REPLACE";
        await client.send(
          new s3.CopyObjectCommand({
            Bucket,
            Key,
            CopySource,
            ContentType,
            CacheControl,
            MetadataDirective,
          }),
        );
      }),
    remove: (keys) =>
      ask(async () => {
        for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
          const Objects = keys.slice(from, from + REMOVED_AT_ONCE).map((Key) => ({ Key }));
          await client.send(
            new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
          );
        }
      }),
    close: () => client.destroy(),
  };
}

function unreachable(shown: string, { name, message }: Error): Failure {
  return outage({
    code: "site-store",
    file: shown,
    message: `${shown} does not do what it was asked: ${name}: ${message.replace(/\.$/, "")}.`,
    advice:
      "Readers see the site as it was. Look at `site: s3:` in bellwether.yaml and at the rights of its key; then publish again, which goes on where this ended.",
  });
}
