/** Folders whose files are nobody's work: tools' own files, templates, vendored copies, build output. */
const folders = new Set([
  "node_modules",
  "bower_components",
  "vendor",
  "third_party",
  "dist",
  "build",
  "out",
  "target",
  "templates",
  "template",
  "_templates",
  "skills",
  "commands",
  "prompts",
  ".specify",
  ".specstory",
  ".git",
  ".venv",
  "venv",
]);

/** Whether a path is a trap: no process ever reads it as work. */
export function isTrap(path: string): boolean {
  const segments = path.split("/");
  const name = segments.pop() ?? "";
  return (
    segments.some((segment) => folders.has(segment.toLowerCase())) ||
    /^TODO_BACKUP_|\.template(\.md)?$|[-_.]template\.md$/i.test(name)
  );
}
