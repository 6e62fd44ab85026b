import { openS3 } from "../../generator/publish/release/s3.ts";
import { releasesIn } from "../../generator/publish/release/releases.ts";
import type { S3Settings } from "../../generator/publication/site-settings.ts";
import { S3_KEY } from "../support/s3.ts";
import { madeSite } from "./releases.ts";

/** A process of its own that puts a made site online: `release-process.ts SETTINGS WORD COUNT`. */
const [settings = "", word = "", count = ""] = process.argv.slice(2);
const given = JSON.parse(settings) as S3Settings;
const bucket = await openS3(given, S3_KEY);
await releasesIn(bucket, given.prefix ?? "", given.keep).put(
  madeSite(word, Number(count)),
  Date.now(),
);
bucket.close();
