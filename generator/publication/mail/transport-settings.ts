import { z } from "zod";

const text = z.string().trim().min(1);
const keyName = z
  .string()
  .regex(
    /^[A-Z][A-Z0-9_]*$/,
    "expected the name of an environment variable, such as SMTP_PASSWORD",
  );
const domain = z.string().regex(/^[a-z0-9.-]+$/, "expected a domain such as example.org");
const perMinute = z.int().min(1).max(100_000);

const smtp = z
  .strictObject({
    host: text,
    port: z.int().min(1).max(65_535).default(587),
    /** `required`: by STARTTLS; `at-once`: from the first byte, as at port 465; `off`: only for a server on this machine. */
    tls: z.enum(["required", "at-once", "off"]).default("required"),
    user: text.exactOptional(),
    password: keyName.exactOptional(),
    /** How many mails are on their way at once. */
    connections: z.int().min(1).max(50).default(5),
    /** By which we introduce ourselves (EHLO). */
    name: text.exactOptional(),
  })
  .refine(({ user, password }) => (user === undefined) === (password === undefined), {
    error: "expected user and password together, or neither",
  })
  .refine(({ tls, host }) => tls !== "off" || ["127.0.0.1", "::1", "localhost"].includes(host), {
    error: "expected TLS: only a server on this machine can be spoken to without it",
  });

const dkim = z.strictObject({
  domain,
  selector: domain,
  /** Name of an environment variable that holds the private key (PEM), or a file as seen from the publication. */
  key: text,
});

/** How mails go out, as `mail:` of bellwether.yaml says. */
export const transportShape = {
  /** `sink` writes files into var/outbox and sends nothing. */
  transport: z
    .union([
      z.literal("sink"),
      z.strictObject({ smtp }),
      z.strictObject({ resend: z.strictObject({ key: keyName }) }),
      z.strictObject({
        postmark: z.strictObject({ key: keyName, stream: text.default("broadcast") }),
      }),
      z.strictObject({
        ses: z.strictObject({
          region: z
            .string()
            .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "expected a region such as eu-west-1"),
          id: keyName,
          secret: keyName,
        }),
      }),
    ])
    .default("sink"),
  /** To which bounces go; to `from` where it is left out. */
  bounces: z.email().exactOptional(),
  /** Signs each mail; two for keys of both kinds. */
  dkim: z.union([dkim, z.array(dkim).min(1)]).exactOptional(),
  /** At most so many mails a minute: `all` together, or to one domain. */
  pace: z.record(domain, perMinute).exactOptional(),
};
