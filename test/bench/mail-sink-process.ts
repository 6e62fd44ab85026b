import { createServer, type AddressInfo } from "node:net";

/** A server in a process of its own that takes every mail at once and forgets it; prints its port. */
const server = createServer((socket) => {
  let isMail = false;
  let rest = "";
  socket.on("error", () => {});
  socket.setNoDelay(true);
  socket.write("220 sink\r\n");
  socket.on("data", (chunk: Buffer) => {
    if (isMail) {
      rest = (rest + chunk.toString("latin1", Math.max(0, chunk.length - 5))).slice(-5);
      if (rest !== "\r\n.\r\n") return;
      isMail = false;
      rest = "";
      socket.write("250 2.0.0 taken\r\n");
      return;
    }
    const lines = (rest + chunk.toString("latin1")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const verb = line.slice(0, 4).toUpperCase();
      isMail = verb === "DATA";
      if (verb === "EHLO") socket.write("250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n");
      else if (verb === "QUIT") socket.end("221 bye\r\n");
      else socket.write(isMail ? "354 go on\r\n" : "250 ok\r\n");
    }
  });
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
