/** A call of make in a script. */
export interface MakeCall {
  targets: string[];
  /** The folder it runs in, from where the script starts: by `cd` and `-C`. */
  dir: string;
  /** In a loop, behind a program that tries again, or with a variable that says how often. */
  retried: boolean;
  /** Whatever comes of it, the script goes on: `|| true`. */
  ignored: boolean;
}

/** Programs and words of the shell that run what follows them. */
const wrappers = new Set(
  (
    "if then else elif do until while ! ( { time sudo env exec nice nohup command timeout xvfb-run retry flock direnv " +
    "docker docker-compose podman nix nix-shell devbox mise asdf poetry uv pipenv bash sh dash zsh"
  ).split(" "),
);

/** A script of more lines than this is not looked into further. */
const MAX_COMMANDS = 2000;

/** The calls of make in a shell script, comments and what is only printed left out. */
export function makeCallsIn(script: string): MakeCall[] {
  const calls: MakeCall[] = [];
  let dir = "";
  let loops = 0;
  const commands = commandsOf(script);
  for (const [index, { text, after }] of commands.entries()) {
    const words = text
      .replace(/^[({\s]+/, "")
      .replace(/["']/g, " ")
      .split(/\s+/)
      .filter((word) => word !== "");
    const first = words[0] ?? "";
    if (/^(for|while|until)$/.test(first)) loops++;
    if (first === "done" && loops > 0) loops--;
    if (first === "cd" && words[1] !== undefined) dir = joined(dir, words[1]);
    const call = callIn(words);
    if (!call) continue;
    const next = commands[index + 1]?.text ?? "";
    const last = calls.at(-1);
    // `make qa || make qa` tries again, too.
    const isAgain = commands[index - 1]?.after === "||" && last?.targets.join(" ") === call.targets.join(" ");
    calls.push({
      targets: call.targets,
      dir: joined(dir, call.dir),
      retried: loops > 0 || call.retried || isAgain,
      ignored: after === "||" && /^(true|:|exit 0|echo\b.*)$/.test(next),
    });
  }
  return calls;
}

/** The commands of a script, and what joins each to the next one. */
function commandsOf(script: string): { text: string; after: string }[] {
  const plain = script
    .slice(0, 200_000)
    .replace(/\\\r?\n/g, " ")
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/(^|\s)#.*$/, ""))
    .join("\n");
  const parts = plain.split(/(&&|\|\||;|\||&|\n)/);
  const found: { text: string; after: string }[] = [];
  for (let i = 0; i < parts.length && found.length < MAX_COMMANDS; i += 2) {
    const text = (parts[i] ?? "").trim();
    if (text !== "") found.push({ text, after: parts[i + 1] ?? "" });
  }
  return found;
}

function callIn(words: readonly string[]): { targets: string[]; dir: string; retried: boolean } | undefined {
  let at = 0;
  let retried = false;
  let isWrapped = false;
  for (; at < words.length; at++) {
    const word = words[at] as string;
    if (/^(?:.*\/)?[gb]?make$/.test(word)) break;
    if (/^\w+=/.test(word)) retried ||= saysRetry(word);
    else if (wrappers.has(word)) {
      isWrapped = true;
      retried ||= word === "retry";
    } else if (!isWrapped) return undefined;
  }
  if (at >= words.length) return undefined;
  const targets: string[] = [];
  let dir = "";
  for (let i = at + 1; i < words.length; i++) {
    const word = words[i] as string;
    if (/^(-n|--dry-run|--just-print|--recon|-q|--question|-v|--version|-h|--help)$/.test(word)) return undefined;
    if (word === "-C" || word === "--directory") dir = joined(dir, words[++i] ?? "");
    else if (word.startsWith("--directory=")) dir = joined(dir, word.slice(12));
    else if (/^-C./.test(word)) dir = joined(dir, word.slice(2));
    else if (/^(-f|-I|-o|-W|--file|--makefile)$/.test(word)) i++;
    else if (/^-[jl]$/.test(word)) i += /^[\d.]+$/.test(words[i + 1] ?? "") ? 1 : 0;
    else if (/^[\w.]+[:?+]?=/.test(word)) retried ||= saysRetry(word);
    else if (/^[<>]|^\d?>/.test(word)) break;
    else if (!word.startsWith("-") && !/^[)}]/.test(word))
      targets.push(word.replace(/[)};]+$/, (end) => closing(word, end)));
  }
  return { targets, dir, retried };
}

/** The bracket of `${{ matrix.x }}` belongs to the word; that of a subshell does not. */
const closing = (word: string, end: string): string => (word.includes("${") || word.includes("$(") ? end : "");

const saysRetry = (word: string): boolean => /^\w*(RETRY|RETRIES|ATTEMPTS)\w*=(?!0*$)/i.test(word);

/** Two paths as one, `.` and `..` resolved as far as they can be; "" is where it starts. */
export function joined(base: string, path: string): string {
  const parts: string[] = path.startsWith("/") ? [] : base.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else parts.push(part);
  }
  return parts.filter((part) => part !== "" && part !== ".").join("/");
}
