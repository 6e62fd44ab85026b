import { join } from "node:path";
import { mistake } from "../../base/problem.ts";
import type { MailSettings } from "../../publication/mail/mail-settings.ts";
import { httpClientOf } from "../../web/http-client.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { openWeb } from "../../web/web.ts";
import type { World } from "../../world/world.ts";
import type { SigningKey } from "../message/dkim.ts";
import { sinkTransport } from "./sink.ts";
import type { Transport } from "./transport.ts";

/** What is said of sending in `mail:` of bellwether.yaml. */
type Settings = Pick<MailSettings, "transport" | "dkim" | "from" | "bounces">;

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** Names of the environment variables that hold what a way of sending needs. */
export function transportKeys({ transport }: Pick<Settings, "transport">): string[] {
  if (transport === "sink") return [];
  if ("smtp" in transport) return [transport.smtp.password ?? []].flat();
  if ("ses" in transport) return [transport.ses.id, transport.ses.secret];
  return ["resend" in transport ? transport.resend.key : transport.postmark.key];
}

/** Opens the way by which mails go out. @throws Failure (2) for a key that is not set */
export async function openTransport(
  world: World,
  home: string,
  settings: Settings,
): Promise<Transport> {
  const { transport, from, bounces = from.address } = settings;
  if (transport === "sink") return sinkTransport(world, join(home, "var", "outbox"));
  const key = keysOf(world, home, transportKeys(settings));
  if ("smtp" in transport) {
    const { password, user, ...rest } = transport.smtp;
    const { smtpTransport } = await import("./smtp.ts");
    return smtpTransport({
      ...rest,
      bounces,
      ...(user === undefined || password === undefined ? {} : { user, password: key(password) }),
    });
  }
  const secrets = loadSecrets(
    world,
    home,
    transportKeys(settings).map((name) => ({ name })),
  );
  const web = openWeb(world, secrets);
  if ("resend" in transport) {
    const { resendTransport, RESEND_SPACING_MS: spacingMs } = await import("./resend.ts");
    return resendTransport(
      httpClientOf(web, { id: "resend", spacingMs }),
      key(transport.resend.key),
    );
  }
  if ("postmark" in transport) {
    const { postmarkTransport, POSTMARK_SPACING_MS: spacingMs } = await import("./postmark.ts");
    const http = httpClientOf(web, { id: "postmark", spacingMs });
    return postmarkTransport(http, key(transport.postmark.key), transport.postmark.stream);
  }
  const { sesTransport, SES_SPACING_MS: spacingMs } = await import("./ses.ts");
  const { id, secret, region } = transport.ses;
  const http = httpClientOf(web, { id: "ses", spacingMs });
  return sesTransport(http, { id: key(id), secret: key(secret) }, region);
}

/** The keys by which mails are signed; none where nothing is said of them. @throws Failure (2) for one that is not there */
export function signingKeys(
  world: World,
  home: string,
  { dkim = [] }: Pick<Settings, "dkim">,
): SigningKey[] {
  return [dkim].flat().map(({ domain, selector, key }) => ({
    domain,
    selector,
    key: VARIABLE.test(key)
      ? // A variable of one line has the lines of PEM written as \n.
        keysOf(world, home, [key])(key).replaceAll("\\n", "\n")
      : world.files.read(join(home, key)),
  }));
}

function keysOf(world: World, home: string, names: readonly string[]): (name: string) => string {
  const secrets = loadSecrets(
    world,
    home,
    names.map((name) => ({ name })),
  );
  return (name) => {
    const found = secrets.get(name);
    if (found !== undefined) return found;
    throw mistake({
      code: "transport-key",
      message: `${name} is not set: mails cannot be sent without it.`,
      advice: "Put it into the environment or var/secrets.env.",
    });
  };
}
