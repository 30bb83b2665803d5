/** Sends each alert once; `send` is the mail or webhook client. Returns the keys of the alerts that went out. */
export async function dispatch(alerts, send, sent = new Set()) {
  const out = [];
  for (const alert of alerts) {
    const key = `${alert.merchant}/${alert.number}/${alert.lastScan}`;
    if (sent.has(key)) continue;
    await send(alert);
    sent.add(key);
    out.push(key);
  }
  return out;
}
