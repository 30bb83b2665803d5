import { createServer } from "node:http";

createServer((request, response) => {
  response.writeHead(request.url === "/healthz" ? 200 : 404);
  response.end(request.url === "/healthz" ? "ok" : "");
}).listen(8080);
