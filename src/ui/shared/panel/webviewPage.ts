/** What the page of a webview panel is made of. */
export interface Page {
  /** The language that its texts are in (BCP 47). */
  language: string;
  title: string;
  /** The address of its script as the webview sees it. */
  script: string;
  /** Made anew for every page. */
  nonce: string;
}

/**
 * The page of a panel: nothing but its script, which draws all there is. Nothing else may run or load: no style but the
 * script's own style sheets, no picture, no font, no request, no frame, no form.
 */
export function pageOf({ language, title, script, nonce }: Page): string {
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<script type="module" nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
