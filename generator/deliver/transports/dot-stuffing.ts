const LINE_WITH_DOT = Buffer.from("\r\n.");
const DOT = Buffer.from(".");

/**
 * A mail as it goes over SMTP: a dot at the beginning of a line is doubled (RFC 5321 §4.5.2). Its lines end with CRLF alone, as those of `templateOf` do.
 * Found by a search that is the machine's own: going over each byte would cost more than all the rest of sending.
 */
export function dotStuffed(mail: Uint8Array): Uint8Array {
  const bytes = Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength);
  const parts: Uint8Array[] = bytes[0] === DOT[0] ? [DOT] : [];
  let from = 0;
  for (let at = bytes.indexOf(LINE_WITH_DOT); at >= 0; at = bytes.indexOf(LINE_WITH_DOT, from)) {
    parts.push(bytes.subarray(from, at + 2), DOT);
    from = at + 2;
    // The dot itself is no further one to be found.
    parts.push(bytes.subarray(from, from + 1));
    from += 1;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
}
