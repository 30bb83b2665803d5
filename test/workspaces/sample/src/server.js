import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { historyOf } from "./tracking.js";

export const server = createServer((request, response) => {
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  const number = /^\/track\/(PW\d{8})$/.exec(path)?.[1];
  response.setHeader("content-type", "application/json");
  if (path === "/healthz") response.end('{"status":"ok"}\n');
  else if (number) response.end(`${JSON.stringify({ number, events: historyOf(number) })}\n`);
  else {
    response.statusCode = 404;
    response.end('{"error":"not found"}\n');
  }
});

if (process.argv[1] === fileURLToPath(import.meta.url)) server.listen(Number(process.env.PORT ?? 8080));
