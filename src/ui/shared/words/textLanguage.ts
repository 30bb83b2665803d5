import { env, l10n } from "vscode";

/** The language that texts are shown in (BCP 47): without a translation they are English, whatever the editor speaks. */
export const textLanguage = (): string => (l10n.bundle ? env.language : "en");
