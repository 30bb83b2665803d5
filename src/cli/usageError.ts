/** Bad usage, an unreadable folder, an unknown feature, a missing file: exit 2, one line on stderr, nothing on stdout. */
export class UsageError extends Error {}
