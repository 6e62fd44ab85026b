import { digest } from "../../../base/digest.ts";
import { layersOf } from "../../../publication/layers.ts";
import { exampleMail } from "../../../publication/mail/mail-settings.ts";
import { LOCAL_SERVICE } from "../../../publication/mail/service-settings.ts";
import type { Publication } from "../../../publication/publication.ts";
import { loadLayouts } from "../../../publish/serve/layouts.ts";
import { listen, type Served } from "../../../publish/serve/listen.ts";
import { SERVER_LIMITS } from "../../../publish/serve/request.ts";
import type { MailStore } from "../../../store/mail/mail-store.ts";
import type { World } from "../../../world/world.ts";
import { mailKey } from "../key.ts";
import { membershipOf } from "../membership.ts";
import { serviceApp } from "./app.ts";
import { ratesOf } from "./rates.ts";
import type { SendConfirmation, Service } from "./service.ts";
import { loadServiceWords, serviceLanguages } from "./words.ts";

/** Where the pages of the service lie, in the publication or in the package. */
const FOLDER = "site/subscribe";

/** The publication's own colours and faces. */
const SHARED = ["site/styles/1-tokens.css", "site/styles/2-base.css"];

export interface SubscribeOptions {
  /** Default 4324; the next free one when it is taken, any free one for 0. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1: this machine alone, where a server with https stands in front. */
  readonly host?: string | undefined;
  /** Topics that readers may choose. */
  readonly tags: readonly string[];
  readonly sendConfirmation: SendConfirmation;
  tell(line: string): void;
}

/**
 * Serves the pages at which readers sign up, choose and leave, and takes what providers tell of bounces.
 * @param store stays open as long as it is served.
 * @throws Failure (3) when no port is free.
 */
export async function serveSubscribers(
  world: World,
  publication: Publication,
  store: MailStore,
  options: SubscribeOptions,
): Promise<Served> {
  const { port = { from: Number(new URL(LOCAL_SERVICE).port) }, host = "127.0.0.1" } = options;
  const { home } = publication;
  const key = mailKey(world, home);
  const languages = serviceLanguages(world, publication);
  const service: Service = {
    ...options,
    world,
    publication,
    table: store.subscribers,
    membership: membershipOf(world, store.subscribers, key),
    links: { key, service: publication.mail?.service ?? LOCAL_SERVICE },
    layouts: loadLayouts(world, home, FOLDER),
    style: styleOf(world, home),
    languages,
    words: new Map(languages.map((each) => [each, loadServiceWords(world, home, each)])),
    formats: (publication.mail ?? exampleMail(publication)).formats,
    rates: ratesOf(store.subscribers, key),
  };
  await service.membership.removeUnconfirmed();
  return listen(serviceApp(service).fetch, host, port, SERVER_LIMITS);
}

function styleOf(world: World, home: string): Service["style"] {
  const layers = layersOf(world, home);
  const own = layers.list(FOLDER).filter((name) => name.endsWith(".css"));
  const text = [...SHARED, ...own.map((name) => `${FOLDER}/${name}`)]
    .map((path) => layers.open(path).text)
    .join("\n");
  return { name: `style.${digest(text, 12)}.css`, text };
}
