import type { z } from "zod";
import { sampleOf } from "../base/sample.ts";
import { heldToShape } from "../base/schema-words.ts";
import type { NetReply } from "../world/net.ts";
import { WebFault } from "./fault.ts";
import { repeatedKey } from "./repeated-key.ts";
import type { Question, Web } from "./web.ts";

/**
 * The text of a good answer (status 200), its byte order mark removed.
 * @throws WebFault for any other status, and for bytes that are not UTF-8.
 */
export async function askText(web: Web, question: Question): Promise<string> {
  const reply = await web.ask(question);
  const shown = web.secrets.redact(question.url);
  if (reply.status !== 200)
    throw new WebFault("status", `${shown}: status ${reply.status}${hint(reply.status)}`, {
      status: reply.status,
    });
  return textOf(reply, shown);
}

function textOf(reply: NetReply, shown: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(reply.body);
  } catch {
    throw new WebFault("not-text", `${shown}: the answer is not valid UTF-8`);
  }
}

/**
 * The answer as JSON that has the shape expected of it.
 * @throws WebFault `not-json`, or `drift` with the path, what was expected and a sample of what is there.
 */
export async function askJson<S extends z.ZodType>(
  web: Web,
  question: Question,
  shape: S,
): Promise<z.output<S>> {
  const text = await askText(web, question);
  return parseJson(text, shape, web.secrets.redact(question.url));
}

/** As `askJson`, of a text that is there already; `shown` names it in messages. */
function parseJson<S extends z.ZodType>(text: string, shape: S, shown: string): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new WebFault("not-json", `${shown}: JSON was expected, found ${sampleOf(text)}`);
  }
  const repeated = repeatedKey(text);
  if (repeated !== undefined) {
    const what = `the key ${sampleOf(repeated)} stands twice in one object`;
    throw new WebFault("not-json", `${shown}: ${what}, so its value is not known`);
  }
  return held(value, shape, shown);
}

/** Holds a value to its shape. @throws WebFault `drift` */
export function held<S extends z.ZodType>(value: unknown, shape: S, shown: string): z.output<S> {
  const parsed = heldToShape(shape, value);
  if (parsed.success) return parsed.data;
  const fault = parsed.faults[0]!;
  const path = fault.path.map(String).join(".") || "the whole answer";
  const what = `${path}: ${fault.message}`;
  throw new WebFault("drift", `${shown}: the answer has changed its shape at ${what}`);
}

function hint(status: number): string {
  if (status === 401 || status === 403)
    return " (the provider refuses: a key may be missing or wrong)";
  if (status === 404) return " (there is nothing at that address)";
  return "";
}
