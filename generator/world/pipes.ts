import { Readable, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import type { World } from "./world.ts";

/** Standard input and output, for a protocol that is spoken over them: nothing else is read or printed then. */
export function pipesOf({ stdin, stdout }: World): {
  readonly input: Readable;
  readonly output: Writable;
} {
  const decoder = new TextDecoder();
  const output = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      stdout.write(decoder.decode(chunk, { stream: true }));
      done();
    },
  });
  return { input: Readable.from(stdin(), { objectMode: false }), output };
}

/** All that is said on standard input, to its end. */
export function saidTo({ stdin }: World): Promise<string> {
  return text(Readable.from(stdin()));
}
