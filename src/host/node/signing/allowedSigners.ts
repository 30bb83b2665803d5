import { keyIn } from "./sshSignature.ts";

/** A line of an allowed signers file. ssh-keygen alone decides by it; this is for saying why, and for asking early. */
export interface AllowedSigner {
  /** Patterns of e-mail addresses. */
  principals: string[];
  /** The public key in base64. */
  key: string;
  /** Stands for the keys that it has certified. */
  isAuthority: boolean;
  /** True where a time or a purpose bounds it. */
  isBounded: boolean;
}

/** Reads an allowed signers file; lines that cannot be read are left out. */
export function readAllowedSigners(text: string): AllowedSigner[] {
  return text.split(/\r\n|\n/).flatMap((line): AllowedSigner[] => {
    const key = /^\s*(#|$)/.test(line) ? undefined : keyIn(line);
    if (key === undefined) return [];
    const [, quoted, bare = ""] = /^\s*(?:"([^"]*)"|(\S+))/.exec(line) ?? [];
    const options = line.slice(0, line.indexOf(key));
    return [
      {
        principals: (quoted ?? bare).split(",").filter((each) => each !== ""),
        key,
        isAuthority: /[\s,]cert-authority[\s,]/i.test(options),
        isBounded: /[\s,](namespaces|valid-after|valid-before)=/i.test(options),
      },
    ];
  });
}

/** How the file spells an address: mail does not mind the case of letters, and ssh-keygen does. */
export function spelled(email: string, signers: readonly AllowedSigner[]): string {
  const all = signers.flatMap(({ principals }) => principals);
  if (all.includes(email)) return email;
  return all.find((each) => !/[*?!]/.test(each) && each.toLowerCase() === email.toLowerCase()) ?? email;
}

/** Whether a list of patterns is about an address: `*` and `?` stand for letters, `!` takes out. */
export function isFor(principals: readonly string[], email: string): boolean {
  const fits = (pattern: string): boolean => matches(pattern.toLowerCase(), email.toLowerCase());
  const out = principals.some((each) => each.startsWith("!") && fits(each.slice(1)));
  return !out && principals.some((each) => !each.startsWith("!") && fits(each));
}

/** One star at a time, going back to the last one only: no pattern takes long. */
function matches(pattern: string, text: string): boolean {
  let [at, from, star, taken] = [0, 0, -1, 0];
  while (at < text.length) {
    const letter = pattern[from];
    if (letter === "*") {
      star = from++;
      taken = at;
    } else if (letter !== undefined && (letter === "?" || letter === text[at])) {
      from++;
      at++;
    } else if (star >= 0) {
      from = star + 1;
      at = ++taken;
    } else {
      return false;
    }
  }
  return pattern.slice(from).replaceAll("*", "") === "";
}
