/** Sends what waits. A mail that was handed over and not confirmed stays, and is handed over again. */
export async function sendWaiting(queue, provider) {
  for (const mail of [...queue]) {
    await provider.send(mail);
    queue.splice(queue.indexOf(mail), 1);
  }
}
