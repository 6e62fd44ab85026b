import { z } from "zod";

const text = z.string().trim().min(1);
const keyName = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    "expected the name of an environment variable, such as AWS_ACCESS_KEY_ID",
  );

const s3 = z
  .strictObject({
    bucket: text,
    /** Where in the bucket; at its root where it is left out. */
    prefix: z
      .string()
      .regex(/^[\w.-]+(\/[\w.-]+)*$/, "expected a path such as news/daily")
      .exactOptional(),
    region: text.default("us-east-1"),
    /** Of a store that is not Amazon's. */
    endpoint: z.url({ protocol: /^https?$/ }).exactOptional(),
    /** So many releases are kept, that which is shown among them. */
    keep: z.int().min(2).max(1000).default(10),
    /** Names of the variables that hold the key; without them the client looks where Amazon's tools do. */
    id: keyName.exactOptional(),
    secret: keyName.exactOptional(),
  })
  .refine(({ id, secret }) => (id === undefined) === (secret === undefined), {
    error: "expected id and secret together, or neither",
  });

/** Where the site goes beside `site/dist`. */
export const siteSchema = z.strictObject({ s3 });

export type SiteSettings = z.output<typeof siteSchema>;

export type S3Settings = z.output<typeof s3>;
