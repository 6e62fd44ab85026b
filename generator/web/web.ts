import { digest } from "../base/digest.ts";
import { NetFault, type NetReply } from "../world/net.ts";
import type { World } from "../world/world.ts";
import { breaker } from "./circuit-breaker.ts";
import { WebFault } from "./fault.ts";
import { recorder, replayer } from "./recording.ts";
import { ATTEMPTS, backoff, LONGEST_WAIT_MS, mayPass, retryAfter } from "./retry.ts";
import type { Secrets } from "./secrets.ts";
import { rateLimiter, type RateLimiter } from "./rate-limiter.ts";
import { routing } from "./gateway.ts";

/** One question to a provider. */
export interface Question {
  /** Whose limits and breaker count, as `providerOf` names it. */
  readonly provider: string;
  readonly url: string;
  readonly method?: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Least time between two requests to the provider, in milliseconds. */
  readonly spacingMs: number;
  /** `same-host` (the usual) follows up to three redirects to the same host; `none` hands them over as they are. */
  readonly redirects?: "same-host" | "none";
  /** Asked a single time, whatever comes of it: for what must not be done twice. */
  readonly isOnce?: boolean;
  /** The operator named the address: it may be in a network of their own. */
  readonly mayBePrivate?: boolean;
}

/** The one way in and out: every request of every source, and of the libraries they use, passes here. */
export interface Web {
  /** The answer whatever its status, after retries. @throws WebFault when there is none. */
  ask(question: Question): Promise<NetReply>;
  readonly secrets: Secrets;
  /** A pause, in milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** How many requests were sent, retries and redirects included. */
  sent(): number;
}

export interface WebOptions {
  /** Folder to write each answer to. */
  readonly record?: string | undefined;
  /** Folder to answer from; nothing is sent. */
  readonly replay?: string | undefined;
  /** What requests wait for; those of this run alone wait for each other unless given. */
  readonly limiter?: RateLimiter | undefined;
}

/** Limits and breaker are those of one host as one source asks it: an address that is down stops no other. */
export function providerOf(source: string, url: string): string {
  return `${source} ${URL.parse(url)?.host ?? ""}`;
}

const CONNECT_MS = 10_000;
const TOTAL_MS = 60_000;
const MAX_BYTES = 64 * 2 ** 20;
const REDIRECTS = 3;
const USER_AGENT = "bellwether/0.1 (market commentary; one request at a time)";

/** @throws Failure (2) for a wrong BELLWETHER_HTTP_VIA or a folder that holds no recording. */
export function openWeb(world: World, secrets: Secrets, options: WebOptions = {}): Web {
  const { redact } = secrets;
  const route = routing(world);
  const limited = options.limiter ?? rateLimiter(world);
  const down = breaker();
  const keep = options.record && recorder(world, options.record, redact);
  const replay = options.replay && replayer(world, options.replay);
  let sent = 0;

  const sendOnce = (question: Question): Promise<NetReply> =>
    limited(question.provider, question.spacingMs, () => {
      const { url, mayBePrivate } = route(new URL(question.url));
      sent++;
      return world.net.send({
        method: question.method ?? "GET",
        url,
        headers: { "user-agent": USER_AGENT, ...question.headers },
        body: question.body,
        connectMs: limit(world, "BELLWETHER_CONNECT_TIMEOUT_MS", CONNECT_MS),
        totalMs: limit(world, "BELLWETHER_TIMEOUT_MS", TOTAL_MS),
        maxBytes: MAX_BYTES,
        mayBePrivate: mayBePrivate || question.mayBePrivate === true,
      });
    });

  const persist = async (question: Question): Promise<NetReply> => {
    const shown = shownAs(question, redact);
    for (let attempt = 1; ; attempt++) {
      const outcome = await sendOnce(question).catch((error: unknown) => {
        if (error instanceof NetFault) return error;
        throw error;
      });
      if (question.isOnce === true || !mayPass(outcome)) {
        if (outcome instanceof NetFault)
          throw new WebFault(outcome.code, `${shown}: ${outcome.message}`);
        return outcome;
      }
      const asked = outcome instanceof NetFault ? undefined : retryAfter(outcome, world.now());
      if (asked !== undefined && asked > LONGEST_WAIT_MS) {
        const until = new Date(world.now() + asked).toISOString().slice(0, 19);
        throw new WebFault(
          "asked-to-wait",
          `${shown}: the provider asks to be left alone until ${until}Z`,
        );
      }
      if (attempt === ATTEMPTS) throw givenUp(outcome, shown);
      await world.net.wait(Math.max(asked ?? 0, backoff(attempt, shown)));
    }
  };

  const follow = async (question: Question): Promise<NetReply> => {
    let url = question.url;
    for (let step = 0; ; step++) {
      const reply = await persist({ ...question, url });
      const location = reply.headers.find(([name]) => name === "location")?.[1];
      const isRedirect = [301, 302, 303, 307, 308].includes(reply.status) && location !== undefined;
      if (!isRedirect || question.redirects === "none") return reply;
      const shown = shownAs(question, redact);
      const next = URL.parse(location, url);
      if (next?.origin !== new URL(question.url).origin)
        throw new WebFault(
          "redirect",
          `${shown}: it redirects to another host, which is not followed`,
        );
      if (step === REDIRECTS)
        throw new WebFault("redirect", `${shown}: it redirects more than ${REDIRECTS} times`);
      url = next.href;
    }
  };

  return {
    secrets,
    wait: (milliseconds) => world.net.wait(milliseconds),
    sent: () => sent,
    async ask(question) {
      const { provider } = question;
      const asked = {
        method: question.method ?? "GET",
        url: redact(question.url),
        ...(question.body === undefined ? {} : { body: shownBody(question.body, redact) }),
      };
      if (replay) return replay.answer(asked);
      if (down.isOpen(provider)) {
        const why = "it failed three times in a row in this run and is left alone until the next";
        throw new WebFault("resting", `${shownAs(question, redact)}: ${why}`);
      }
      try {
        const { body, ...rest } = await follow(question);
        const reply = { ...rest, body: secrets.cleanse(body) };
        down.note(provider, false);
        if (keep) keep(asked, reply);
        return reply;
      } catch (error) {
        if (error instanceof WebFault) down.note(provider, true);
        throw error;
      }
    },
  };
}

/** When a replay was recorded: its clock stands there. */
export function replayedAt(world: World, folder: string): number {
  return replayer(world, folder).at;
}

function limit(world: World, name: string, usual: number): number {
  const value = Number(world.env[name]);
  return Number.isFinite(value) && value > 0 ? value : usual;
}

function givenUp(outcome: NetReply | NetFault, shown: string): WebFault {
  return outcome instanceof NetFault
    ? new WebFault(outcome.code, `${shown}: ${outcome.message}, ${ATTEMPTS} times in a row`)
    : new WebFault("status", `${shown}: status ${outcome.status}, ${ATTEMPTS} times in a row`);
}

/** As a recording knows it: what is no text by its digest. */
function shownBody(body: string | Uint8Array, redact: (text: string) => string): string {
  return typeof body === "string" ? redact(body) : digest(body, 64);
}

function shownAs(question: Question, redact: (text: string) => string): string {
  return `${question.method ?? "GET"} ${redact(question.url)}`;
}
