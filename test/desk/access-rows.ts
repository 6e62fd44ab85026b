import { connect } from "node:net";
import { expect, test } from "vitest";
import { addPerson } from "../../generator/desk/access/people.ts";
import { joined, openDoor, Visitor, type TestDoor } from "./door.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** What a standard asks, by its numbers, each held against the server at a real socket. */
export type Rows = Readonly<Record<string, () => Promise<void>>>;

/**
 * Holds rows of OWASP's Application Security Verification Standard 5.0 that concern the door. Those on passkeys and on providers of accounts have
 * files of their own, and so has each route of the desk.
 */
export function holdRows(rows: Rows): void {
  test.each(Object.entries(rows))("ASVS %s", async (_, holds) => {
    await holds();
    expect.hasAssertions();
  });
}

/** A desk with one editor, Anna, and a browser in which she is signed in. */
export async function annasDesk(options: Parameters<typeof openDoor>[0] = {}) {
  const door = await openDoor(options);
  const { path } = await addPerson(door.accounts, "Anna Larsen", "editor", undefined, door.now());
  const origin = options.desk?.url;
  return { door, path, anna: await joined(door, path, origin) };
}

export async function signIn(door: TestDoor, name: string, password: string, origin?: string) {
  const visitor = new Visitor(door.port, origin);
  await visitor.get("/sign-in");
  const answer = await visitor.post("/sign-in", { name, password, to: "/" });
  return { visitor, answer };
}

export async function isIn(visitor: Visitor): Promise<boolean> {
  return (await visitor.get("/")).status === 200;
}

/** How long a server is waited for: less than Node itself would wait for a request, which is a minute. */
const PATIENCE_MS = 50_000;

/** What a server answers to bytes as they are, until it closes. */
export function raw({ port }: TestDoor, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.setEncoding("utf8").on("data", (piece: string) => {
      answer += piece;
      if (answer.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}
