import type { Reply } from "../web/provider.ts";

/** What a host answers at a path (its query left out): text, JSON, or a reply that looks at the request. */
export type Routes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Many providers behind one base, as `BELLWETHER_HTTP_VIA` addresses them; 404 for what is not there. */
export function routed(routes: Routes): Reply {
  return (request, response) => {
    const [, , host = "", ...parts] = (request.url ?? "").split("?")[0]!.split("/");
    const answer = routes[host]?.[`/${parts.join("/")}`];
    if (typeof answer === "function") (answer as Reply)(request, response);
    else if (answer === undefined) response.writeHead(404).end();
    else if (typeof answer === "string") response.end(answer);
    else response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  };
}
