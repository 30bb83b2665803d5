import type { Plugin } from "esbuild";

/**
 * What the YAML services load and Plangate has no use for, each with the little that stands in for it. The services check
 * every schema by four meta-schemas, with messages in many languages: ours are written from the code and checked by a
 * test. They speak the protocol of language servers: here they are asked directly. It is nearly 100 KB of the package, and
 * a good part of the time until the first completion.
 */
const standIns: Record<string, string> = {
  "ajv-draft-04": schemaCheck("http://json-schema.org/draft-04/schema"),
  ajv: schemaCheck("http://json-schema.org/draft-07/schema"),
  "ajv/dist/2019.js": schemaCheck("https://json-schema.org/draft/2019-09/schema"),
  "ajv/dist/2020.js": schemaCheck("https://json-schema.org/draft/2020-12/schema"),
  "ajv-i18n": "export default { default: { en: () => undefined } };",
  "vscode-languageserver": `
    export class NotificationType { constructor(method) { this.method = method; } }
    export class RequestType { constructor(method) { this.method = method; } }`,
  "vscode-languageserver-protocol": `
    export class ResponseError extends Error {}
    export const ErrorCodes = {};`,
};

/** A check of schemas that finds nothing wrong; what it is asked for besides is the name of its meta-schema. */
function schemaCheck(metaSchema: string): string {
  return `export default { default: class {
    defaultMeta() { return ${JSON.stringify(metaSchema)}; }
    getSchema() { return () => true; }
  } };`;
}

/** For esbuild: a module that needs more of one than stands here fails to build. */
export const standingIn: Plugin = {
  name: "standing in",
  setup(build) {
    build.onResolve({ filter: /^(ajv|vscode-languageserver)/ }, ({ path, importer }) =>
      path in standIns && /[\\/]yaml-language-server[\\/]/.test(importer) ? { path, namespace: "standIn" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "standIn" }, ({ path }) => ({ contents: standIns[path] ?? "" }));
  },
};
