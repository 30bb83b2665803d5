const actions = new Set<() => void>();

/** Does this when the process ends, however it ends; calling what it returns does it now instead. */
export function atExit(action: () => void): () => void {
  actions.add(action);
  return () => {
    if (actions.delete(action)) {
      action();
    }
  };
}

process.once("exit", () => {
  for (const action of [...actions].reverse()) {
    action();
  }
});

// A signal ends a process without an "exit" event, unless it is listened to.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(130));
}
